using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Files;
using TalentPortal.Data.Jobs;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Jobs;

namespace TalentPortal.Web.Features.Rosters.ReceiveRoster;

/// <summary>What comes with an uploaded file.</summary>
/// <param name="Cohort">The code of the cohort it is for.</param>
/// <param name="FileName">What the uploader calls it.</param>
/// <param name="Media">The declared media type; kept, not trusted.</param>
public sealed record RosterUpload(string Cohort, string FileName, string Media, RosterMode Mode, RosterApply Apply);

/// <summary>Receives a roster: checks who may, drops what must not be kept, stores the bytes and queues the reading. The answer is a receipt.</summary>
public sealed class RosterIntake(PortalDatabase portal, JobSignal signal, TimeProvider clock)
{
    /// <returns>
    /// The key of the roster. Refused as not found for a cohort that does not exist or that the actor may not fill, when the file is larger
    /// than <see cref="StoredFile.MaxBytes"/>, when a quote left open in a column that is not kept has swallowed rows, and for the mode <c>full</c>, which this release does not know.
    /// </returns>
    public async Task<Result<Guid>> ReceiveAsync(Actor actor, RosterUpload upload, Stream bytes, CancellationToken cancellationToken)
    {
        if (upload.Mode == RosterMode.Full)
        {
            return RosterProblems.FullModeNotYet;
        }

        if (await FindCohortAsync(actor, upload.Cohort, cancellationToken) is not { } cohort)
        {
            return CohortProblems.NotFound;
        }

        await using var raw = TemporaryFile();
        if (await CopyLimitedAsync(bytes, raw, cancellationToken) is not { } sha256)
        {
            return RosterProblems.TooLarge(StoredFile.MaxBytes / 1024 / 1024);
        }

        var (delimiter, sensitive) = SensitiveColumns.Find(raw);
        if (sensitive.Count == 0)
        {
            return await StoreAsync(actor, upload, cohort, raw, sha256, [], cancellationToken);
        }

        await using var kept = TemporaryFile();
        if (await SensitiveColumns.CopyWithoutAsync(raw, delimiter, sensitive, kept, cancellationToken) is { } broken)
        {
            return broken;
        }

        return await StoreAsync(actor, upload, cohort, kept, sha256, [.. sensitive.Values], cancellationToken);
    }

    private static FileStream TemporaryFile() =>
        new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    private static async Task<byte[]?> CopyLimitedAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        long total = 0;
        for (int read; (read = await from.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            total += read;
            if (total > StoredFile.MaxBytes)
            {
                return null;
            }

            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return hash.GetHashAndReset();
    }

    private async Task<CohortKey?> FindCohortAsync(Actor actor, string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var cohort = await db.Set<Cohort>().Where(c => c.Code == code).Select(c => new CohortKey(c.Id, c.PartnerId, c.Country)).SingleOrDefaultAsync(cancellationToken);
        return cohort is not null && (actor.WorksFor(cohort.PartnerId) || actor.ManagesCountry(cohort.Country)) ? cohort : null;
    }

    private async Task<Result<Guid>> StoreAsync(
        Actor actor, RosterUpload upload, CohortKey cohort, FileStream file, byte[] sha256, IReadOnlyList<string> dropped, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();

        // The cohort was authorised above; a manager's upload belongs to the cohort's partner.
        await using var db = await portal.BeginAsync(Scope.OfPartners([cohort.PartnerId]), cancellationToken);
        var sameAs = await db.Set<Roster>().Where(r => r.PartnerId == cohort.PartnerId && r.Sha256 == sha256).OrderByDescending(r => r.UploadedAt).ThenByDescending(r => r.Id).Select(r => (Guid?)r.Id).FirstOrDefaultAsync(cancellationToken);
        var stored = new StoredFile
        {
            Id = Guid.CreateVersion7(now),
            PartnerId = cohort.PartnerId,
            Sha256 = sha256,
            Bytes = file.Length,
            Name = Shortened(upload.FileName),
            Media = upload.Media,
            CreatedAt = now,
        };
        var roster = Roster.Receive(Guid.CreateVersion7(now), cohort.PartnerId, cohort.Id, stored.Id, sha256, upload.Mode, upload.Apply, actor.Id, actor.Name, sameAs, dropped, now);
        if (upload.Apply != RosterApply.Preview)
        {
            roster.AppliedFor(actor.Id, actor.Name);
        }

        db.Add(stored);
        db.Add(roster);
        db.Record(actor, now, "roster.received", ("roster", roster.Id), partnerId: cohort.PartnerId);
        await db.SaveChangesAsync(cancellationToken);
        await db.StoreChunksAsync(stored.Id, file, cancellationToken);
        await db.EnqueueAsync(ReadRosterJob.JobKind, $"{ReadRosterJob.JobKind}:{roster.Id}", Findings.Write(new RosterJobPayload(roster.Id)), now, cancellationToken);
        await db.CommitAsync(cancellationToken);
        signal.Wake();
        return roster.Id;
    }

    private static string Shortened(string name)
    {
        var plain = string.Concat(name.Where(c => !char.IsControl(c))).Trim();
        return plain.Length == 0 ? "roster.csv" : plain[..Math.Min(plain.Length, StoredFile.NameMaxLength)];
    }

    private sealed record CohortKey(Guid Id, Guid PartnerId, string Country);
}
