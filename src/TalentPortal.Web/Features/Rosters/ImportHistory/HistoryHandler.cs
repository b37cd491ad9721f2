using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Files;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Rosters.ImportHistory;

/// <summary>A file of history and what is said of it.</summary>
/// <param name="FileName">As the uploader calls it.</param>
/// <param name="Grade">How well it is known: <c>proven</c>, <c>attested</c> or <c>declared</c>.</param>
/// <param name="Note">What that rests on.</param>
/// <param name="Order">Which part of 03/04/2020 is the day; null where the file has no such dates.</param>
public sealed record HistoryUpload(string FileName, string? Grade, string? Note, string? Order = null);

/// <summary>Imports people trained before a target began: read first, kept by a second press of the same person, taken back whenever it was wrong. Nothing of it is counted.</summary>
public sealed class HistoryHandler(PortalDatabase portal, TimeProvider clock)
{
    /// <summary>Reads a file and shows what would be kept of it.</summary>
    /// <param name="actor">Manages the country of the target's commitment.</param>
    /// <param name="target">Its code.</param>
    /// <param name="upload">What comes with the file.</param>
    /// <param name="bytes">The file; read once, up to <see cref="StoredFile.MaxBytes"/>.</param>
    /// <param name="cancellationToken">The request.</param>
    /// <returns>
    /// The key of the batch. Refused as not found, for a target that counts no people or is a draft's, with everything that is wrong with what is said of
    /// the file, and at the field <c>file</c> where it cannot be read.
    /// </returns>
    public async Task<Outcome<Guid>> ReadAsync(Actor actor, string target, HistoryUpload upload, Stream bytes, CancellationToken cancellationToken)
    {
        if (await FindAsync(actor, target, cancellationToken) is not { } place)
        {
            return CommitmentProblems.TargetNotFound;
        }

        if (place.Commitment.State == CommitmentState.Draft || place.Target.Unit != Unit.People)
        {
            return place.Target.Unit != Unit.People ? HistoryProblems.OfPeople : HistoryProblems.OfDraft;
        }

        var checks = new Checks();
        var grade = checks.Word<EvidenceGrade>("grade", upload.Grade);
        var note = checks.Text("note", upload.Note, HistoryBatch.NoteMaxLength);
        var order = checks.OptionalWord<DateOrder>("order", upload.Order);
        if (checks.Failed)
        {
            return checks;
        }

        await using var raw = TemporaryFile();
        await using var scrubbed = TemporaryFile();
        if (await CopyAsync(bytes, raw, cancellationToken) is not { } sha256)
        {
            checks.Add("file", RosterProblems.TooLarge(StoredFile.MaxBytes / 1024 / 1024));
            return checks;
        }

        // What must not be kept goes before anything is: national identity numbers and passwords, as with rosters.
        var taken = await SensitiveColumns.ScrubAsync(raw, upload.FileName, null, scrubbed, cancellationToken);
        var kept = taken is { Problem: null, Value: not null } ? scrubbed : raw;
        var rows = taken.Problem is { } broken ? broken : HistoryReader.Read(kept, upload.FileName, order, clock.GetUtcNow().DayIn(place.Target.Zone), place.Commitment.Country, cancellationToken);
        if (rows.Problem is { } unreadable)
        {
            checks.Add("file", unreadable);
            return checks;
        }

        return await StoreAsync(actor, place, (upload.FileName, kept, sha256), (grade, note), rows.Value, cancellationToken);
    }

    /// <summary>Puts what was read into the baseline.</summary>
    /// <returns>Refused as not found and as <see cref="HistoryBatch.Keep"/> says.</returns>
    public Task<Outcome<Guid>> KeepAsync(Actor actor, Guid batch, CancellationToken cancellationToken) => DecideAsync(actor, batch, "history.kept", async (db, found, now) =>
    {
        // Somebody may have been brought into the baseline by another file since this one was read.
        var live = db.Set<HistoryEntry>().Where(e => e.TargetId == found.TargetId && e.Live);
        var taken = db.Set<HistoryEntry>().Where(e => e.BatchId == found.Id && e.Outcome == HistoryOutcome.Taken);
        if (found.State == HistoryState.Previewed)
        {
            await taken.Where(e => live.Any(l => l.PersonKey == e.PersonKey)).ExecuteUpdateAsync(s => s.SetProperty(e => e.Outcome, HistoryOutcome.Repeated), cancellationToken);
        }

        var done = found.Keep(await taken.CountAsync(cancellationToken), now);
        if (done.Succeeded)
        {
            await taken.ExecuteUpdateAsync(s => s.SetProperty(e => e.Live, true), cancellationToken);
        }

        return done;
    }, cancellationToken);

