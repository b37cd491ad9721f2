using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.EditCommitment;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Commitments.ApproveCommitment;

/// <summary>Four eyes on what is said in public: asking, approving, declining, taking back. What was approved is written in the same unit of work.</summary>
public sealed class ApprovalHandler(PortalDatabase portal, IManagerDirectory managers, TimeProvider clock)
{
    /// <summary>Asks for a draft to be published, or for what was written about a published one to take its place.</summary>
    /// <param name="actor">Who asks, and so may not approve.</param>
    /// <param name="code">The commitment.</param>
    /// <param name="reason">Why a published one changes, in public words.</param>
    /// <param name="seen">The revision that was looked at; null where it does not matter.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Refused as not found, with everything that is still missing, and with <see cref="CommitmentProblems.NothingChanged"/>.</returns>
    public Task<Outcome<ApprovalKind>> AskAsync(Actor actor, string code, string? reason, int? seen, CancellationToken cancellationToken) => InAsync<ApprovalKind>(actor, code, seen, async (db, commitment, open, now) =>
    {
        if (open is null && commitment.State == CommitmentState.Draft)
        {
            open = Approval.Begin(commitment.Id, ApprovalKind.Publication, null, (actor.Id, actor.Name), now);
            db.Add(open);
        }

        if (open is null)
        {
            return commitment.State == CommitmentState.Closed ? CommitmentProblems.Closed : CommitmentProblems.NothingChanged;
        }

        var stands = await db.ContentAsync(commitment, cancellationToken);
        var content = open.Proposal is { } proposal ? CommitmentContent.Read(proposal, stands) : stands;
        var checks = await DraftHandler.CheckAsync(db, code, content, cancellationToken);
        var why = checks.OptionalText("reason", reason, Commitment.ReasonMaxLength);
        if (open.Kind == ApprovalKind.Restatement && why is null)
        {
            checks.Add("reason", CommitmentProblems.ReasonNeeded);
        }

        if (checks.Failed)
        {
            return checks;
        }

        return open.Proposal is not null && CommitmentContent.Same(content, stands) ? CommitmentProblems.NothingChanged : Ask(db, actor, commitment, open, why, now);
    }, cancellationToken);

    /// <summary>Proposes other words for a published commitment and asks for them at once.</summary>
    /// <returns>As <see cref="AskAsync"/>; refused with <see cref="ApprovalProblems.Waits"/> while something else is open, and with <see cref="CommitmentProblems.NotPublished"/> for a draft.</returns>
    public Task<Outcome<ApprovalKind>> RestateAsync(Actor actor, string code, CommitmentInput content, int? seen, CancellationToken cancellationToken) => InAsync<ApprovalKind>(actor, code, seen, async (db, commitment, open, now) =>
    {
        if (open is not null || commitment.State is CommitmentState.Draft or CommitmentState.Closed)
        {
            return open is not null ? ApprovalProblems.Waits : commitment.State == CommitmentState.Draft ? CommitmentProblems.NotPublished : CommitmentProblems.Closed;
        }

        var stands = await db.ContentAsync(commitment, cancellationToken);
        var proposed = CommitmentContent.Over(stands, content with { State = null, Reason = null, Name = content.Name ?? commitment.Name });
        var checks = await DraftHandler.CheckAsync(db, code, proposed, cancellationToken);
        var reason = checks.Text("reason", content.Reason, Commitment.ReasonMaxLength);
        if (checks.Failed)
        {
            return checks;
        }

        if (!actor.ManagesCountry(proposed.Country))
        {
            return Keeping.CountryNotManaged(proposed.Country);
        }

        var asked = Approval.Begin(commitment.Id, ApprovalKind.Restatement, null, (actor.Id, actor.Name), now);
        asked.Write(CommitmentContent.Write(proposed));
        db.Add(asked);
        return Ask(db, actor, commitment, asked, reason, now);
    }, cancellationToken);

    /// <summary>Asks for a commitment to be closed.</summary>
    /// <returns>Refused as <see cref="Commitment.Close"/> is, by the numbers of today, and with <see cref="ApprovalProblems.Waits"/> while something else is open.</returns>
    public Task<Outcome<ApprovalKind>> AskToCloseAsync(Actor actor, string code, string? outcome, string? reason, int? seen, CancellationToken cancellationToken) => InAsync<ApprovalKind>(actor, code, seen, async (db, commitment, open, now) =>
    {
        var checks = new Checks();
        var how = checks.Word<CommitmentOutcome>("as", outcome);
        var why = checks.OptionalText("reason", reason, Commitment.ReasonMaxLength);
        if (checks.Failed)
        {
            return checks;
        }

        if (open is not null)
        {
            return ApprovalProblems.Waits;
        }

        var standing = await StandingAsync(db, commitment, now, cancellationToken);
        if (standing.Exists(s => s.Target.CountingSince is not null))
        {
            return CommitmentProblems.StillCounting;
        }

        if (commitment.MayClose(how, why, ShortBy(standing)).Problem is { } problem)
        {
            checks.Add(problem == CommitmentProblems.ReasonNeeded ? "reason" : "as", problem);
            return problem == CommitmentProblems.Closed || problem == CommitmentProblems.NotPublished ? problem : checks;
        }

        var asked = Approval.Begin(commitment.Id, ApprovalKind.Closing, how, (actor.Id, actor.Name), now);
        db.Add(asked);
        return Ask(db, actor, commitment, asked, why, now);
    }, cancellationToken);

