using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Files;
using TalentPortal.Data.Jobs;
using TalentPortal.Data.Rosters;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ApplyRoster;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Jobs;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

public sealed record RosterJobPayload(Guid Roster);

/// <summary>
/// Reads a received file, matches its rows with people and keeps the preview, all in one transaction; where the upload asked for it, applies
/// the plan in the same transaction.
/// </summary>
public sealed class ReadRosterJob(PortalDatabase portal, TimeProvider clock) : IJobHandler
{
    public const string JobKind = "roster.read";

    public string Kind => JobKind;

    public async Task RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var id = Findings.ReadAs<RosterJobPayload>(job.Payload).Roster;
        var problem = await ReadAsync(job, id, cancellationToken);
        if (problem is not null)
        {
            await EndAsync(job, id, roster => roster.Reject(Findings.Write(problem)), "roster.rejected", cancellationToken);
        }
    }

    public Task GiveUpAsync(ClaimedJob job, CancellationToken cancellationToken) => EndAsync(
        job, Findings.ReadAs<RosterJobPayload>(job.Payload).Roster, roster => roster.Fail(Findings.Write(RosterProblems.Stopped)), "roster.failed", cancellationToken);

    private async Task<Problem?> ReadAsync(ClaimedJob job, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        await db.FenceAsync(job, cancellationToken);
        var roster = await db.Set<Roster>().SingleAsync(r => r.Id == id, cancellationToken);
        if (roster.State != RosterState.Received)
        {
            await db.FinishAsync(job, cancellationToken);
            await db.CommitAsync(cancellationToken);
            return null;
        }

        var now = clock.GetUtcNow();
        var ground = await db.GroundAsync(roster, now, cancellationToken);
        if (roster.Apply != RosterApply.Preview)
        {
            await db.LockAsync(ground, cancellationToken);
        }

        await using var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await db.CopyFileAsync(roster.FileId, file, cancellationToken);
        if (await StageAsync(db, roster, ground, file, cancellationToken) is { } problem)
        {
            return problem;
        }

        await PlanAsync(db, roster, ground, now, cancellationToken);
        await db.FinishAsync(job, cancellationToken);
        await db.CommitAsync(cancellationToken);
        return null;
    }

    private static async Task<Problem?> StageAsync(PortalDbContext db, Roster roster, RosterGround ground, FileStream file, CancellationToken cancellationToken)
    {
        file.Position = 0;
        var start = new byte[512];
        var length = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        if (CsvRosterReader.LooksLike(start.AsSpan(0, length)) is { } kind)
        {
            return RosterProblems.NotCsv(kind);
        }

        file.Position = 0;
        using var csv = new CsvRosterReader(file);
        var header = csv.ReadHeader();
        if (header.Problem is { } unreadable)
        {
            return unreadable;
        }

        var reader = new RosterRowReader(header.Value.Mapping, ground.Today);
        var rows = 0;
        await using (var importer = await db.BeginStagingAsync(cancellationToken))
        {
            while (true)
            {
                var cells = csv.ReadRow();
                if (cells.Problem is { } broken)
                {
                    return broken;
                }

                if (cells.Value is null)
                {
                    break;
                }

                if (++rows > Roster.MaxRows)
                {
                    return RosterProblems.TooManyRows(Roster.MaxRows);
                }

                var (row, findings) = reader.Read((roster.Id, roster.PartnerId, csv.RowNo), cells.Value);
                await importer.StageAsync(row, findings.Any(f => f.Severity == Severity.Error), Findings.Write(findings), cancellationToken);
            }

            if (rows == 0)
            {
                return RosterProblems.NoRows;
            }

            await importer.CompleteAsync(cancellationToken);
        }

        roster.WasRead(header.Value.Columns, header.Value.Mapping, header.Value.Delimiter.ToString(), header.Value.Encoding, rows);
        return null;
    }

    private static async Task PlanAsync(PortalDbContext db, Roster roster, RosterGround ground, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.PlanAsync(ground, cancellationToken);
        await db.KeepRowsAsync(cancellationToken);
        await db.PlanRowsAsync(ground, now, cancellationToken);
        var outcomes = await db.OutcomesAsync(roster.Id, cancellationToken);
        var errors = outcomes.GetValueOrDefault(Words.Of(RowOutcome.Error));
        if (roster.Apply == RosterApply.Preview || (roster.Apply == RosterApply.All && errors > 0))
        {
            var effects = await db.PreviewEffectsAsync(cancellationToken);
            var refused = roster.Apply == RosterApply.All ? Findings.Write(RosterProblems.RowsInError((int)errors)) : null;
            roster.ShowPreview(Findings.Write(outcomes), Findings.Write(effects), refused, now);
            return;
        }

        await db.WriteRosterAsync(roster, ground, outcomes, now, cancellationToken);
    }

    private async Task EndAsync(ClaimedJob job, Guid id, Action<Roster> end, string action, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        await db.FenceAsync(job, cancellationToken);
        var roster = await db.Set<Roster>().SingleAsync(r => r.Id == id, cancellationToken);
        if (roster.WorkIsDue)
        {
            end(roster);

            // Nothing was used, so nothing is kept: the uploader has the file, and it may hold what we must not store.
            await db.ForgetBytesAsync(roster.FileId, cancellationToken);
            db.Record(Actor.System, clock.GetUtcNow(), action, ("roster", id), partnerId: roster.PartnerId);
        }

        await db.SaveChangesAsync(cancellationToken);
        await db.FinishAsync(job, cancellationToken);
        await db.CommitAsync(cancellationToken);
    }
}
