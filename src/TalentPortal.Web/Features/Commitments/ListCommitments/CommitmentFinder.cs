using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using TalentPortal.Data;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Data;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Finding;

namespace TalentPortal.Web.Features.Commitments.ListCommitments;

/// <summary>Finds promises by heading, code, words or the code of a target; drafts only by those who write them.</summary>
public sealed class CommitmentFinder(PortalDatabase portal, IStringLocalizer<CommitmentFormTexts> texts) : IFinder
{
    public int Order => 10;

    public string Heading => texts["list.title"];

    public bool IsFor(Actor actor) => actor.Allows(Permissions.ViewPortfolio);

    public string? AllOf(string text) => null;

    public async Task<IReadOnlyList<Found>> FindAsync(Actor actor, string text, int most, CancellationToken cancellationToken)
    {
        var (part, all) = (Like.Containing(text), actor.ManagesCountry(null));
        var countries = actor.Grants.Where(g => g.Role == Domain.Access.Role.ProgrammeManager).Select(g => g.Country).ToList();
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var found = await db.Set<Commitment>()
            .Where(c => c.State != CommitmentState.Draft || all || countries.Contains(c.Country))
            .Where(c => EF.Functions.ILike(c.Name, part, Like.Escape) || EF.Functions.ILike(c.Code, part, Like.Escape) || EF.Functions.ILike(c.Quote, part, Like.Escape)
                || db.Set<Target>().Any(t => t.CommitmentId == c.Id && EF.Functions.ILike(t.Code, part, Like.Escape)))
            .OrderBy(c => c.Name).ThenBy(c => c.Code).Take(most).Select(c => new { c.Code, c.Name, c.Country, c.SaidBy }).ToListAsync(cancellationToken);
        return found.ConvertAll(c => new Found($"/commitments/{c.Code}", c.Name, string.Join(" · ", new[] { c.Country is { } country ? Formats.Country(country) : null, c.SaidBy }.OfType<string>())));
    }
}
