using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Rosters.DescribeSources;

/// <summary>What a source is called and which columns it leads on.</summary>
public sealed record SourceInput(string? Name, IReadOnlyList<string>? Leads = null);

/// <summary>What was remembered of a source's files and is to be forgotten.</summary>
public enum Remembered
{
    /// <summary>What a heading means.</summary>
    Heading,

    /// <summary>Which cohort a value of the cohort column stands for.</summary>
    Cohort,

    /// <summary>Which part of a date is the day.</summary>
    DateOrder,
}

/// <summary>Names the systems a partner's rosters come from, says which leads on what, and forgets what was remembered.</summary>
public sealed class SourceHandler(PortalDatabase portal, TimeProvider clock)
{
    /// <returns>Refused as not found for a partner that is not the actor's to manage, for a column that is none or that another source leads on, and when <paramref name="seen"/> is not its revision.</returns>
    public async Task<Outcome<SourceView>> DescribeAsync(Actor actor, string partner, string code, SourceInput input, int? seen, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (await ManagedAsync(db, actor, partner, cancellationToken) is not { } owner)
        {
            return PartnerProblems.NotFound;
        }

        var checks = new Checks();
        var name = checks.Text("name", input.Name, RosterSource.NameMaxLength);
        if (!Code.IsValid(code))
        {
            checks.Add("source", Code.Malformed);
        }

        if (checks.Failed)
        {
            return checks;
        }

        var sources = await db.Set<RosterSource>().Where(s => s.PartnerId == owner).ToListAsync(cancellationToken);
        var source = sources.Find(s => s.Code == code);
        if (!Keeping.Matches(seen, source?.Revision))
        {
            return Keeping.Changed;
        }

        var now = clock.GetUtcNow();
        var created = source is null;
        source ??= RosterSource.Create(owner, code, name, now);
        var described = source.Describe(name, [.. input.Leads ?? []], [.. sources.Where(s => s.Code != code).SelectMany(s => s.Leads)]);
        if (described.Problem is { } problem)
        {
            checks.Add("leads", problem);
            return checks;
        }

        if (created)
        {
            db.Add(source);
        }

        db.Record(actor, now, created ? "source.created" : "source.changed", ("source", source.Id), ["name", "leads"], owner);
        return await db.TryCommitAsync(cancellationToken) is { Problem: { } changed } ? changed : SourcesQuery.Of(source);
    }

    /// <summary>Forgets one thing; what is not known is forgotten already.</summary>
    /// <returns>Refused as not found for a partner or source that is not the actor's to manage.</returns>
    public async Task<Result> ForgetAsync(Actor actor, string partner, string code, Remembered what, string value, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var owner = await ManagedAsync(db, actor, partner, cancellationToken);
        var source = owner is null ? null : await db.Set<RosterSource>().SingleOrDefaultAsync(s => s.PartnerId == owner && s.Code == code, cancellationToken);
        if (source is null)
        {
            return owner is null ? PartnerProblems.NotFound : RosterProblems.SourceNotFound;
        }

        var known = what switch
        {
            Remembered.Heading => source.ForgetHeading(value),
            Remembered.Cohort => source.ForgetCohort(value),
            _ => source.ForgetDateOrder(),
        };
        if (known)
        {
            db.Record(actor, clock.GetUtcNow(), "source.forgot", ("source", source.Id), [Words.Of(what)], owner);
        }

        return await db.TryCommitAsync(cancellationToken);
    }

    private static async Task<Guid?> ManagedAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellationToken)
    {
        var partner = actor.Allows(Permissions.ManageSources) ? await db.Set<Partner>().Where(p => p.Code == code).Select(p => new { p.Id, p.Country }).SingleOrDefaultAsync(cancellationToken) : null;
        return partner is not null && actor.MayManageSources(partner.Id, partner.Country) ? partner.Id : null;
    }
}

/// <summary>Whose sources somebody may describe.</summary>
internal static class SourceRights
{
    /// <summary>Administrators of the partner, and managers of its country; a coordinator uploads, but does not say who leads.</summary>
    public static bool MayManageSources(this Actor actor, Guid partnerId, string country) =>
        actor.ManagesCountry(country) || actor.Grants.Any(g => g.Role == Domain.Access.Role.PartnerAdministrator && g.PartnerId == partnerId);
}
