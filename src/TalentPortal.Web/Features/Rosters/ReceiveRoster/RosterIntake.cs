using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Accounts;
using TalentPortal.Data.Files;
using TalentPortal.Data.Jobs;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Platform.Identifiers;
using TalentPortal.Web.Platform.Jobs;

namespace TalentPortal.Web.Features.Rosters.ReceiveRoster;

/// <summary>What comes with an uploaded file.</summary>
/// <param name="Cohort">The code of the cohort it is for; null where the file's own column names the cohorts, and then <see cref="Partner"/> is needed.</param>
/// <param name="FileName">What the uploader calls it.</param>
/// <param name="Media">The declared media type; kept, not trusted.</param>
public sealed record RosterUpload(string? Cohort, string FileName, string Media, RosterMode Mode, RosterApply Apply)
{
    /// <summary>The code of the partner whose people it lists.</summary>
    public string? Partner { get; init; }

    /// <summary>The code of the source it comes from; null for the usual one.</summary>
    public string? Source { get; init; }

    /// <summary>See <see cref="Roster.AttestsNationality"/>.</summary>
    public bool AttestsNationality { get; init; }

    /// <summary>An earlier roster, still undecided, whose place it takes.</summary>
    public Guid? Supersedes { get; init; }
}

/// <summary>The operation an upload belongs to, and what a repetition of it is answered; kept in the transaction that receives the file, so that no crash comes between.</summary>
public sealed record UploadReceipt(IdempotencyClaim Claim, Func<Roster, SavedAnswer> Answer);

/// <summary>Receives a roster: checks who may, drops what must not be kept, stores the bytes and queues the reading. The answer is a receipt.</summary>
public sealed class RosterIntake(PortalDatabase portal, NationalIdHasher nationalIds, JobSignal signal, TimeProvider clock)
{
    /// <param name="actor">Who uploads.</param>
    /// <param name="upload">What comes with the file.</param>
    /// <param name="bytes">The file; read once, from where it stands.</param>
    /// <param name="receipt">Where a repetition is to be answered alike; null where nobody repeats.</param>
    /// <param name="cancellationToken">The request: whoever hangs up has uploaded nothing.</param>
    /// <returns>
    /// The key of the roster. Refused as not found for a cohort, partner, source or earlier roster that does not exist or that the actor may not
    /// fill; for a full list without a cohort; when the file is larger than <see cref="StoredFile.MaxBytes"/>; when something in it must not be kept
    /// and it cannot be read to its end; when the earlier roster is decided already.
    /// </returns>
    public async Task<Result<Guid>> ReceiveAsync(Actor actor, RosterUpload upload, Stream bytes, UploadReceipt? receipt, CancellationToken cancellationToken)
    {
        var found = await FindPlaceAsync(actor, upload, cancellationToken);
        if (found.Problem is { } nowhere)
        {
            return nowhere;
        }

        await using var raw = TemporaryFile();
        if (await CopyLimitedAsync(bytes, raw, cancellationToken) is not { } sha256)
        {
            return RosterProblems.TooLarge(StoredFile.MaxBytes / 1024 / 1024);
        }

        await using var kept = TemporaryFile();
        var hash = await nationalIds.ForAsync(found.Value.Country, cancellationToken);
        var scrubbed = await SensitiveColumns.ScrubAsync(raw, upload.FileName, hash, kept, cancellationToken);
        if (scrubbed.Problem is { } broken)
        {
            return broken;
        }

        var scrubbedFile = scrubbed.Value is { } taken ? new Kept(kept, sha256, taken.Dropped) : new Kept(raw, sha256, []);
        return await StoreAsync(actor, upload, found.Value, scrubbedFile, receipt, cancellationToken);
    }

    /// <inheritdoc cref="ReceiveAsync(Actor, RosterUpload, Stream, UploadReceipt, CancellationToken)"/>
    public Task<Result<Guid>> ReceiveAsync(Actor actor, RosterUpload upload, Stream bytes, CancellationToken cancellationToken) => ReceiveAsync(actor, upload, bytes, null, cancellationToken);

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

