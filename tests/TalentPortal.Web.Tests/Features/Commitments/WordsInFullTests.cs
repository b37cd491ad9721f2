using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.ApproveCommitment;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.EditCommitment;
using TalentPortal.Web.Features.Commitments.ReadCommitments;
using TalentPortal.Web.Features.Commitments.ShowWording;
using TalentPortal.Web.Features.Commitments.StoreSource;
using TalentPortal.Web.Features.Commitments.ViewCommitment;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Checking;
using Xunit;
using Shown = TalentPortal.Web.Features.Commitments.ViewCommitment.CommitmentView;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>Statements, parts, stored copies and what stays after closing: written, approved, kept and shown, through the real handlers and database.</summary>
public sealed class WordsInFullTests : IAsyncLifetime
{
    private static readonly StatementInput Stated = new("over 1.3 million", null, "developers", "A company", new(2020, 10, 28), "https://example.org/claim");

    private static readonly CommitmentInput Complete = new(
        "1,000 people are to be trained.", "The minister", new(2026, 1, 1), "https://example.org/promise", "Completed counts.",
        [new("trained", 1_000, "people", new(2026, 1, 1), new(2028, 12, 31), new("distinct-ever", "completed"))], "Trained people", Country: "MY");

    private readonly PortalFixture _portal = new();
    private Actor _author = Actor.Anonymous;
    private Actor _second = Actor.Anonymous;

    private DraftHandler Drafts => _portal.Get<DraftHandler>();

    private ApprovalHandler Approvals => _portal.Get<ApprovalHandler>();

    private DescribeCommitmentHandler Put => _portal.Get<DescribeCommitmentHandler>();

    public async Task InitializeAsync()
    {
        await _portal.InitializeAsync();
        (_author, _second) = (_portal.Managers.Add("Author", "MY"), _portal.Managers.Add("Second", "MY"));
    }

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task What_others_state_stands_beside_the_number_is_approved_like_other_words_and_counts_nothing()
    {
        await PublishedAsync();
        Done(await Drafts.SaveAsync(_author, "trained-people", EditStep.Claims, Complete with { Statements = [Stated] }, null, default));
        Assert.Empty((await PageAsync()).Statements);
        Done(await Approvals.AskAsync(_author, "trained-people", "Somebody claims more.", null, default));
        Done(await Approvals.ApproveAsync(_second, "trained-people", null, default));

        var page = await PageAsync();
        Assert.Equal("over 1.3 million developers by A company", $"{page.Statements[0].Figure} {page.Statements[0].Unit} by {page.Statements[0].StatedBy}");
        Assert.Equal(0, page.Target!.Pace.Counted);
        var kept = (await WordingAsync()).Kept;
        Assert.Equal((1, 0), (kept[0].Wording.Statements.Length, kept[1].Wording.Statements.Length));
    }

    [Fact]
    public async Task A_program_leaves_what_it_does_not_name_and_withdraws_by_an_empty_list()
    {
        var split = new SplitInput("country", [new("MY", 600), new("SG", 500)]);
        var full = Complete with { Statements = [Stated, new(null, 42, "labs", "A ministry", new(2021, 1, 1))], Targets = [Complete.Targets![0] with { Split = split }] };
        Done(await Put.HandleAsync(_portal.Manager, "p", full, null, default));
        Done(await Put.HandleAsync(_portal.Manager, "p", Complete, null, default));
        var view = (await _portal.Get<CommitmentsQuery>().FindAsync(_portal.Manager, "p", default))!;
        Assert.Equal([("over 1.3 million", null), (null, 42m)], view.Statements.Select(s => (s.Figure, s.Amount)));
        Assert.Equal(("country", 100m, 0m, 2), view.Targets[0].Split is { } s ? (s.By, s.OverAllocated, s.Unallocated, s.Parts.Count) : default);
        Assert.Single((await WordingAsync("p")).Kept);

        Done(await Put.HandleAsync(_portal.Manager, "p", Complete with { Statements = [], Targets = [Complete.Targets![0] with { Split = new(null, []) }] }, null, default));
        view = (await _portal.Get<CommitmentsQuery>().FindAsync(_portal.Manager, "p", default))!;
        Assert.Equal((0, null), (view.Statements.Count, view.Targets[0].Split));
        Assert.Equal([0, 2], (await WordingAsync("p")).Kept.Select(k => k.Content.Statements!.Count));
    }

