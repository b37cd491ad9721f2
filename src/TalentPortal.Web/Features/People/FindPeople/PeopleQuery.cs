using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.People;
using TalentPortal.Domain.People.Matching;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Data;

namespace TalentPortal.Web.Features.People.FindPeople;

/// <summary>A record that was found.</summary>
public sealed record FoundRecord(Guid Person, string Name, string? StudentId, string? Email, string? Partner);

/// <summary>Finds people by name, e-mail or student id, within the countries managed; auditors everywhere.</summary>
public sealed class PeopleQuery(PortalDatabase portal)
{
    public const int Most = 50;
    public const int Fewest = 2;

    /// <summary>At most <see cref="Most"/> records, by name. A text of less than <see cref="Fewest"/> characters finds nobody.</summary>
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(Actor actor, string? text, CancellationToken cancellationToken)
    {
        var (reach, wanted) = (PeopleReach.ToRead(actor), text?.Trim() ?? "");
        if (wanted.Length < Fewest || reach.IsNothing || !actor.Allows(Permissions.ViewMembers))
        {
            return [];
        }

        var (all, countries) = reach;
        var (key, email, name, part) = (wanted.ToLowerInvariant(), IdentityKeys.Email(wanted), IdentityKeys.Name(wanted), Like.Containing(wanted));
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        return await (
            from r in db.Set<PersonRecord>()
            from p in db.Set<Partner>().Where(p => p.Id == r.PartnerId).DefaultIfEmpty()
            where r.State == RecordState.Live && (all || countries.Contains(p!.Country))
                && (r.StudentKey == key || (email != null && r.EmailKey == email) || (name != null && r.NameKey == name) || EF.Functions.ILike(r.FullName, part, Like.Escape))
            orderby r.FullName, r.Id
            select new FoundRecord(r.PersonId, r.FullName, r.StudentId, r.Email, p!.Name)).Take(Most).ToListAsync(cancellationToken);
    }
}