    /// <summary>Takes it out of the baseline again, or throws the preview away.</summary>
    /// <returns>Refused as not found and as <see cref="HistoryBatch.TakeBack"/> says; without a reason at the field <c>because</c>.</returns>
    public Task<Outcome<Guid>> TakeBackAsync(Actor actor, Guid batch, string? because, CancellationToken cancellationToken) => DecideAsync(actor, batch, "history.taken-back", async (db, found, now) =>
    {
        var checks = new Checks();
        var why = checks.OptionalText("because", because, Commitment.ReasonMaxLength);
        var done = found.TakeBack(actor.Name, why, now);
        if (checks.Failed || done.Problem == CommitmentProblems.ReasonNeeded)
        {
            if (!checks.Failed)
            {
                checks.Add("because", CommitmentProblems.ReasonNeeded);
            }

            return checks;
        }

        await db.Set<HistoryEntry>().Where(e => e.BatchId == found.Id && e.Live).ExecuteUpdateAsync(s => s.SetProperty(e => e.Live, false), cancellationToken);
        return done.Problem is { } problem ? problem : found.Id;
    }, cancellationToken);

    private Task<Outcome<Guid>> DecideAsync(Actor actor, Guid batch, string action, Func<PortalDbContext, HistoryBatch, DateTimeOffset, Task<Result>> decide, CancellationToken cancellationToken) =>
        DecideAsync(actor, batch, action, async (db, found, now) => (await decide(db, found, now)).Problem is { } problem ? problem : (Outcome<Guid>)found.Id, cancellationToken);

    private async Task<Outcome<Guid>> DecideAsync(Actor actor, Guid batch, string action, Func<PortalDbContext, HistoryBatch, DateTimeOffset, Task<Outcome<Guid>>> decide, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (await db.FindHistoryAsync(actor, batch, cancellationToken) is not { } found)
        {
            return HistoryProblems.NotFound;
        }

        // Two files of one target are kept one after the other.
        await db.LockTargetAsync(found.Batch.TargetId, cancellationToken);
        await db.Entry(found.Batch).ReloadAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var done = await decide(db, found.Batch, now);
        if (!done.Succeeded)
        {
            return done;
        }

        db.Record(actor, now, action, ("commitment", found.Commitment.Id), [found.Target.Code]);
        return (await db.TryCommitAsync(cancellationToken)).Problem is { } changed ? changed : done;
    }

    private async Task<(Target Target, Commitment Commitment)?> FindAsync(Actor actor, string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        return await db.FindHistoryTargetAsync(actor, code, cancellationToken);
    }

    private async Task<Outcome<Guid>> StoreAsync(
        Actor actor, (Target Target, Commitment Commitment) place, (string Name, FileStream Bytes, byte[] Sha256) file, (EvidenceGrade Grade, string Note) evidence, IReadOnlyList<HistoryRow> rows, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var now = clock.GetUtcNow();
        var name = Shortened(file.Name);
        var stored = new StoredFile { Id = Guid.CreateVersion7(now), PartnerId = StoredFile.Portal, Sha256 = file.Sha256, Bytes = file.Bytes.Length, Name = name, Media = "application/octet-stream", CreatedAt = now };
        var batch = HistoryBatch.Read(place.Target.Id, (stored.Id, name, file.Sha256), evidence, (actor.Id, actor.Name), now);
        var known = await db.Set<HistoryEntry>().Where(e => e.TargetId == place.Target.Id && e.Live).Select(e => e.PersonKey!).ToListAsync(cancellationToken);
        var seen = known.ToHashSet(StringComparer.Ordinal);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.Add(stored);
        db.Add(batch);
        db.AddRange(rows.Select(r => EntryOf(batch, r, place.Target.StartsOn, seen)));
        db.Record(actor, now, "history.read", ("commitment", place.Commitment.Id), [place.Target.Code]);
        if (await db.TrySaveAsync(cancellationToken) is { Problem: { } changed })
        {
            return changed;
        }

        await db.StoreChunksAsync(stored.Id, file.Bytes, cancellationToken);
        await db.CommitAsync(cancellationToken);
        return batch.Id;
    }

    private static HistoryEntry EntryOf(HistoryBatch batch, HistoryRow row, DateOnly startsOn, HashSet<string> seen)
    {
        var usable = row is { Fault: null, PersonKey: not null };
        return new()
        {
            BatchId = batch.Id,
            RowNo = row.RowNo,
            TargetId = batch.TargetId,
            Outcome = HistoryEntry.Judge(usable, row.On, startsOn, usable && row.On < startsOn && seen.Add(row.PersonKey!)),
            Finding = row.Fault is { } fault ? Findings.Write([fault]) : null,
            Name = row.Name,
            Identifier = row.Identifier,
            On = row.On,
            PersonKey = usable ? row.PersonKey : null,
        };
    }

    private static FileStream TemporaryFile() =>
        new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    /// <returns>The hash; null where there is more than a file may have.</returns>
    private static async Task<byte[]?> CopyAsync(Stream from, FileStream to, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            if (to.Length > StoredFile.MaxBytes)
            {
                return null;
            }
        }

        await to.FlushAsync(cancellationToken);
        return hash.GetHashAndReset();
    }

    private static string Shortened(string name)
    {
        var plain = string.Concat(name.Split('/', '\\')[^1].Where(c => !char.IsControl(c))).Trim();
        return plain.Length == 0 ? "history.csv" : plain[..Math.Min(plain.Length, StoredFile.NameMaxLength)];
    }
}