    [Fact]
    public async Task Wrong_statements_and_parts_are_told_field_by_field()
    {
        var wrong = Complete with
        {
            Statements = [new(" ", null, "developers", null, null)],
            SourceCopy = "abc",
            Targets =
            [
                Complete.Targets![0] with { Split = new("country", [new("XX", 1), new(null, null), new("MY", -1)]) },
                Complete.Targets[0] with { Code = "open", Amount = null, Split = new("level", [new("developer", 1)]) },
                Complete.Targets[0] with { Code = "twice", Split = new("partner", [new("nobody", 1)]) },
                Complete.Targets[0] with { Code = "what", Split = new("age", [new("old", 1)]) },
            ],
        };
        var fields = (await Put.HandleAsync(_portal.Manager, "p", wrong, null, default)).Fields.Select(f => $"{f.Field} {f.Problem.Code}");
        Assert.Equal(
            [
                "sourceCopy source-copy.unknown", "statements[0].figure statement.without-figure", "statements[0].on field.missing", "statements[0].statedBy field.missing",
                "targets[0].split.parts[0].key field.unknown-country", "targets[0].split.parts[1].amount field.missing", "targets[0].split.parts[1].key field.missing", "targets[0].split.parts[2].amount field.out-of-range",
                "targets[1].split target.split-needs-amount", "targets[2].split.parts[0].key field.unknown-code", "targets[3].split.by field.unknown-word",
            ],
            fields.Where(f => !f.StartsWith("targets[3].split.parts", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("country", "MY", 2, 1)]
    [InlineData("level", "developer", 2, 1)]
    [InlineData("partner", "mmu", 2, 1)]
    [InlineData("audience", "student", 1, 2)]
    public async Task Each_part_shows_its_own_counted_and_the_rest_stand_elsewhere(string by, string key, long inPart, long elsewhere)
    {
        await ThreeCompletedAsync();
        Done(await Put.HandleAsync(_portal.Manager, "p", Complete with { Targets = [Complete.Targets![0] with { Split = new(by, [new(key, 400)]) }] }, null, default));

        var split = (await PageAsync("p")).Target!.Split!;
        Assert.Equal((inPart, elsewhere, 3L, 600m), (split.Parts[0].Counted, split.Elsewhere, split.Counted, split.Unallocated));
        Assert.Equal(by == "partner" ? "mmu" : null, split.Parts[0].Name?.ToLowerInvariant());
    }

    [Fact]
    public async Task Parts_are_written_in_the_form_wait_with_the_other_words_and_are_kept()
    {
        await PublishedAsync();
        var split = new SplitInput("audience", [new("student", 700), new("educator", 200)]);
        Done(await Drafts.SaveAsync(_author, "trained-people", EditStep.Counted, Complete with { Targets = [Complete.Targets![0] with { Split = split }] }, null, default));

        // What is written next to it leaves it alone.
        var editable = (await Drafts.FindAsync(_author, "trained-people", default))!;
        Done(await Drafts.SaveAsync(_author, "trained-people", EditStep.Reading, editable.Content with { Interpretation = "Read otherwise." }, null, default));
        Done(await Approvals.AskAsync(_author, "trained-people", "In parts.", null, default));
        Done(await Approvals.ApproveAsync(_second, "trained-people", null, default));
        var kept = (await WordingAsync()).Kept;
        Assert.Equal([2, 0], kept.Select(k => k.Content.Targets![0].Split!.Parts!.Count));
        Assert.Equal(100m, (await PageAsync()).Target!.Split!.Unallocated);
    }

    [Fact]
    public async Task A_copy_of_the_source_is_stored_once_found_by_its_hash_and_public_when_its_wording_is()
    {
        await PublishedAsync();
        var page = "<!doctype html><script>alert(1)</script>1,000 people"u8.ToArray();
        var hash = (await StoreAsync(page)).Value;
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(page)), hash);
        Assert.Equal(hash, (await StoreAsync(page)).Value);
        var executive = new Actor(Guid.CreateVersion7(), "Executive", false, [new(Domain.Access.Role.Executive)]);
        var copy = await OnlyCopyAsync();
        Assert.Equal(("page.html", "text/html"), (copy.Name, copy.Media));
        Assert.Null(await _portal.Get<SourceCopyQuery>().FindAsync(executive, copy.Id, default));

        Done(await Drafts.SaveAsync(_author, "trained-people", EditStep.Promise, Complete with { SourceCopy = hash }, null, default));
        Done(await Approvals.AskAsync(_author, "trained-people", "With a copy.", null, default));
        Assert.Equal(copy.Id, (await WordingAsync()).WaitingCopy?.Id);
        Done(await Approvals.ApproveAsync(_second, "trained-people", null, default));
        Assert.NotNull(await _portal.Get<SourceCopyQuery>().FindAsync(executive, copy.Id, default));
        using var bytes = new MemoryStream();
        await _portal.Get<SourceCopyQuery>().WriteAsync(copy, bytes, default);
        Assert.Equal(page, bytes.ToArray());
        Assert.Equal(hash, (await PageAsync()).SourceCopy?.Hash);
        Assert.Equal([hash, ""], (await WordingAsync()).Kept.Select(k => k.Content.SourceCopy));
        Assert.Equal(hash, (await _portal.Get<CommitmentsQuery>().FindAsync(_author, "trained-people", default))!.SourceCopy?.Sha256);
    }

    [Fact]
    public async Task What_no_source_is_kept_as_is_refused_and_stores_nothing()
    {
        await PublishedAsync();
        Assert.Equal(CommitmentProblems.SourceCopyEmpty, (await StoreAsync([])).Problem);
        Assert.Equal(CommitmentProblems.SourceCopyKind, (await StoreAsync([0x4D, 0x5A, 0x90, 0x00])).Problem);
        Assert.Equal(CommitmentProblems.SourceCopyTooLarge, (await StoreAsync(new byte[SourceCopy.MaxBytes + 1])).Problem);
        Assert.Equal(CommitmentProblems.NotFound, (await _portal.Get<StoreSourceHandler>().HandleAsync(_portal.Managers.Add("Elsewhere", "SG"), "trained-people", "a.txt", new MemoryStream([65]), default)).Problem);
        await using var db = await _portal.Database.BeginAsync(Scope.Everything, default);
        Assert.False(await db.Set<SourceCopy>().AnyAsync());
    }

    [Fact]
    public async Task A_window_that_ended_before_the_portal_is_published_and_closed_with_its_result_and_later_proof_stands_beside()
    {
        var past = Complete with { AnnouncedOn = new(2020, 1, 1), Targets = [Complete.Targets![0] with { Amount = 3, StartsOn = new(2020, 1, 1), EndsOn = new(2022, 12, 31) }] };
        await PublishedAsync(past);
        await GroundAsync();
        await _portal.Upload("mmu-1", "student_id,full_name,status,completed_on\nS1,A One,completed,2022-12-31\n");
        Assert.Equal("commitment.not-met", Assert.Single((await Approvals.AskToCloseAsync(_author, "trained-people", "met", "Done.", null, default)).Fields).Problem.Code);
        Done(await Approvals.AskToCloseAsync(_author, "trained-people", "short", "Fewer came.", null, default));
        Done(await Approvals.ApproveAsync(_second, "trained-people", null, default));
        await _portal.Upload("mmu-1", "student_id,full_name,status,completed_on\nS2,B Two,completed,2022-06-30\nS3,C Three,completed,2023-01-01\n");

        var page = await PageAsync();
        Assert.Equal((1L, 2L, 2m), (page.Target!.ClosedAt, page.Target.Pace.Counted, page.Standing.ShortBy));
        var view = (await _portal.Get<CommitmentsQuery>().FindAsync(_author, "trained-people", default))!;
        Assert.Equal(("short", 2m, 1L, 1L), (view.Closed!.As, view.Closed.ShortBy!.Value, view.Targets[0].ClosedAt!.Value, view.Targets[0].SinceClosed!.Value));
    }

    [Fact]
    public async Task The_plan_that_stood_before_a_restatement_stays_on_the_chart()
    {
        await PublishedAsync();
        Assert.Empty((await PageAsync()).Target!.Path.FormerPlan);
        var bent = Complete with { Targets = [Complete.Targets![0] with { Amount = 2_000, Milestones = [new(new(2026, 12, 31), 100)] }], Reason = "More." };
        Done(await Approvals.RestateAsync(_author, "trained-people", bent, null, default));
        Done(await Approvals.ApproveAsync(_second, "trained-people", null, default));

        var path = (await PageAsync()).Target!.Path;
        Assert.Equal((100L, 333L), (path.PlannedAt(new(2026, 12, 31)), path.FormerlyPlannedAt(new(2026, 12, 31))));
    }

    private static T Done<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Succeeded, $"{outcome.Problem} {string.Join("; ", outcome.Fields)}");
        return outcome.Value;
    }

    private async Task PublishedAsync(CommitmentInput? content = null)
    {
        var said = content ?? Complete;
        var code = Done(await Drafts.BeginAsync(_author, said, default));
        Done(await Drafts.SaveAsync(_author, code, EditStep.Reading, said, null, default));
        Done(await Drafts.SaveAsync(_author, code, EditStep.Counted, said, null, default));
        Done(await Approvals.AskAsync(_author, code, null, null, default));
        Done(await Approvals.ApproveAsync(_second, code, null, default));
        _portal.Clock.Advance(TimeSpan.FromDays(1));
    }

    private async Task GroundAsync()
    {
        await _portal.University("mmu");
        await _portal.Programme("ai-dev");
        await _portal.Cohort("mmu-1", "mmu", "ai-dev");
    }

    /// <summary>Two in Malaysia as developers, one in Singapore as an educator; one of them a student.</summary>
    private async Task ThreeCompletedAsync()
    {
        await GroundAsync();
        await _portal.University("nus", "SG");
        await _portal.Programme("teach", level: "educator", country: "SG");
        await _portal.Cohort("nus-1", "nus", "teach", "SG");
        await _portal.Upload("mmu-1", "student_id,full_name,audience,status,completed_on\nS1,A One,student,completed,2026-06-20\nS2,B Two,,completed,2026-06-21\n");
        await _portal.Upload("nus-1", "student_id,full_name,audience,status,completed_on\nS3,C Three,educator,completed,2026-06-21\n");
    }

    private Task<Domain.Kernel.Result<string>> StoreAsync(byte[] bytes) => _portal.Get<StoreSourceHandler>().HandleAsync(_author, "trained-people", "C:\\papers\\page.html", new MemoryStream(bytes), default);

    private async Task<SourceCopy> OnlyCopyAsync()
    {
        await using var db = await _portal.Database.BeginAsync(Scope.Nothing, default);
        return await db.Set<SourceCopy>().AsNoTracking().SingleAsync();
    }

    private async Task<Shown> PageAsync(string code = "trained-people") => (await _portal.Get<CommitmentQuery>().RunAsync(_author, code, null, default))!;

    private async Task<WordingView> WordingAsync(string code = "trained-people") => (await _portal.Get<WordingQuery>().FindAsync(_author, code, default))!;
}
