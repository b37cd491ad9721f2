using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Files;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Commitments.MonthlyPacks;

/// <summary>A pack as a file.</summary>
public sealed record PackFile(string Name, byte[] Bytes, string Code);

/// <summary>Gives out a month's pack: the stored one, or one that is made and stored.</summary>
public sealed class PackHandler(PortalDatabase portal, PackQuery query, PackPrinter printer, TimeProvider clock)
{
    /// <param name="actor">Who sees the portfolio, or the portal itself.</param>
    /// <param name="month">Any day of it.</param>
    /// <param name="language">A culture the portal speaks.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Refused with <see cref="PackProblems.NotFound"/>, <see cref="PackProblems.MonthToCome"/> and where nothing can print.</returns>
    public async Task<Result<PackFile>> GetAsync(Actor actor, DateOnly month, string language, CancellationToken cancellationToken)
    {
        if (!actor.Allows(Permissions.ViewPortfolio))
        {
            return PackProblems.NotFound;
        }

        var (first, now) = (new DateOnly(month.Year, month.Month, 1), clock.GetUtcNow());
        var day = MonthlyPack.DayOf(first, now.DayIn(Commitment.DefaultZone));
        if (day.Problem is { } refused)
        {
            return refused;
        }

        if (await FindAsync(p => p.Month == first && p.Language == language && p.IsFinal, cancellationToken) is { } kept)
        {
            return kept;
        }

        var content = await query.ReadAsync(first, day.Value, now, cancellationToken);
        if (await FindAsync(p => p.Code == content.Code && p.Language == language, cancellationToken) is { } same)
        {
            return same;
        }

        var pdf = await printer.PrintAsync(content, language, cancellationToken);
        return pdf.Problem is { } unprinted ? unprinted : await KeepAsync(actor, content, language, pdf.Value, now, cancellationToken);
    }

    private async Task<Result<PackFile>> KeepAsync(Actor actor, PackContent content, string language, byte[] pdf, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        var file = new StoredFile { Id = Guid.CreateVersion7(now), PartnerId = StoredFile.Portal, Sha256 = SHA256.HashData(pdf), Bytes = pdf.Length, Name = NameOf(content.Month, language), Media = "application/pdf", CreatedAt = now };
        var pack = MonthlyPack.Make(content.Month, (content.AsOf, content.KnownAt, MonthlyPack.LastOf(content.Month) < now.DayIn(Commitment.DefaultZone)), language, content.Figures, (content.Code, file.Id), now);
        db.Add(file);
        db.Add(pack);
        db.Record(actor, now, "pack.made", ("monthly-pack", pack.Id), digest: file.Sha256);
        if ((await db.TrySaveAsync(cancellationToken)).Problem is not null)
        {
            // Another node was faster: its pack is the one.
            return await FindAsync(p => p.Language == language && (p.Code == content.Code || (p.Month == content.Month && p.IsFinal)), cancellationToken) is { } theirs ? theirs : Keeping.Changed;
        }

        using var bytes = new MemoryStream(pdf);
        await db.StoreChunksAsync(file.Id, bytes, cancellationToken);
        await db.CommitAsync(cancellationToken);
        return new PackFile(file.Name, pdf, pack.Code);
    }

    private async Task<PackFile?> FindAsync(System.Linq.Expressions.Expression<Func<MonthlyPack, bool>> which, CancellationToken cancellationToken)
    {
        // The bytes are the portal's own, which no partner's scope reaches; who may have them was decided above.
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        if (await db.Set<MonthlyPack>().AsNoTracking().Where(which).OrderByDescending(p => p.MadeAt).FirstOrDefaultAsync(cancellationToken) is not { } pack)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        await db.CopyFileAsync(pack.FileId, bytes, cancellationToken);
        return new(NameOf(pack.Month, pack.Language), bytes.ToArray(), pack.Code);
    }

    private static string NameOf(DateOnly month, string language) => string.Create(CultureInfo.InvariantCulture, $"talentportal-{month:yyyy-MM}-{language}.pdf");
}
