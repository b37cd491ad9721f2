using TalentPortal.Domain.Commitments;
using Xunit;

namespace TalentPortal.Domain.Tests.Commitments;

public sealed class CommitmentTests
{
    private static readonly CommitmentWords Said = new("AI architects", "100 AI architects in three years", "The minister", new(2026, 1, 1), "https://example.org/speech", "Completed, level architect.");

    [Fact]
    public void Describing_names_what_changed_and_raises_the_revision_once()
    {
        var commitment = Commitment.Create("architects", default);
        Assert.Equal(["Name", "Quote", "SaidBy", "AnnouncedOn", "Source", "Interpretation"], commitment.Describe(Said));
        Assert.Equal(1, commitment.Revision);
        Assert.Empty(commitment.Describe(Said));
        Assert.Equal(["Country"], commitment.Describe(Said with { Country = "SG" }));
        Assert.Equal(2, commitment.Revision);
    }

    [Fact]
    public void What_others_state_and_the_copy_of_the_source_stay_where_nothing_is_said_of_them()
    {
        var commitment = Commitment.Create("developers", default);
        var stated = new Statement("over 1.3 million", null, "developers", "The company", new(2020, 10, 28), null);
        var copy = Guid.CreateVersion7();
        commitment.Describe(Said);
        var wording = Wording.Of(commitment, 1, new(null, "", ApprovalHow.Key), default);
        Assert.Equal(["SourceCopyId", "Statements"], commitment.Describe(Said with { Statements = [stated], SourceCopyId = copy, KeepsSourceCopy = false }));
        Assert.False(wording.IsStill(commitment));
        Assert.Empty(commitment.Describe(Said));
        Assert.Empty(commitment.Describe(Said with { Statements = [stated with { }] }));
        Assert.True(Wording.Of(commitment, 2, new(null, "", ApprovalHow.Key), default).IsStill(commitment));
        Assert.Equal(["SourceCopyId", "Statements"], commitment.Describe(Said with { Statements = [], KeepsSourceCopy = false }));
        Assert.Equal((0, null), (commitment.Statements.Length, commitment.SourceCopyId));
    }

    [Fact]
    public void Its_revision_stands_for_its_targets_too()
    {
        var commitment = Commitment.Create("architects", default);
        commitment.TargetsChanged();
        Assert.Equal(1, commitment.Revision);
    }

    [Fact]
    public void A_code_is_validated_before_a_commitment_is_made() => Assert.Throws<ArgumentException>(() => Commitment.Create("AI architects", default));

    /// <summary>Every move from every state.</summary>
    public static TheoryData<CommitmentState, string, string> Moves => new()
    {
        { CommitmentState.Draft, "publish", "published" },
        { CommitmentState.Draft, "restate", "commitment.not-published" },
        { CommitmentState.Draft, "close", "commitment.not-published" },
        { CommitmentState.Published, "publish", "commitment.already-published" },
        { CommitmentState.Published, "restate", "restated" },
        { CommitmentState.Published, "close", "closed" },
        { CommitmentState.Restated, "publish", "commitment.already-published" },
        { CommitmentState.Restated, "restate", "restated" },
        { CommitmentState.Restated, "close", "closed" },
        { CommitmentState.Closed, "publish", "commitment.already-published" },
        { CommitmentState.Closed, "restate", "commitment.closed" },
        { CommitmentState.Closed, "close", "commitment.closed" },
    };

    [Theory]
    [MemberData(nameof(Moves))]
    public void A_state_is_reached_by_its_verb_and_no_way_leads_back(CommitmentState from, string verb, string expected)
    {
        var commitment = Commitment.Create("architects", default, from);
        var done = verb switch
        {
            "publish" => commitment.Publish(),
            "restate" => commitment.Restate(),
            _ => commitment.Close(CommitmentOutcome.Withdrawn, "Taken back.", new(2026, 12, 31), 5),
        };
        Assert.Equal(expected, done.Problem?.Code ?? TalentPortal.Domain.Kernel.Words.Of(commitment.State));
        Assert.Equal((done.Succeeded ? 1 : 0, done.Succeeded || commitment.State == from), (commitment.Revision, true));
    }

    [Fact]
    public void Describing_a_commitment_leaves_its_state_alone()
    {
        var closed = Commitment.Create("architects", default, CommitmentState.Closed);
        closed.Describe(Said);
        Assert.Equal(CommitmentState.Closed, closed.State);
    }

    [Theory]
    [InlineData(CommitmentOutcome.Met, 0, "Reached.", null)]
    [InlineData(CommitmentOutcome.Met, 33, "Reached.", "commitment.not-met(33)")]
    [InlineData(CommitmentOutcome.Short, 33, "Fewer came.", null)]
    [InlineData(CommitmentOutcome.Short, 0, "Fewer came.", "commitment.nothing-missing")]
    [InlineData(CommitmentOutcome.Withdrawn, 33, "Taken back.", null)]
    [InlineData(CommitmentOutcome.Withdrawn, 0, " ", "commitment.reason-needed")]
    public void It_ends_as_the_numbers_say_and_with_a_reason(CommitmentOutcome outcome, int missing, string reason, string? refusal)
    {
        var commitment = Commitment.Create("architects", default, CommitmentState.Published);
        Assert.Equal(refusal, commitment.Close(outcome, reason, new(2026, 12, 31), missing).Problem?.ToString());
        Assert.Equal(refusal is null ? outcome : null, commitment.ClosedAs);
        Assert.Equal(refusal is null && outcome == CommitmentOutcome.Short ? missing : null, commitment.ShortBy);
    }

    [Fact]
    public void A_target_leaves_a_draft_and_never_anything_else()
    {
        var target = Target.Create(Guid.CreateVersion7(), "architects");
        foreach (var state in new[] { CommitmentState.Published, CommitmentState.Restated, CommitmentState.Closed })
        {
            Assert.Equal(CommitmentProblems.TargetPublished, target.Drop(state, default).Problem);
        }

        Assert.Null(target.Drop(CommitmentState.Draft, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).Problem);
        Assert.NotNull(target.DroppedAt);
    }
}
