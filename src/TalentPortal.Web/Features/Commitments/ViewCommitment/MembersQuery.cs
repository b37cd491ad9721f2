using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.People;
using TalentPortal.Domain.Programmes;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Commitments.ViewCommitment;

/// <summary>Who is behind a number, each with the evidence.</summary>
public sealed class MembersQuery(PortalDatabase database)
{
    public const int PageSize = 25;

    /// <summary>Whether the actor may see names: auditors, and managers of the commitment's country.</summary>
    public static bool Allows(Actor actor, string? country) => actor.Allows(Permissions.ViewMembers) && (actor.Is(Role.Auditor) || actor.ManagesCountry(country));

    /// <summary>Of which countries the actor may see people: null for all, none for who sees numbers only.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="country">The commitment's.</param>
    internal static string[]? CountriesOf(Actor actor, string? country) => Allows(actor, country) ? CountriesOf(actor) : [];

    /// <summary>The countries of whoever <see cref="Allows"/> lets in: null for all.</summary>
    internal static string[]? CountriesOf(Actor actor) => actor.Is(Role.Auditor) || actor.ManagesCountry(null)
        ? null
        : [.. actor.Grants.Where(g => g.Role == Role.ProgrammeManager).Select(g => g.Country).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>One page, latest first.</summary>
    /// <param name="actor">Whose scope the rows are read in.</param>
    /// <param name="country">The commitment's, which the actor must manage or audit.</param>
    /// <param name="target">Whose members.</param>
    /// <param name="version">Under which rule.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="place">Where the page begins or ends.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null where the actor sees aggregates only.</returns>
    public async Task<MembersPage?> RunAsync(
        Actor actor, string? country, Guid target, int version, ContributionFilter filter, MembersPlace place, CancellationToken cancellationToken)
    {
        if (!Allows(actor, country))
        {
            return null;
        }

        await using var db = await database.BeginAsync(actor.Scope, cancellationToken);
        var found = await Described(db, PageOf(Members(db, actor, target, version, filter), place)).ToListAsync(cancellationToken);
        var more = found.Count > PageSize;
        var rows = found.Take(PageSize).ToList();
        if (place.IsBackwards)
        {
            rows.Reverse();
        }

        return rows.Count == 0
            ? new([], null, null)
            : new(rows, place.IsBackwards ? more ? rows[0].Mark : null : place.Mark is null ? null : rows[0].Mark, place.IsBackwards || more ? rows[^1].Mark : null);
    }

    /// <summary>How many there are of each state and reason, among those of the filter's partner, cohort, country and group that the actor may see.</summary>
    /// <returns>Nothing where the actor sees aggregates only.</returns>
    public async Task<IReadOnlyList<MembersNumber>> NumbersAsync(Actor actor, string? country, Guid target, int version, ContributionFilter filter, CancellationToken cancellationToken)
    {
        if (!Allows(actor, country))
        {
            return [];
        }

        await using var db = await database.BeginAsync(actor.Scope, cancellationToken);
        var members = Members(db, actor, target, version, filter with { State = null, Reason = null });
        return await members.GroupBy(c => new { c.State, c.Reason }).Select(g => new MembersNumber(g.Key.State, g.Key.Reason, g.LongCount())).ToListAsync(cancellationToken);
    }

    /// <summary>The open ledger of a target as far as a filter and the actor's countries go; whether the actor sees people at all is asked before.</summary>
    internal static IQueryable<Contribution> Members(PortalDbContext db, Actor actor, Guid target, int version, ContributionFilter filter) =>
        Within(db, actor, filter.In(db, db.Set<Contribution>().Where(c => c.KnownTo == DateTimeOffset.MaxValue && c.TargetId == target && c.Version == version)));

    /// <summary>A number may count what happened in many countries; a manager of some sees the people of those only, and the payments of a commitment that is theirs.</summary>
    private static IQueryable<Contribution> Within(PortalDbContext db, Actor actor, IQueryable<Contribution> members)
    {
        return CountriesOf(actor) is not { } countries ? members : members.Where(c => db.Set<Fact>().Any(f => f.Id == c.FactId && (countries.Contains(f.Country) || f.CommitmentId != null)));
    }

    /// <summary>One row more than a page, in the order of reading: the index leads straight to it.</summary>
    private static IQueryable<Contribution> PageOf(IQueryable<Contribution> all, MembersPlace place)
    {
        if (place.Mark is { } mark)
        {
            all = place.IsBackwards
                ? all.Where(c => c.OnDate > mark.On || (c.OnDate == mark.On && c.Id > mark.Id))
                : all.Where(c => c.OnDate < mark.On || (c.OnDate == mark.On && c.Id < mark.Id));
        }

        return (place.IsBackwards ? all.OrderBy(c => c.OnDate).ThenBy(c => c.Id) : all.OrderByDescending(c => c.OnDate).ThenByDescending(c => c.Id)).Take(PageSize + 1);
    }

    private static IQueryable<Member> Described(PortalDbContext db, IQueryable<Contribution> page) =>
        from c in page
        join f in db.Set<Fact>() on c.FactId equals f.Id
        from r in db.Set<PersonRecord>().Where(r => r.Id == f.RecordId).DefaultIfEmpty()
        from p in db.Set<Partner>().Where(p => p.Id == f.SubjectId).DefaultIfEmpty()
        from m in db.Set<Tranche>().Where(m => m.Id == f.SubjectId).DefaultIfEmpty()
        from h in db.Set<Cohort>().Where(h => h.Id == f.CohortId).DefaultIfEmpty()
        from g in db.Set<Programme>().Where(g => g.Id == f.ProgrammeId).DefaultIfEmpty()
        from o in db.Set<Roster>().Where(o => o.Id == f.RosterId).DefaultIfEmpty()
        from s in db.Set<StoredFile>().Where(s => s.Id == o!.FileId).DefaultIfEmpty()
        select new Member(
            new MemberMark(c.OnDate, c.Id), c.SubjectId, c.State, r!.FullName ?? p!.Name ?? m!.Code, c.Audience, c.Region, f.Kind, c.OnDate, c.Reason, g!.Name, h!.Name,
            f.RosterId, f.RowNo, s!.Name, o!.UploadedByName, o == null ? null : o.UploadedAt, c.KnownFrom, f.FirstKnown ?? f.KnownFrom, c.Amount, f.Currency, m!.Evidence);
}

/// <summary>Where a page of members begins or ends.</summary>
/// <param name="Mark">The member before it, or after it; null for the first page.</param>
/// <param name="IsBackwards">The page ends before the mark.</param>
public sealed record MembersPlace(MemberMark? Mark, bool IsBackwards)
{
    public static MembersPlace From(string? after, string? before) =>
        MemberMark.Parse(after) is { } start ? new(start, false) : MemberMark.Parse(before) is { } end ? new(end, true) : new(null, false);
}

/// <summary>A member's place in the order of the list.</summary>
public sealed record MemberMark(DateOnly On, long Id)
{
    private const string Days = "yyyyMMdd";

