using Microsoft.Extensions.Localization;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Finding;
using TalentPortal.Web.Ui.Nouns;

namespace TalentPortal.Web.Features.Programmes.ListProgrammes;

/// <summary>Finds programmes by name or code.</summary>
public sealed class ProgrammeFinder(ProgrammeListQuery programmes, IStringLocalizer<ProgrammePageTexts> texts) : IFinder
{
    public int Order => 20;

    public string Heading => texts["title"];

    public bool IsFor(Actor actor) => actor.Allows(Permissions.ViewPortfolio);

    public string? AllOf(string text) => Address.Of("/programmes", ("q", text));

    public async Task<IReadOnlyList<Found>> FindAsync(Actor actor, string text, int most, CancellationToken cancellationToken) =>
        [.. (await programmes.RunAsync(actor, new(null, null, null, text), null, null, cancellationToken)).Items.Take(most)
            .Select(p => new Found($"/programmes/{p.Code}", p.Name, $"{NounTexts.Of("programme-kind", p.Kind)} · {Formats.Country(p.Country)}"))];
}
