using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Files;
using TalentPortal.Data.Jobs;
using TalentPortal.Data.Rosters;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Files;
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
        await db.ForgetRowsAsync(roster.Id, cancellationToken);
        var answers = await db.AnswersAsync(roster, cancellationToken);
        var name = await db.Set<StoredFile>().Where(f => f.Id == roster.FileId).Select(f => f.Name).SingleAsync(cancellationToken);
        var progress = new JobProgress(portal, job, clock);
        var staged = await new RosterStager(db, roster, ground, answers, progress).StageAsync(file, name, cancellationToken);
        if (staged.Problem is { } problem)
        {
            return problem;
        }

        var (reading, rows, questions) = staged.Value;
        if (questions.Any)
        {
            roster.Ask(reading, Findings.Write(questions), rows, now);
        }
        else
        {
            roster.WasRead(reading, rows);
            await PlanAsync(db, roster, ground, progress, now, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await db.FinishAsync(job, cancellationToken);
        await db.CommitAsync(cancellationToken);
        return null;
    }

    private async Task PlanAsync(PortalDbContext db, Roster roster, RosterGround ground, JobProgress progress, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await progress.TellAsync(70, cancellationToken);
        await db.PlanAsync(ground, cancellationToken);
        await progress.TellAsync(80, cancellationToken);
        var outcomes = await db.KeepRowsAsync(cancellationToken);
        await progress.TellAsync(85, cancellationToken);
        var doubtful = await db.PlanRowsAsync(ground, now, cancellationToken);
        await progress.TellAsync(90, cancellationToken);
        var brake = (await db.BrakeAsync(ground, cancellationToken)).Number;
        var errors = (int)outcomes.GetValueOrDefault(Words.Of(RowOutcome.Error));
        var refused = roster.Apply == RosterApply.All && errors > 0 ? RosterProblems.RowsInError(errors)
            : roster.Apply != RosterApply.Preview && roster.Samples.Length > 0 ? RosterProblems.EncodingToConfirm
            : null;
        if (roster.Apply != RosterApply.Preview && refused is null && brake == 0)
        {
            await db.WriteRosterAsync(roster, ground, doubtful, outcomes, clock, cancellationToken);
            return;
        }

        await db.KeepChangesAsync(ground, cancellationToken);
        await db.ShowPlanAsync(roster, (doubtful, brake), outcomes, refused, now, cancellationToken);
        if (roster.Apply != RosterApply.Preview && refused is null)
        {
            roster.WaitForApproval();
        }
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
