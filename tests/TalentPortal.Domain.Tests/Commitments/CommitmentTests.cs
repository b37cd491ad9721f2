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
        Assert.Equal(["Name", "Quote", "SaidBy", "AnnouncedOn", "Source", "Interpretation", "State"], commitment.Describe(Said));
        Assert.Equal(1, commitment.Revision);
        Assert.Empty(commitment.Describe(Said));
        Assert.Equal(["Country"], commitment.Describe(Said with { Country = "SG" }));
        Assert.Equal(2, commitment.Revision);
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
}
