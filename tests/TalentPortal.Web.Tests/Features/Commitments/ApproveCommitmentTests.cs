using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.ApproveCommitment;
using TalentPortal.Web.Features.Commitments.BreakDownTarget;
using TalentPortal.Web.Features.Commitments.CountTarget;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.EditCommitment;
using TalentPortal.Web.Features.Commitments.ListCommitments;
using TalentPortal.Web.Features.Commitments.ListContributions;
using TalentPortal.Web.Features.Commitments.ReadCommitments;
using TalentPortal.Web.Features.Commitments.ShowWording;
using TalentPortal.Web.Features.Commitments.TargetSeries;
using TalentPortal.Web.Features.Commitments.ViewCommitment;
using TalentPortal.Web.Features.Portfolio;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Checking;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>From a draft to public words and back to nobody: what a second person has to do with it, through the real handlers and database.</summary>
public sealed class ApproveCommitmentTests : IAsyncLifetime
{
    private static readonly CommitmentInput Complete = new(
        "1,000 people are to be trained.", "The minister", new(2026, 1, 1), "https://example.org/promise", "Completed counts.",
        [new("trained", 1_000, "people", new(2026, 1, 1), new(2028, 12, 31), new("distinct-ever", "completed"))], "Trained people", Country: "MY");

    private readonly PortalFixture _portal = new();
    private Actor _author = Actor.Anonymous;
    private Actor _second = Actor.Anonymous;

    private DraftHandler Drafts => _portal.Get<DraftHandler>();

    private ApprovalHandler Approvals => _portal.Get<ApprovalHandler>();

