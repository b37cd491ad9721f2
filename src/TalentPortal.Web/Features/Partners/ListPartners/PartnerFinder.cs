using Microsoft.Extensions.Localization;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Finding;
using TalentPortal.Web.Ui.Nouns;

namespace TalentPortal.Web.Features.Partners.ListPartners;

/// <summary>Finds partners by name or code.</summary>
public sealed class PartnerFinder(PartnerListQuery partners, IStringLocalizer<PartnerPageTexts> texts) : IFinder
{
    public int Order => 40;

    public string Heading => texts["title"];

    public bool IsFor(Actor actor) => actor.Allows(Permissions.ViewPortfolio);

    public string? AllOf(string text) => Address.Of("/partners", ("q", text));

    public async Task<IReadOnlyList<Found>> FindAsync(Actor actor, string text, int most, CancellationToken cancellationToken) =>
        [.. (await partners.RunAsync(actor, new(null, null, text), null, null, cancellationToken)).Items.Take(most)
            .Select(p => new Found($"/partners/{p.Code}", p.Name, $"{NounTexts.Of("partner-kind", p.Kind)} · {Formats.Country(p.Country)}"))];
}
