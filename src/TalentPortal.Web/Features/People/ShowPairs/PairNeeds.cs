using Microsoft.Extensions.Localization;
using TalentPortal.Web.Features.People.DecidePair;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Needs;

namespace TalentPortal.Web.Features.People.ShowPairs;

/// <summary>Possible duplicates that hold people back until somebody answers.</summary>
public sealed class PairNeeds(PairQueue pairs, IStringLocalizer<PeopleTexts> texts) : INeeds
{
    public int Order => 10;

    public async Task<IReadOnlyList<Need>> FindAsync(Actor actor, CancellationToken cancellationToken) =>
        await pairs.CountAsync(actor, cancellationToken) is > 0 and var n
            ? [new(PairEndpoints.Queue, texts[n == 1 ? "need.one" : "need.many", Formats.Number(n)], texts["need.why"], null)]
            : [];
}
