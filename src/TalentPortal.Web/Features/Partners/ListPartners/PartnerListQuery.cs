using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Partners;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Data;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Partners.ListPartners;

/// <summary>Which partners are asked for; null leaves a question open.</summary>
public sealed record PartnerFilter(PartnerKind? Kind, string? Country, string? Text);

/// <summary>One partner in the list.</summary>
/// <param name="InForce">Whether an agreement with it is in force today.</param>
/// <param name="Until">The last day of the agreement that lasts longest; null without one, or without an end.</param>
public sealed record PartnerLine(string Code, string Name, PartnerKind Kind, string Country, int Cohorts, bool InForce, DateOnly? Until);

/// <summary>Organisations that help, by name.</summary>
public sealed class PartnerListQuery(PortalDatabase portal, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <summary>One page; a cursor that cannot be read shows the first.</summary>
    public async Task<KeysetPage<PartnerLine>> RunAsync(Actor actor, PartnerFilter filter, string? after, string? before, CancellationToken cancellationToken)
    {
        if (!actor.Allows(Permissions.ViewPortfolio))
        {
            return new([], false, false);
        }

        var today = clock.GetUtcNow().DayIn(Commitment.DefaultZone);
        // Until when agreements hold is what targets count of partners: whoever sees those numbers sees it.
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        var found = Within(db.Set<Partner>(), filter);
        var (on, back) = (KeysetCursor.Read(after), KeysetCursor.Read(before));
        if (on is var (name, code))
        {
            found = found.Where(p => EF.Functions.GreaterThan(ValueTuple.Create(p.Name, p.Code), ValueTuple.Create(name, code)));
        }
        else if (back is var (backName, backCode))
        {
            found = found.Where(p => EF.Functions.LessThan(ValueTuple.Create(p.Name, p.Code), ValueTuple.Create(backName, backCode)));
        }

        var wentBack = on is null && back is not null;
        var ordered = wentBack ? found.OrderByDescending(p => p.Name).ThenByDescending(p => p.Code) : found.OrderBy(p => p.Name).ThenBy(p => p.Code);
        var read = await ordered.Take(PageSize + 1).Select(p => new
        {
            p.Code,
            p.Name,
            p.Kind,
            p.Country,
            Cohorts = db.Set<Cohort>().Count(c => c.PartnerId == p.Id),
            Endless = db.Set<Agreement>().Any(a => a.PartnerId == p.Id && a.EffectiveOn <= today && a.ExpiresOn == null),
            Until = db.Set<Agreement>().Where(a => a.PartnerId == p.Id && a.EffectiveOn <= today && a.ExpiresOn != null).Max(a => a.ExpiresOn),
        }).ToListAsync(cancellationToken);
        var lines = read.ConvertAll(p => new PartnerLine(p.Code, p.Name, p.Kind, p.Country, p.Cohorts, p.Endless || p.Until >= today, p.Endless ? null : p.Until));
        return KeysetPages.Of(lines, PageSize, on is not null, wentBack);
    }

    /// <summary>The countries partners are of.</summary>
    public async Task<IReadOnlyList<string>> CountriesAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        return await db.Set<Partner>().Select(p => p.Country).Distinct().OrderBy(c => c).ToListAsync(cancellationToken);
    }

    /// <summary>Where the page before or after a line begins.</summary>
    public static string CursorOf(PartnerLine line) => new KeysetCursor(line.Name, line.Code).ToString();

    private static IQueryable<Partner> Within(IQueryable<Partner> all, PartnerFilter filter)
    {
        all = filter.Kind is { } kind ? all.Where(p => p.Kind == kind) : all;
        all = filter.Country is { Length: > 0 } country ? all.Where(p => p.Country == country) : all;
        if (filter.Text?.Trim() is { Length: > 0 } text)
        {
            var part = Like.Containing(text);
            all = all.Where(p => EF.Functions.ILike(p.Name, part, Like.Escape) || EF.Functions.ILike(p.Code, part, Like.Escape));
        }

        return all;
    }
}