    public async Task InitializeAsync()
    {
        await _portal.InitializeAsync();
        (_author, _second) = (_portal.Managers.Add("Author", "MY"), _portal.Managers.Add("Second", "MY"));
    }

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_draft_counts_nothing_until_a_second_person_publishes_it()
    {
        await ThreeCompletedAsync();
        var code = await DraftAsync();
        Assert.Equal(0, await _portal.Counted("trained"));
        Assert.DoesNotContain(await LinesAsync(), l => l.Code == code);

        Done(await Approvals.AskAsync(_author, code, null, null, default));
        Assert.Equal((0, 1), (await CountAsync(_author), await CountAsync(_second)));
        Assert.Equal(ApprovalProblems.SecondPersonNeeded, (await Approvals.ApproveAsync(_author, code, null, default)).Problem);

        Assert.Equal(ApprovalHow.SecondPerson, Done(await Approvals.ApproveAsync(_second, code, null, default)));
        Assert.Equal(3, await _portal.Counted("trained"));
        Assert.All(await _portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));
        Assert.Equal(3, (await LinesAsync()).Single(l => l.Code == code).Target!.Pace.Counted);
        var view = (await WordingAsync(code))!;
        Assert.Equal((CommitmentState.Published, "Author", "Second", ApprovalHow.SecondPerson), (view.Commitment.State, view.Kept[0].Wording.WrittenByName, view.Kept[0].Wording.ApprovedByName, view.Kept[0].Wording.How));
        Assert.Equal(0, await CountAsync(_second));
        Assert.Equal(ApprovalProblems.NothingWaits, (await Approvals.ApproveAsync(_second, code, null, default)).Problem);
        Assert.Equal(["commitment.asked", "commitment.drafted", "commitment.drafted", "commitment.published:second-person"], await AuditAsync());
    }

    [Fact]
    public async Task A_draft_without_a_rule_in_force_can_be_read_everywhere_by_those_who_may()
    {
        var code = await DraftAsync();
        foreach (var actor in new[] { _author, Elsewhere, With(Role.Auditor) })
        {
            Assert.Equal(("draft", 0L), await _portal.Get<CommitmentsQuery>().FindAsync(actor, code, default) is { } c ? (c.State, c.Targets[0].Counted) : default);
            Assert.NotNull(await _portal.Get<CommitmentQuery>().RunAsync(actor, code, null, default));
            Assert.NotNull(await _portal.Get<WordingQuery>().FindAsync(actor, code, default));
            Assert.Equal(0, (await _portal.Get<CountTargetQuery>().CountAsync(actor, "trained", null, null, null, default)).Value.Counted);
            Assert.Null((await _portal.Get<TargetSeriesQuery>().ReadAsync(actor, "trained", null, null, default)).Problem);
            Assert.Null((await _portal.Get<BreakDownTargetQuery>().ReadAsync(actor, "trained", "audience", default)).Problem);
            Assert.Null((await _portal.Get<ContributionsQuery>().ListAsync(actor, "trained", new(), new([], 50), default)).Problem);
            Assert.Contains(await _portal.Get<CommitmentListQuery>().RunAsync(actor, default), l => l.Code == code);
        }

        foreach (var actor in new[] { With(Role.Executive), With(Role.Reader), With(Role.Coordinator) })
        {
            Assert.Null(await _portal.Get<CommitmentsQuery>().FindAsync(actor, code, default));
            Assert.Null(await _portal.Get<CommitmentQuery>().RunAsync(actor, code, null, default));
            Assert.Null(await _portal.Get<WordingQuery>().FindAsync(actor, code, default));
            Assert.Equal(CommitmentProblems.TargetNotFound, (await _portal.Get<CountTargetQuery>().CountAsync(actor, "trained", null, null, null, default)).Problem);
            Assert.DoesNotContain(await _portal.Get<CommitmentListQuery>().RunAsync(actor, default), l => l.Code == code);
        }
    }

    [Fact]
    public async Task Other_words_wait_then_take_the_place_of_the_old_ones_which_stay()
    {
        var code = await PublishedAsync();
        _portal.Clock.Advance(TimeSpan.FromDays(1));
        var changed = Complete with { Quote = "2,000 people are to be trained.", Targets = [Complete.Targets![0] with { Amount = 2_000 }] };
        Done(await Drafts.SaveAsync(_author, code, EditStep.Promise, changed, null, default));
        Assert.Equal(1_000, (await WordingAsync(code))!.Now.Targets![0].Amount);
        Assert.Equal([("reason", CommitmentProblems.ReasonNeeded.Code)], (await Approvals.AskAsync(_author, code, " ", null, default)).Fields.Select(f => (f.Field, f.Problem.Code)));

        Done(await Approvals.AskAsync(_author, code, "The minister doubled it.", null, default));
        Assert.Equal(ApprovalProblems.Waits, (await Drafts.SaveAsync(_author, code, EditStep.Promise, Complete, null, default)).Problem);
        Done(await Approvals.ApproveAsync(_second, code, null, default));

        var view = (await WordingAsync(code))!;
        Assert.Equal(CommitmentState.Restated, view.Commitment.State);
        Assert.Equal([(2, "2,000 people are to be trained.", 2_000m, "The minister doubled it."), (1, "1,000 people are to be trained.", 1_000m, null)],
            view.Kept.Select(k => (k.Wording.N, k.Content.Quote!, k.Content.Targets![0].Amount!.Value, k.Wording.Reason)));
        Assert.Equal(view.Kept[0].Wording.KnownFrom, view.Kept[1].Wording.KnownTo);
    }

    [Fact]
    public async Task What_a_program_changed_meanwhile_is_not_what_was_read()
    {
        var code = await PublishedAsync();
        Done(await Approvals.RestateAsync(_author, code, Complete with { Name = "Others", Reason = "Better." }, null, default));
        Done(await _portal.Get<DescribeCommitmentHandler>().HandleAsync(_portal.Manager, code, Complete with { Interpretation = "Read otherwise." }, null, default));

        Assert.Equal(ApprovalProblems.ChangedSince, (await Approvals.ApproveAsync(_second, code, null, default)).Problem);
        Assert.Equal("Trained people", (await WordingAsync(code))!.Commitment.Name);
    }

    [Fact]
    public async Task A_no_is_told_and_the_words_can_be_written_on()
    {
        var code = await PublishedAsync();
        _portal.Clock.Advance(TimeSpan.FromDays(1));
        Done(await Drafts.SaveAsync(_author, code, EditStep.Promise, Complete with { SaidBy = "Somebody" }, null, default));
        Done(await Approvals.AskAsync(_author, code, "A correction.", null, default));
        Assert.Equal("note", Assert.Single((await Approvals.DeclineAsync(_second, code, "", default)).Fields).Field);
        Done(await Approvals.DeclineAsync(_second, code, "Who?", default));

        Assert.Equal(("Who?", "The minister"), ((await WordingAsync(code))!.Declined!.Note, (await WordingAsync(code))!.Now.SaidBy));
        Assert.Equal("Somebody", (await Drafts.FindAsync(_author, code, default))!.Content.SaidBy);
        Done(await Approvals.TakeBackAsync(_author, code, default));
        Assert.Equal("The minister", (await Drafts.FindAsync(_author, code, default))!.Content.SaidBy);
    }

    [Fact]
    public async Task A_team_of_one_asks_outside_or_waits_a_day()
    {
        var (alone, outside) = (_portal.Managers.Add("Alone", "SG"), Elsewhere);
        var code = await DraftAsync(alone, Complete with { Country = "SG" });
        Done(await Approvals.AskAsync(alone, code, null, null, default));
        Assert.Equal("approval.too-early", (await Approvals.ApproveAsync(alone, code, null, default)).Problem?.Code);
        _portal.Clock.Advance(TimeSpan.FromHours(24));
        var view = await _portal.Get<WordingQuery>().FindAsync(outside, code, default);
        Assert.Equal(ApprovalHow.Outside, view!.Waiting!.May!.Value.Value);
        Assert.Equal(ApprovalHow.Delay, Done(await Approvals.ApproveAsync(alone, code, null, default)));
        Assert.Contains("commitment.published:delay", await AuditAsync());
    }

    [Fact]
    public async Task Outsiders_of_a_team_of_more_and_keys_approve_nothing()
    {
        var code = await DraftAsync();
        Done(await Approvals.AskAsync(_author, code, null, null, default));
        Assert.Equal(CommitmentProblems.NotFound, (await Approvals.ApproveAsync(Elsewhere, code, null, default)).Problem);
        Assert.Equal(CommitmentProblems.NotFound, (await Approvals.ApproveAsync(With(Role.Auditor), code, null, default)).Problem);
        Assert.Equal(ApprovalProblems.PersonNeeded, (await Approvals.ApproveAsync(_second with { IsKey = true }, code, null, default)).Problem);
        Assert.Equal(CommitmentProblems.NotFound, (await Approvals.TakeBackAsync(Elsewhere, code, default)).Problem);
    }

    [Fact]
    public async Task It_closes_as_short_as_the_numbers_say_and_then_nothing_changes()
    {
        await ThreeCompletedAsync();
        var code = await PublishedAsync();
        Assert.Equal("commitment.not-met", Assert.Single((await Approvals.AskToCloseAsync(_author, code, "met", "Done.", null, default)).Fields).Problem.Code);
        Done(await Approvals.AskToCloseAsync(_author, code, "short", "Fewer came.", null, default));
        Done(await Approvals.ApproveAsync(_second, code, null, default));

        var closed = (await WordingAsync(code))!.Commitment;
        Assert.Equal((CommitmentState.Closed, CommitmentOutcome.Short, 997m, "Fewer came."), (closed.State, closed.ClosedAs, closed.ShortBy, closed.ClosedReason));
        Assert.Equal(CommitmentProblems.Closed, (await Drafts.SaveAsync(_author, code, EditStep.Promise, Complete, null, default)).Problem);
        Assert.Equal(CommitmentProblems.Closed, (await _portal.Get<DescribeCommitmentHandler>().HandleAsync(_portal.Manager, code, Complete with { Quote = "Other." }, null, default)).Problem);
        Assert.Null((await _portal.Get<DescribeCommitmentHandler>().HandleAsync(_portal.Manager, code, Complete, null, default)).Problem);
    }

    [Fact]
    public async Task A_program_publishes_at_once_marked_so_keeps_what_stood_and_moves_no_state_by_writing_it()
    {
        var put = _portal.Get<DescribeCommitmentHandler>();
        Done(await put.HandleAsync(_portal.Manager, "promise", Complete, null, default));
        Done(await put.HandleAsync(_portal.Manager, "promise", Complete with { Source = "Another place", Reason = "Moved." }, null, default));
        var view = (await WordingAsync("promise"))!;
        Assert.Equal([("Another place", "Moved.", ApprovalHow.Key), ("https://example.org/promise", null, ApprovalHow.Key)], view.Kept.Select(k => (k.Content.Source!, k.Wording.Reason, k.Wording.How)));

        foreach (var state in new[] { null, "published", "restated" })
        {
            Done(await put.HandleAsync(_portal.Manager, "promise", Complete with { Source = "Another place", State = state }, null, default));
            Assert.Equal(CommitmentState.Restated, (await WordingAsync("promise"))!.Commitment.State);
        }

        foreach (var state in new[] { "draft", "closed" })
        {
            Assert.Equal(("state", "commitment.state-by-verb"), Assert.Single((await put.HandleAsync(_portal.Manager, "promise", Complete with { State = state }, null, default)).Fields) is var f ? (f.Field, f.Problem.Code) : default);
        }

        Done(await put.HandleAsync(_portal.Manager, "drafted", Complete with { State = "draft", Targets = [Complete.Targets![0] with { Code = "later" }] }, null, default));
        Done(await put.HandleAsync(_portal.Manager, "drafted", Complete with { Targets = [Complete.Targets![0] with { Code = "later", Amount = 5 }] }, null, default));
        Assert.Equal((CommitmentState.Draft, 0), (await WordingAsync("drafted"))! is var d ? (d.Commitment.State, d.Kept.Count) : default);
    }

    [Fact]
    public async Task A_step_tells_its_own_faults_and_the_last_one_all()
    {
        var begun = await Drafts.BeginAsync(_author, new(" ", null, null, "x", null), default);
        Assert.Equal(["quote", "saidBy", "announcedOn"], begun.Fields.Select(f => f.Field));
        var code = Done(await Drafts.BeginAsync(_author, Complete with { Interpretation = null, Targets = null }, default));
        Assert.Equal("trained-people", code);
        Assert.Equal("trained-people-2", Done(await Drafts.BeginAsync(_author, Complete, default)));
        Assert.Equal("country.not-managed", (await Drafts.BeginAsync(_author, Complete with { Country = "SG" }, default)).Problem?.Code);
        Assert.Equal(["interpretation"], (await Approvals.AskAsync(_author, code, null, null, default)).Fields.Select(f => f.Field));

        var wrong = Complete with { Interpretation = null, Targets = [Complete.Targets![0] with { EndsOn = new(2020, 1, 1) }, Complete.Targets[0] with { Code = "second", Amount = -1, Unit = null }] };
        Assert.Equal(["targets[0]", "targets[1].amount", "targets[1].unit"], (await Drafts.SaveAsync(_author, code, EditStep.Counted, wrong, null, default)).Fields.Select(f => f.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_draft_is_rewritten_in_place_and_a_number_can_leave_it()
    {
        var code = await DraftAsync();
        var money = Complete.Targets![0] with { Unit = "partners", Rule = new("distinct-active", "agreement-in-force"), Amount = null };
        Done(await Drafts.SaveAsync(_author, code, EditStep.Counted, Complete with { Targets = [money, Complete.Targets[0] with { Code = "second" }] }, null, default));
        Done(await Drafts.SaveAsync(_author, code, EditStep.Counted, Complete with { Targets = [money] }, null, default));
        Done(await Approvals.AskAsync(_author, code, null, null, default));
        Done(await Approvals.ApproveAsync(_second, code, null, default));

        var target = Assert.Single((await _portal.Get<CommitmentsQuery>().FindAsync(_author, code, default))!.Targets);
        Assert.Equal(("trained", "partners", null, "agreement-in-force", 1), (target.Code, target.Unit, target.Amount, target.Rule.Event, target.RuleVersion));
        Assert.Equal("trained-people", await Drafts.TargetCodeAsync("trained-people", default));
        Assert.Equal("second-2", await Drafts.TargetCodeAsync("second", default));
    }

    private static Actor Elsewhere { get; } = new(Guid.CreateVersion7(), "Manager elsewhere", false, [new(Role.ProgrammeManager, Country: "TH")]);

    private static Actor With(Role role) => new(Guid.CreateVersion7(), $"{role}", false, [new(role)]);

    private static T Done<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Succeeded, $"{outcome.Problem} {string.Join("; ", outcome.Fields)}");
        return outcome.Value;
    }

    private async Task<string> DraftAsync(Actor? author = null, CommitmentInput? content = null)
    {
        var (by, said) = (author ?? _author, content ?? Complete);
        var code = Done(await Drafts.BeginAsync(by, said, default));
        Done(await Drafts.SaveAsync(by, code, EditStep.Reading, said, null, default));
        Done(await Drafts.SaveAsync(by, code, EditStep.Counted, said, null, default));
        return code;
    }

    private async Task<string> PublishedAsync()
    {
        var code = await DraftAsync();
        Done(await Approvals.AskAsync(_author, code, null, null, default));
        Done(await Approvals.ApproveAsync(_second, code, null, default));
        return code;
    }

    private async Task ThreeCompletedAsync()
    {
        await _portal.University("mmu");
        await _portal.Programme("ai-dev");
        await _portal.Cohort("mmu-1", "mmu", "ai-dev");
        await _portal.Upload("mmu-1", "student_id,full_name,status,completed_on\nS1,A One,completed,2026-06-20\nS2,B Two,completed,2026-06-21\nS3,C Three,completed,2026-06-21\n");
    }

    private async Task<IReadOnlyList<PromiseLine>> LinesAsync() => (await _portal.Get<PortfolioQuery>().RunAsync(_author, default)).Lines;

    private Task<WordingView?> WordingAsync(string code) => _portal.Get<WordingQuery>().FindAsync(_author, code, default);

    private Task<int> CountAsync(Actor actor) => _portal.Get<CommitmentListQuery>().CountAsync(actor, default);

    private async Task<List<string>> AuditAsync()
    {
        await using var db = await _portal.Database.BeginAsync(Scope.Everything, default);
        var entries = await db.Set<Domain.Audit.AuditEntry>().Where(a => a.Entity == "commitment").Select(a => new { a.Action, a.Reason }).ToListAsync();
        return [.. entries.Select(e => e.Action is "commitment.published" ? $"{e.Action}:{e.Reason}" : e.Action).Order(StringComparer.Ordinal)];
    }
}
