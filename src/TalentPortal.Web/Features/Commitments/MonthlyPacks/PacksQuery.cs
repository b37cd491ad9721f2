using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Drawing;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Commitments.MonthlyPacks;

/// <summary>A pack in the list.</summary>
public sealed record PackListed(string Code, DateOnly Month, DateOnly AsOf, bool IsFinal, string Language, DateTimeOffset MadeAt);

/// <summary>The packs that were made, the latest first.</summary>
/// <param name="Offered">Months whose pack can be had: this one, and those before.</param>
/// <param name="CanPrint">The machine can make new ones.</param>
public sealed record PacksView(Page<PackListed> Packs, IReadOnlyList<DateOnly> Offered, bool CanPrint);

/// <summary>One number of a pack, counted again.</summary>
/// <param name="Told">As printed.</param>
/// <param name="Stands">Counted again as of the same day, as known then, under the same version, it has the same members.</param>
/// <param name="Now">The same day as known now.</param>
public sealed record CheckedFigure(string Target, string Name, string Commitment, long Told, bool Stands, long Now);

/// <summary>What a check code stands for.</summary>
public sealed record CheckedPack(string Code, DateOnly Month, DateOnly AsOf, DateTimeOffset KnownAt, DateTimeOffset MadeAt, IReadOnlyList<CheckedFigure> Figures)
{
    public bool Stands => Figures.All(f => f.Stands);
}

/// <summary>Lists packs, and counts their numbers again. Sums alone: for everybody who sees the portfolio.</summary>
public sealed class PacksQuery(PortalDatabase portal, ISvgPrinter printer, TimeProvider clock)
{
    public const int PageSize = 25;
    private const int MonthsOffered = 12;

    internal static Func<string, bool>[] Cursor { get; } = [Paging.IsNumber, part => Guid.TryParse(part, out _)];

    /// <returns>Null for who does not see the portfolio.</returns>
    public async Task<PacksView?> ListAsync(Actor actor, string? after, CancellationToken cancellationToken)
    {
        if (!actor.Allows(Permissions.ViewPortfolio))
        {
            return null;
        }

        var read = Paging.Read(after, PageSize, Cursor);
        var paging = read.Problem is null ? read.Value : new([], PageSize);
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var found = db.Set<MonthlyPack>().AsNoTracking();
        if (paging.After is [var ticks, var key])
        {
            var (at, id) = (new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero), Guid.Parse(key));
            found = found.Where(p => p.MadeAt < at || (p.MadeAt == at && p.Id < id));
        }

        var rows = await found.OrderByDescending(p => p.MadeAt).ThenByDescending(p => p.Id).Take(paging.Limit + 1).ToListAsync(cancellationToken);
        var page = paging.Of(rows, p => [p.MadeAt.UtcTicks.ToString(CultureInfo.InvariantCulture), p.Id.ToString()]);
        var today = clock.GetUtcNow().DayIn(Commitment.DefaultZone);
        var first = new DateOnly(today.Year, today.Month, 1);
        return new(
            new([.. page.Items.Select(p => new PackListed(p.Code, p.Month, p.AsOf, p.IsFinal, p.Language, p.MadeAt))], page.Next), [.. Enumerable.Range(0, MonthsOffered).Select(m => first.AddMonths(-m))], printer.IsThere);
    }

    /// <summary>Counts the numbers of a pack again.</summary>
    /// <returns>Null for a code that no pack has, and for who does not see the portfolio.</returns>
    public async Task<CheckedPack?> CheckAsync(Actor actor, string code, CancellationToken cancellationToken)
    {
        // Only numbers and whether a hash is the same leave this unit of work.
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        var wanted = code.Trim().ToUpperInvariant();
        if (!actor.Allows(Permissions.ViewPortfolio) || await db.Set<MonthlyPack>().AsNoTracking().Where(p => p.Code == wanted).OrderBy(p => p.MadeAt).FirstOrDefaultAsync(cancellationToken) is not { } pack)
        {
            return null;
        }

        var now = (await db.FindMomentAsync(null, clock.GetUtcNow(), cancellationToken)).Value;
        var codes = pack.Figures.Select(f => f.Target).ToList();
        var targets = await (
            from t in db.Set<Target>()
            join c in db.Set<Commitment>() on t.CommitmentId equals c.Id
            where codes.Contains(t.Code)
            select new { t.Id, t.Code, c.Name, Commitment = c.Code }).ToDictionaryAsync(t => t.Code, cancellationToken);
        var figures = new List<CheckedFigure>();
        foreach (var told in pack.Figures)
        {
            var target = targets[told.Target];
            var again = await db.ReplayAsync(target.Id, told.Version, pack.AsOf, pack.KnownAt, inForce: true, cancellationToken);
            var today = await db.FreezeAsync(target.Id, pack.AsOf, now, cancellationToken);
            figures.Add(new(told.Target, target.Name, target.Commitment, told.N, again.Counted == told.N && again.MembersHash == told.MembersHash, today.Problem is null ? today.Value.N : 0));
        }

        return new(pack.Code, pack.Month, pack.AsOf, pack.KnownAt, pack.MadeAt, figures);
    }
}