    /// <summary>Approves what waits, which then stands at once.</summary>
    /// <returns>By which rule. Refused as not found, as <see cref="Approval.Check"/> and <see cref="Approval.Approve"/> say, and where what was asked for can no longer be written.</returns>
    public Task<Outcome<ApprovalHow>> ApproveAsync(Actor actor, string code, int? seen, CancellationToken cancellationToken) => InAsync<ApprovalHow>(actor, code, seen, async (db, commitment, open, now) =>
    {
        if (open is not { State: ApprovalState.Waiting })
        {
            return Managed(actor, commitment, ApprovalProblems.NothingWaits);
        }

        var allowed = await MayApproveAsync(actor, commitment.Country, open, now, cancellationToken);
        if (allowed.Problem is { } problem)
        {
            return Managed(actor, commitment, problem);
        }

        if (open.Approve((actor.Id, actor.Name), allowed.Value, commitment.Revision, now).Problem is { } changed)
        {
            return changed;
        }

        var word = new Word(open.AskedBy, open.AskedByName, allowed.Value, actor.Id, actor.Name, open.Reason);
        var done = open.Kind switch
        {
            ApprovalKind.Publication => await PublishAsync(db, commitment, word, cancellationToken),
            ApprovalKind.Restatement => await RestateAsync(db, actor, commitment, open.Proposal!, word, cancellationToken),
            _ => await CloseAsync(db, commitment, open, now, cancellationToken),
        };
        if (!done.Succeeded)
        {
            return done.Fields.Count > 0 ? ApprovalProblems.ChangedSince : done.Problem!;
        }

        db.Record(actor, now, $"commitment.{Verb(open.Kind)}", ("commitment", commitment.Id), reason: Words.Of(allowed.Value));
        return allowed.Value;
    }, cancellationToken, outsiders: true);

    /// <summary>Says no, with a note for the author; what was written can be taken up again.</summary>
    /// <returns>Refused as not found, with <see cref="ApprovalProblems.NothingWaits"/> and with <see cref="CommitmentProblems.ReasonNeeded"/> at the field <c>note</c>.</returns>
    public Task<Outcome<ApprovalKind>> DeclineAsync(Actor actor, string code, string? note, CancellationToken cancellationToken) => InAsync<ApprovalKind>(actor, code, null, async (db, commitment, open, now) =>
    {
        var checks = new Checks();
        var said = checks.Text("note", note, Approval.NoteMaxLength);
        if (open is not { State: ApprovalState.Waiting })
        {
            return ApprovalProblems.NothingWaits;
        }

        if (checks.Failed)
        {
            return checks;
        }

        open.Decline((actor.Id, actor.Name), said, now);
        db.Record(actor, now, "commitment.declined", ("commitment", commitment.Id), reason: Words.Of(open.Kind));
        await AgainAsync(db, open, now, cancellationToken);
        return open.Kind;
    }, cancellationToken);

    /// <summary>Takes back what waits, to be written on; and what is written without being asked for, to be thrown away.</summary>
    /// <returns>Refused as not found and with <see cref="ApprovalProblems.NothingWaits"/>.</returns>
    public Task<Outcome<ApprovalKind>> TakeBackAsync(Actor actor, string code, CancellationToken cancellationToken) => InAsync<ApprovalKind>(actor, code, null, async (db, commitment, open, now) =>
    {
        if (open is null)
        {
            return ApprovalProblems.NothingWaits;
        }

        var waited = open.State == ApprovalState.Waiting;
        open.TakeBack((actor.Id, actor.Name), now);
        db.Record(actor, now, "commitment.taken-back", ("commitment", commitment.Id), reason: Words.Of(open.Kind));
        if (waited)
        {
            await AgainAsync(db, open, now, cancellationToken);
        }

        return open.Kind;
    }, cancellationToken);

    /// <summary>Whether somebody may approve what waits, and by which rule.</summary>
    internal Task<Result<ApprovalHow>> MayApproveAsync(Actor actor, string? country, Approval asked, DateTimeOffset now, CancellationToken cancellationToken) =>
        managers.MayApproveAsync(actor, country, (asked.AskedBy, asked.AskedAt), now, cancellationToken);

    private static string Verb(ApprovalKind kind) => kind switch { ApprovalKind.Publication => "published", ApprovalKind.Restatement => "restated", _ => "closed" };

