using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Data;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Programmes.ListProgrammes;

/// <summary>Which programmes are asked for; null leaves a question open.</summary>
public sealed record ProgrammeFilter(ProgrammeKind? Kind, Level? Level, string? Country, string? Text);

/// <summary>One programme in the list.</summary>
/// <param name="Running">Its cohorts that are open or running.</param>
public sealed record ProgrammeLine(string Code, string Name, ProgrammeKind Kind, Level? Level, string Country, string? Sector, int Cohorts, int Running);

/// <summary>What is taught or done, by name.</summary>
public sealed class ProgrammeListQuery(PortalDatabase portal)
{
    public const int PageSize = 50;

    /// <summary>One page; a cursor that cannot be read shows the first.</summary>
    public async Task<KeysetPage<ProgrammeLine>> RunAsync(Actor actor, ProgrammeFilter filter, string? after, string? before, CancellationToken cancellationToken)
    {
        if (!actor.Allows(Permissions.ViewPortfolio))
        {
            return new([], false, false);
        }

        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var found = Within(db.Set<Programme>(), filter);
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
        var read = await ordered.Take(PageSize + 1).Select(p => new ProgrammeLine(
            p.Code, p.Name, p.Kind, p.Level, p.Country, p.Sector,
            db.Set<Cohort>().Count(c => c.ProgrammeId == p.Id),
            db.Set<Cohort>().Count(c => c.ProgrammeId == p.Id && (c.State == CohortState.Open || c.State == CohortState.Confirmed || c.State == CohortState.Running)))).ToListAsync(cancellationToken);
        return KeysetPages.Of(read, PageSize, on is not null, wentBack);
    }

    /// <summary>The countries that programmes are run for.</summary>
    public async Task<IReadOnlyList<string>> CountriesAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        return await db.Set<Programme>().Select(p => p.Country).Distinct().OrderBy(c => c).ToListAsync(cancellationToken);
    }

    /// <summary>Where the page before or after a line begins.</summary>
    public static string CursorOf(ProgrammeLine line) => new KeysetCursor(line.Name, line.Code).ToString();

    private static IQueryable<Programme> Within(IQueryable<Programme> all, ProgrammeFilter filter)
    {
        all = filter.Kind is { } kind ? all.Where(p => p.Kind == kind) : all;
        all = filter.Level is { } level ? all.Where(p => p.Level == level) : all;
        all = filter.Country is { Length: > 0 } country ? all.Where(p => p.Country == country) : all;
        if (filter.Text?.Trim() is { Length: > 0 } text)
        {
            var part = Like.Containing(text);
            all = all.Where(p => EF.Functions.ILike(p.Name, part, Like.Escape) || EF.Functions.ILike(p.Code, part, Like.Escape));
        }

        return all;
    }
}
