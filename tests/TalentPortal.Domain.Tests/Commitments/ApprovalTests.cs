using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using Xunit;

namespace TalentPortal.Domain.Tests.Commitments;

public sealed class ApprovalTests
{
    private static readonly Guid Author = Guid.CreateVersion7();
    private static readonly DateTimeOffset Asked = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly (Guid?, string) Second = (Guid.CreateVersion7(), "Second");

    /// <summary>Everybody who may come, in teams of every size, early and late: by which rule they approve, or why not.</summary>
    public static TheoryData<string, Approver, int, double, string> Everybody => new()
    {
        { "another manager of the country", Somebody(manages: true), 1, 0, "second-person" },
        { "another manager though the author is said to be alone", Somebody(manages: true), 0, 0, "second-person" },
        { "a manager of another country, of a team of one", Somebody(elsewhere: true), 0, 0, "outside" },
        { "a manager of another country, of a team of two", Somebody(elsewhere: true), 1, 48, "approval.second-person-needed" },
        { "the author in a team of two, days later", Self(), 1, 48, "approval.second-person-needed" },
        { "the author alone at once", Self(), 0, 0, "approval.too-early(24)" },
        { "the author alone, an hour too early", Self(), 0, 23.5, "approval.too-early(1)" },
        { "the author alone, a day later", Self(), 0, 24, "delay" },
        { "the author alone, who manages no longer", Self() with { ManagesCountry = false, ManagesElsewhere = true }, 0, 48, "approval.second-person-needed" },
        { "somebody who manages nothing", Somebody(), 0, 48, "approval.second-person-needed" },
        { "a key", Somebody(manages: true) with { IsKey = true }, 0, 48, "approval.person-needed" },
        { "the author as a key", Self() with { IsKey = true }, 0, 48, "approval.person-needed" },
        { "the portal itself", new(null, false, true, false), 0, 48, "approval.person-needed" },
    };

    [Theory]
    [MemberData(nameof(Everybody))]
    public void Four_eyes_and_a_rule_for_a_team_of_one(string who, Approver by, int others, double hours, string expected)
    {
        var answer = Approval.Check(Author, by, others, Asked, Asked.AddHours(hours));
        Assert.True(expected == (answer.Problem?.ToString() ?? Words.Of(answer.Value)), $"{who}: {answer.Problem}");
    }

    [Fact]
    public void Nobody_is_the_same_person_as_a_program_that_asked() =>
        Assert.Equal(ApprovalHow.SecondPerson, Approval.Check(null, Somebody(manages: true), 0, Asked, Asked).Value);

    [Fact]
    public void It_is_written_asked_for_and_approved_once()
    {
        var approval = Begun(ApprovalKind.Restatement);
        Assert.Null(approval.Write("{}").Problem);
        Assert.Equal(ApprovalProblems.NothingWaits, approval.Approve(Second, ApprovalHow.SecondPerson, 3, Asked).Problem);
        Assert.Null(approval.Ask((Author, "Author"), " Because. ", 3, Asked).Problem);
        Assert.Equal(("Because.", 3, true), (approval.Reason, approval.Revision, approval.IsOpen));
        Assert.Equal(ApprovalProblems.Waits, approval.Write("{}").Problem);
        Assert.Equal(ApprovalProblems.Waits, approval.Ask((Author, "Author"), "Again.", 3, Asked).Problem);
        Assert.Null(approval.Approve(Second, ApprovalHow.SecondPerson, 3, Asked).Problem);
        Assert.Equal((ApprovalState.Approved, ApprovalHow.SecondPerson, "Second", false), (approval.State, approval.How, approval.DecidedByName, approval.IsOpen));
        Assert.Equal(ApprovalProblems.NothingWaits, approval.Approve(Second, ApprovalHow.SecondPerson, 3, Asked).Problem);
        Assert.Equal(ApprovalProblems.NothingWaits, approval.TakeBack(Second, Asked).Problem);
        Assert.Equal(ApprovalProblems.NothingWaits, approval.Decline(Second, "No.", Asked).Problem);
    }

    [Fact]
    public void What_changed_since_it_was_asked_for_is_not_approved()
    {
        var approval = Begun(ApprovalKind.Publication);
        approval.Ask((Author, "Author"), null, 3, Asked);
        Assert.Equal(ApprovalProblems.ChangedSince, approval.Approve(Second, ApprovalHow.SecondPerson, 4, Asked).Problem);
        Assert.Equal(ApprovalState.Waiting, approval.State);
    }

    [Theory]
    [InlineData(ApprovalKind.Publication, true)]
    [InlineData(ApprovalKind.Restatement, false)]
    [InlineData(ApprovalKind.Closing, false)]
    public void Only_a_publication_needs_no_public_reason(ApprovalKind kind, bool done) =>
        Assert.Equal(done ? null : CommitmentProblems.ReasonNeeded, Begun(kind).Ask((Author, "Author"), " ", 1, Asked).Problem);

    [Fact]
    public void A_no_needs_its_note()
    {
        var approval = Begun(ApprovalKind.Publication);
        approval.Ask((Author, "Author"), null, 1, Asked);
        Assert.Equal(CommitmentProblems.ReasonNeeded, approval.Decline(Second, " ", Asked).Problem);
        Assert.Null(approval.Decline(Second, "Say where.", Asked).Problem);
        Assert.Equal((ApprovalState.Declined, "Say where."), (approval.State, approval.Note));
    }

    [Fact]
    public void What_is_written_or_waits_can_be_taken_back()
    {
        var written = Begun(ApprovalKind.Restatement);
        Assert.Null(written.TakeBack((Author, "Author"), Asked).Problem);
        Assert.Equal(ApprovalState.TakenBack, written.State);
        var waiting = Begun(ApprovalKind.Publication);
        waiting.Ask((Author, "Author"), null, 1, Asked);
        Assert.Null(waiting.TakeBack((Author, "Author"), Asked).Problem);
        Assert.False(waiting.IsOpen);
    }

    private static Approval Begun(ApprovalKind kind) => Approval.Begin(Guid.CreateVersion7(), kind, null, (Author, "Author"), Asked);

    private static Approver Self() => new(Author, false, true, false);

    private static Approver Somebody(bool manages = false, bool elsewhere = false) => new(Guid.CreateVersion7(), false, manages, elsewhere);
}
