using Microsoft.Extensions.Localization;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Finding;

namespace TalentPortal.Web.Features.People.FindPeople;

/// <summary>Finds people as their page does: by name, e-mail address or student id, within the countries managed.</summary>
public sealed class PeopleFinder(PeopleQuery people, IStringLocalizer<PeopleTexts> texts) : IFinder
{
    public int Order => 50;

    public string Heading => texts["nav"];

    public bool IsFor(Actor actor) => actor.Allows(Permissions.ViewMembers);

    public string? AllOf(string text) => Address.Of("/people", ("q", text));

    public async Task<IReadOnlyList<Found>> FindAsync(Actor actor, string text, int most, CancellationToken cancellationToken) =>
        [.. (await people.FindAsync(actor, text, cancellationToken)).Take(most)
            .Select(p => new Found($"/people/{p.Person}", p.Name, string.Join(" · ", new[] { p.StudentId ?? p.Email, p.Partner }.OfType<string>())))];
}