    /// <summary>What was written stays, for the author to go on with.</summary>
    private static async Task AgainAsync(PortalDbContext db, Approval open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (open is { Kind: ApprovalKind.Restatement, Proposal: { } proposal })
        {
            // The one before is closed first: a commitment has one open request at a time.
            await db.SaveChangesAsync(cancellationToken);
            var again = Approval.Begin(open.CommitmentId, open.Kind, null, (open.AskedBy, open.AskedByName), now.AddMicroseconds(1));
            again.Write(proposal);
            db.Add(again);
        }
    }

    /// <summary>Somebody from elsewhere, who has no part in it, is answered as if there were nothing.</summary>
    private static Problem Managed(Actor actor, Commitment commitment, Problem problem) => actor.ManagesCountry(commitment.Country) ? problem : CommitmentProblems.NotFound;

    private static Outcome<ApprovalKind> Ask(PortalDbContext db, Actor actor, Commitment commitment, Approval open, string? reason, DateTimeOffset now)
    {
        if (open.Ask((actor.Id, actor.Name), reason, commitment.Revision, now).Problem is { } problem)
        {
            return problem;
        }

        db.Record(actor, now, "commitment.asked", ("commitment", commitment.Id), reason: Words.Of(open.Kind));
        return open.Kind;
    }

    private async Task<Outcome<bool>> PublishAsync(PortalDbContext db, Commitment commitment, Word word, CancellationToken cancellationToken)
    {
        var missing = await DraftHandler.CheckAsync(db, commitment.Code, await db.ContentAsync(commitment, cancellationToken), cancellationToken);
        if (missing.Failed)
        {
            return missing;
        }

        return await CommitmentWriting.PublishAsync(db, commitment, word, clock, cancellationToken) is { } problem ? problem : true;
    }

    private async Task<Outcome<bool>> RestateAsync(PortalDbContext db, Actor actor, Commitment commitment, string proposal, Word word, CancellationToken cancellationToken)
    {
        var checks = new Checks();
        var content = CommitmentContent.Read(proposal, await db.ContentAsync(commitment, cancellationToken));
        var reader = new CommitmentChecks(checks, await CommitmentWriting.NameableAsync(db, commitment.Code, content, cancellationToken));
        var said = reader.Said(content);
        var targets = reader.Targets(content, said.Zone);
        if (checks.Failed)
        {
            return checks;
        }

        var done = await CommitmentWriting.DescribeAsync(db, actor, commitment, said, targets, word, clock, cancellationToken);
        return done.Succeeded ? true : done.Problem!;
    }

    private static async Task<Outcome<bool>> CloseAsync(PortalDbContext db, Commitment commitment, Approval open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var standing = await StandingAsync(db, commitment, now, cancellationToken);
        if (standing.Any(s => s.Target.CountingSince is not null))
        {
            return CommitmentProblems.StillCounting;
        }

        if (commitment.Close(open.Outcome!.Value, open.Reason, now.DayIn(commitment.Zone), ShortBy(standing)).Problem is { } problem)
        {
            return problem;
        }

        foreach (var (target, counted) in standing)
        {
            target.CloseAt(counted);
        }

        return true;
    }

    /// <summary>By how many the amounts are missed together; a target without an amount misses nothing.</summary>
    private static decimal ShortBy(IEnumerable<(Target Target, long Counted)> standing) => standing.Sum(s => Math.Max(0, (s.Target.Amount ?? 0) - s.Counted));

    /// <summary>Each target and how many are counted for it today, or were when its window ended.</summary>
    private static async Task<List<(Target Target, long Counted)>> StandingAsync(PortalDbContext db, Commitment commitment, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var targets = await db.Set<Target>().Where(t => t.CommitmentId == commitment.Id).OrderBy(t => t.Ordinal).ThenBy(t => t.Code).ToListAsync(cancellationToken);
        var figures = await db.FiguresAsync(targets.ConvertAll(t => t.Id), [], cancellationToken);
        return targets.ConvertAll(t =>
        {
            var today = now.DayIn(t.Zone);
            return (t, figures.GetValueOrDefault(t.Id)?.CountedBy(today < t.EndsOn ? today : t.EndsOn) ?? 0);
        });
    }

    /// <summary>One unit of work about one commitment and what is open about it; committed when it succeeds.</summary>
    private async Task<Outcome<T>> InAsync<T>(
        Actor actor, string code, int? seen, Func<PortalDbContext, Commitment, Approval?, DateTimeOffset, Task<Outcome<T>>> work, CancellationToken cancellationToken, bool outsiders = false)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var commitment = await db.Set<Commitment>().SingleOrDefaultAsync(c => c.Code == code, cancellationToken);
        if (commitment is null || !actor.Allows(Permissions.ManageObjects) || (!outsiders && !actor.ManagesCountry(commitment.Country)))
        {
            return CommitmentProblems.NotFound;
        }

        if (!Keeping.Matches(seen, commitment.Revision))
        {
            return Managed(actor, commitment, Keeping.Changed);
        }

        var done = await work(db, commitment, await db.OpenAsync(commitment, cancellationToken), clock.GetUtcNow());
        if (!done.Succeeded)
        {
            return done;
        }

        return (await db.TryCommitAsync(cancellationToken)).Problem is { } changed ? changed : done;
    }
}
