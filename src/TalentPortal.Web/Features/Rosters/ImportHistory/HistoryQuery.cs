using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Files;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Rosters.ImportHistory;

/// <summary>A target with the files of history that were brought for it.</summary>
/// <param name="Batches">The latest first; those taken back too.</param>
public sealed record TargetHistory(Target Target, Commitment Commitment, IReadOnlyList<HistoryBatch> Batches);

/// <summary>One file of history, row by row.</summary>
/// <param name="Counts">Rows by what came of them.</param>
/// <param name="Rows">A page of them, in the order of the file.</param>
/// <param name="Next">After which row the next page begins; null on the last.</param>
public sealed record HistoryView(HistoryBatch Batch, Target Target, Commitment Commitment, IReadOnlyDictionary<HistoryOutcome, int> Counts, IReadOnlyList<HistoryEntry> Rows, int? Next);

/// <summary>Reads files of history. They hold people of old spreadsheets: for managers of the commitment's country alone.</summary>
public sealed class HistoryQuery(PortalDatabase portal)
{
    public const int PageSize = 50;

    /// <returns>Null where the target does not exist or is not the actor's to manage.</returns>
    public async Task<TargetHistory?> ListAsync(Actor actor, string target, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (await db.FindHistoryTargetAsync(actor, target, cancellationToken) is not { } found)
        {
            return null;
        }

        var batches = await db.Set<HistoryBatch>().AsNoTracking().Where(b => b.TargetId == found.Target.Id).OrderByDescending(b => b.ImportedAt).ThenByDescending(b => b.Id).ToListAsync(cancellationToken);
        return new(found.Target, found.Commitment, batches);
    }

    /// <param name="actor">Who asks.</param>
    /// <param name="batch">Which file.</param>
    /// <param name="only">Rows to which this came; null for all.</param>
    /// <param name="after">The row after which the page begins.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null where it does not exist or is not the actor's to manage.</returns>
    public async Task<HistoryView?> FindAsync(Actor actor, Guid batch, HistoryOutcome? only, int after, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (await db.FindHistoryAsync(actor, batch, cancellationToken) is not { } found)
        {
            return null;
        }

        var entries = db.Set<HistoryEntry>().AsNoTracking().Where(e => e.BatchId == batch);
        var counts = await entries.GroupBy(e => e.Outcome).Select(g => new { g.Key, N = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.N, cancellationToken);
        var rows = await entries.Where(e => (only == null || e.Outcome == only) && e.RowNo > after).OrderBy(e => e.RowNo).Take(PageSize + 1).ToListAsync(cancellationToken);
        return new(found.Batch, found.Target, found.Commitment, counts, [.. rows.Take(PageSize)], rows.Count > PageSize ? rows[PageSize - 1].RowNo : null);
    }

    /// <summary>Writes the file as it was stored: without what must not be kept.</summary>
    /// <returns>Its name; null where it does not exist or is not the actor's to manage, and then nothing is written.</returns>
    public async Task<string?> WriteAsync(Actor actor, Guid batch, Stream to, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (await db.FindHistoryAsync(actor, batch, cancellationToken) is not { } found)
        {
            return null;
        }

        await db.CopyFileAsync(found.Batch.FileId, to, cancellationToken);
        return found.Batch.FileName;
    }
}

/// <summary>Finding what history is about.</summary>
internal static class HistoryGround
{
    /// <returns>Null where the target does not exist, or is of a commitment of a country that the actor does not manage.</returns>
    public static async Task<(Target Target, Commitment Commitment)?> FindHistoryTargetAsync(this PortalDbContext db, Actor actor, string code, CancellationToken cancellationToken)
    {
        var found = await (
            from t in db.Set<Target>().AsNoTracking()
            join c in db.Set<Commitment>().AsNoTracking() on t.CommitmentId equals c.Id
            where t.Code == code
            select new { Target = t, Commitment = c }).SingleOrDefaultAsync(cancellationToken);
        return found is not null && actor.Allows(Permissions.ManageObjects) && actor.ManagesCountry(found.Commitment.Country) ? (found.Target, found.Commitment) : null;
    }

    /// <returns>Null where there is no such file, or of a commitment of a country that the actor does not manage.</returns>
    public static async Task<(HistoryBatch Batch, Target Target, Commitment Commitment)?> FindHistoryAsync(this PortalDbContext db, Actor actor, Guid id, CancellationToken cancellationToken)
    {
        var found = await (
            from b in db.Set<HistoryBatch>()
            join t in db.Set<Target>().AsNoTracking() on b.TargetId equals t.Id
            join c in db.Set<Commitment>().AsNoTracking() on t.CommitmentId equals c.Id
            where b.Id == id
            select new { Batch = b, Target = t, Commitment = c }).SingleOrDefaultAsync(cancellationToken);
        return found is not null && actor.Allows(Permissions.ManageObjects) && actor.ManagesCountry(found.Commitment.Country) ? (found.Batch, found.Target, found.Commitment) : null;
    }
}
