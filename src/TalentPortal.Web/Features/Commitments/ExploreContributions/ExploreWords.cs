using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Ui.Components;

namespace TalentPortal.Web.Features.Commitments.ExploreContributions;

internal static class ExploreWords
{
    /// <summary>How a state looks, beside its word.</summary>
    public static TileTone Tone(ContributionState state) => state switch
    {
        ContributionState.Counted => TileTone.Good,
        ContributionState.Provisional => TileTone.Warn,
        ContributionState.Withdrawn => TileTone.Bad,
        _ => TileTone.Quiet,
    };
}