    private async Task<Result<Place>> FindPlaceAsync(Actor actor, RosterUpload upload, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        if (!string.IsNullOrEmpty(upload.Cohort))
        {
            var cohort = await (
                from c in db.Set<Cohort>()
                join p in db.Set<Partner>() on c.PartnerId equals p.Id
                where c.Code == upload.Cohort && (upload.Partner == null || p.Code == upload.Partner)
                select new Place(c.PartnerId, c.Id, c.Country, null)).SingleOrDefaultAsync(cancellationToken);
            return cohort is not null && actor.MayFill(cohort.PartnerId, cohort.Country) ? cohort : CohortProblems.NotFound;
        }

        if (string.IsNullOrEmpty(upload.Partner))
        {
            return RosterProblems.CohortMissing;
        }

        var partner = await db.Set<Partner>().Where(p => p.Code == upload.Partner).Select(p => new { p.Id, p.Country }).SingleOrDefaultAsync(cancellationToken);
        if (partner is null || !actor.MayFill(partner.Id, partner.Country))
        {
            return PartnerProblems.NotFound;
        }

        return upload.Mode == RosterMode.Full ? RosterProblems.FullModeNeedsCohort : new Place(partner.Id, null, partner.Country, CountriesOf(actor, partner.Id));
    }

    private static string[]? CountriesOf(Actor actor, Guid partnerId) => actor.WorksFor(partnerId) || actor.ManagesCountry(null)
        ? null
        : [.. actor.Grants.Where(g => g.Role == Role.ProgrammeManager).Select(g => g.Country).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private async Task<Result<Guid>> StoreAsync(Actor actor, RosterUpload upload, Place place, Kept kept, UploadReceipt? receipt, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await portal.FindSourceAsync(place.PartnerId, upload.Source, now, cancellationToken) is not { } source)
        {
            return RosterProblems.SourceNotFound;
        }

        // The place was authorised above; a manager's upload belongs to the place's partner.
        await using var db = await portal.BeginAsync(Scope.OfPartners([place.PartnerId]), cancellationToken);
        var sameAs = await db.Set<Roster>().Where(r => r.PartnerId == place.PartnerId && r.Sha256 == kept.Sha256).OrderByDescending(r => r.UploadedAt).ThenByDescending(r => r.Id).Select(r => (Guid?)r.Id).FirstOrDefaultAsync(cancellationToken);
        var stored = new StoredFile
        {
            Id = Guid.CreateVersion7(now),
            PartnerId = place.PartnerId,
            Sha256 = kept.Sha256,
            Bytes = kept.File.Length,
            Name = Shortened(upload.FileName),
            Media = upload.Media,
            CreatedAt = now,
        };
        var roster = Roster.Receive(
            Guid.CreateVersion7(now), new(place.PartnerId, place.CohortId, place.Country, source, place.Countries), stored.Id, kept.Sha256,
            upload.Mode, upload.Apply, actor.Id, actor.Name, sameAs, kept.Dropped, upload.AttestsNationality, now);
        if (upload.Apply != RosterApply.Preview)
        {
            roster.AppliedFor(actor.Id, actor.Name);
        }

        if (upload.Supersedes is { } earlier && await SupersedeAsync(db, actor, earlier, roster, now, cancellationToken) is { Problem: { } undone })
        {
            return undone;
        }

        db.Add(stored);
        db.Add(roster);
        db.Record(actor, now, "roster.received", ("roster", roster.Id), partnerId: place.PartnerId);
        if (await db.TrySaveAsync(cancellationToken) is { Problem: { } changed })
        {
            return changed;
        }

        await db.StoreChunksAsync(stored.Id, kept.File, cancellationToken);
        await db.EnqueueAsync(ReadRosterJob.JobKind, $"{ReadRosterJob.JobKind}:{roster.Id}", Findings.Write(new RosterJobPayload(roster.Id)), now, cancellationToken);
        if (receipt is not null)
        {
            await receipt.Claim.CompleteAsync(db.Connection, db.Transaction, receipt.Answer(roster), cancellationToken);
        }

        await db.CommitAsync(cancellationToken);
        signal.Wake();
        return roster.Id;
    }

    private static async Task<Result> SupersedeAsync(PortalDbContext db, Actor actor, Guid id, Roster by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var earlier = await db.Set<Roster>().SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        if (earlier is null || !actor.MayFill(earlier.PartnerId, earlier.Country))
        {
            return RosterProblems.NotFound;
        }

        var done = earlier.Supersede(by.Id);
        if (done.Succeeded)
        {
            db.Record(actor, now, "roster.superseded", ("roster", id), partnerId: earlier.PartnerId);
        }

        return done;
    }

    private static string Shortened(string name)
    {
        var plain = string.Concat(name.Where(c => !char.IsControl(c))).Trim();
        return plain.Length == 0 ? "roster.csv" : plain[..Math.Min(plain.Length, StoredFile.NameMaxLength)];
    }

    private sealed record Place(Guid PartnerId, Guid? CohortId, string Country, string[]? Countries);

    private sealed record Kept(FileStream File, byte[] Sha256, IReadOnlyList<string> Dropped);
}