    /// <summary>The mark an address holds; null for one that nobody made, which then leads to the first page.</summary>
    public static MemberMark? Parse(string? text)
    {
        var parts = text?.Split('-') ?? [];
        return parts.Length == 2 && DateOnly.TryParseExact(parts[0], Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new(on, id) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{On.ToString(Days, CultureInfo.InvariantCulture)}-{Id}");
}

/// <summary>A page of members, and the marks that lead to its neighbours.</summary>
public sealed record MembersPage(IReadOnlyList<Member> Items, MemberMark? Before, MemberMark? After);

/// <summary>How many subjects stand so.</summary>
public sealed record MembersNumber(ContributionState State, string? Reason, long N);

/// <summary>One counted, or not counted, subject: why, since when, and on whose word.</summary>
/// <param name="FirstKnown">When what happened became known; after the target's window the proof came late.</param>
/// <param name="Amount">1, or for a payment its amount.</param>
/// <param name="Evidence">Where a payment can be looked up.</param>
public sealed record Member(
    MemberMark Mark, Guid Subject, ContributionState State, string? Name, string? Audience, string? Region, FactKind Event, DateOnly On, string? Reason, string? Programme, string? Cohort,
    Guid? Roster, int? RowNo, string? File, string? UploadedBy, DateTimeOffset? UploadedAt, DateTimeOffset KnownSince, DateTimeOffset FirstKnown, decimal Amount, string? Currency, string? Evidence);
