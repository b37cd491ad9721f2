using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Commitments.PublishFigure;

/// <summary>Publishes numbers by four eyes: one manager freezes a number and asks, a second person lets exactly that number be told.</summary>
public sealed class PublishFigureHandler(PortalDatabase portal, IManagerDirectory managers, ReleaseComposer composer, ReleaseStamp stamp, TimeProvider clock)
{
    /// <summary>Freezes the number of a target and asks for it to be published.</summary>
    /// <param name="actor">Who asks, and so may not approve.</param>
    /// <param name="code">The target.</param>
    /// <param name="asOf">The day at whose end, in its zone, is counted; today where null.</param>
    /// <param name="reason">Why another number was told before, in public words; kept only where one is corrected.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>
    /// What waits. Refused as not found, for a draft with <see cref="CommitmentProblems.NotPublished"/>, with <see cref="PublishingProblems.DayInTheFuture"/> and
    /// <see cref="PublishingProblems.NoRule"/>, with <see cref="PublishingProblems.ReasonNeeded"/> where an earlier number is corrected, and with <see cref="ApprovalProblems.Waits"/> while another number of the target waits.
    /// </returns>
    public Task<Result<FigureProposal>> AskAsync(Actor actor, string code, DateOnly? asOf, string? reason, CancellationToken cancellationToken) => InAsync<FigureProposal>(actor, code, false, async (db, target, commitment, waiting, now) =>
    {
        var today = now.DayIn(target.Zone);
        if ((commitment.State == CommitmentState.Draft ? CommitmentProblems.NotPublished : waiting is not null ? ApprovalProblems.Waits : asOf > today ? PublishingProblems.DayInTheFuture : null) is { } problem)
        {
            return problem;
        }

        var frozen = await db.FreezeAsync(target.Id, asOf ?? today, now, cancellationToken);
        if (frozen.Problem is { } refused)
        {
            return refused;
        }

        var draft = await composer.ComposeAsync(db, commitment, target, frozen.Value, reason, cancellationToken);
        if (draft.Problem is { } unexplained)
        {
            return unexplained;
        }

        var asked = FigureProposal.Ask(target.Id, frozen.Value, draft.Value, (actor.Id, actor.Name), now);
        db.Add(asked);
        db.Record(actor, now, "figure.asked", ("target", target.Id));
        return asked;
    }, cancellationToken);

    /// <summary>Lets the number that waits be told, exactly as it was frozen.</summary>
    /// <returns>What is published. Refused as not found, with <see cref="ApprovalProblems.NothingWaits"/>, and as <see cref="Approval.Check"/> says.</returns>
    public async Task<Result<PublishedFigure>> ApproveAsync(Actor actor, string code, CancellationToken cancellationToken)
    {
        var told = await TellAsync(actor, code, cancellationToken);
        stamp.Forget();
        return told;
    }

    private Task<Result<PublishedFigure>> TellAsync(Actor actor, string code, CancellationToken cancellationToken) => InAsync<PublishedFigure>(actor, code, true, async (db, target, commitment, waiting, now) =>
    {
        var how = waiting is null ? ApprovalProblems.NothingWaits : await managers.MayApproveAsync(actor, commitment.Country, (waiting.AskedBy, waiting.AskedAt), now, cancellationToken);
        if (how.Problem is { } refused)
        {
            // Somebody from elsewhere, who has no part in it, is answered as if there were nothing.
            return actor.ManagesCountry(commitment.Country) ? refused : CommitmentProblems.TargetNotFound;
        }

        var published = waiting!.Approve((actor.Id, actor.Name), how.Value, now);
        if (published.Succeeded)
        {
            db.Add(published.Value);
            if (waiting.Draft is { } draft)
            {
                db.Add(FigureRelease.Of(published.Value, commitment.Id, draft, VerificationCode.New()));
            }

            db.Record(actor, now, "figure.published", ("target", target.Id), reason: Words.Of(how.Value));
        }

        return published;
    }, cancellationToken);

    /// <summary>Says no to the number that waits; whoever asked takes it back.</summary>
    /// <returns>Refused as not found and with <see cref="ApprovalProblems.NothingWaits"/>.</returns>
    public Task<Result<FigureProposal>> DeclineAsync(Actor actor, string code, CancellationToken cancellationToken) => InAsync<FigureProposal>(actor, code, false, (db, target, _, waiting, now) =>
    {
        if ((waiting is null ? ApprovalProblems.NothingWaits : waiting.Decline((actor.Id, actor.Name), now).Problem) is { } problem)
        {
            return Task.FromResult<Result<FigureProposal>>(problem);
        }

        db.Record(actor, now, "figure.declined", ("target", target.Id), reason: Words.Of(waiting!.State));
        return Task.FromResult<Result<FigureProposal>>(waiting);
    }, cancellationToken);

    /// <summary>One unit of work about one target and the number of it that waits; committed when it succeeds.</summary>
    private async Task<Result<T>> InAsync<T>(
        Actor actor, string code, bool outsiders, Func<PortalDbContext, Target, Commitment, FigureProposal?, DateTimeOffset, Task<Result<T>>> work, CancellationToken cancellationToken)
    {
        // Counting crosses partners; a number and a hash are all that leaves.
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        var found = await (
            from t in db.Set<Target>()
            join c in db.Set<Commitment>() on t.CommitmentId equals c.Id
            where t.Code == code
            select new { Target = t, Commitment = c }).SingleOrDefaultAsync(cancellationToken);
        if (found is null || !actor.Allows(Permissions.ManageObjects) || (!outsiders && !actor.ManagesCountry(found.Commitment.Country)))
        {
            return CommitmentProblems.TargetNotFound;
        }

        var waiting = await db.Set<FigureProposal>().SingleOrDefaultAsync(p => p.TargetId == found.Target.Id && p.State == ApprovalState.Waiting, cancellationToken);
        var done = await work(db, found.Target, found.Commitment, waiting, clock.GetUtcNow());
        if (!done.Succeeded)
        {
            return done;
        }

        return (await db.TryCommitAsync(cancellationToken)).Problem is { } changed ? changed : done;
    }
}
