using Microsoft.Extensions.Localization;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Finding;

namespace TalentPortal.Web.Features.Cohorts.ListCohorts;

/// <summary>Finds cohorts as their list does: by name, code or programme, the latest first.</summary>
public sealed class CohortFinder(CohortListQuery cohorts, IStringLocalizer<CohortPageTexts> texts) : IFinder
{
    public int Order => 30;

    public string Heading => texts["title"];

    public bool IsFor(Actor actor) => actor.Allows(Permissions.ViewCohorts);

    public string? AllOf(string text) => Address.Of("/cohorts", ("q", text));

    public async Task<IReadOnlyList<Found>> FindAsync(Actor actor, string text, int most, CancellationToken cancellationToken) =>
        [.. (await cohorts.RunAsync(actor, new(null, null, text), null, null, cancellationToken)).Items.Take(most)
            .Select(c => new Found($"/cohorts/{c.Code}", c.Name, $"{c.Partner} · {Formats.Day(c.StartsOn)}"))];
}
