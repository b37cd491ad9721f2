using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Commitments.Forecasting;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Commitments.ForecastTarget;

/// <summary>A forecast as it was made. A number never leaves without its interval and the day it stands for.</summary>
/// <param name="AsOf">The day at whose end, in the commitment's zone, it stands.</param>
/// <param name="Kind"><c>likely</c>, <c>met</c>, <c>over</c> or <c>not-enough</c>.</param>
/// <param name="Why">Why nothing is said: <c>no-amount</c> or <c>few-months</c>; absent otherwise.</param>
/// <param name="EndsOn">The day it speaks of.</param>
/// <param name="P10">One run in ten ends lower; absent where nothing is said.</param>
/// <param name="P50">Half of the runs end lower.</param>
/// <param name="P90">Nine runs in ten end lower.</param>
/// <param name="Probability">To reach the amount by <paramref name="EndsOn"/>, 0 to 1.</param>
/// <param name="ReachedOn">When the likely path reaches the amount.</param>
/// <param name="Seed">With <paramref name="InputsDigest"/> and <paramref name="Method"/> it repeats the forecast exactly.</param>
/// <param name="InputsDigest">SHA-256 of what it was made from.</param>
public sealed record ForecastRow(
    Guid Id, DateOnly AsOf, DateTimeOffset MadeAt, string Kind, string? Why, decimal? Amount, DateOnly EndsOn, long Counted, long? P10, long? P50, long? P90, double? Probability, DateOnly? ReachedOn,
    int RuleVersion, long Seed, string InputsDigest, int Method);

/// <summary>The forecasts of a target.</summary>
/// <param name="Newest">The newest one; absent before the first.</param>
/// <param name="Fan">Its likely counts at ends of months.</param>
/// <param name="Items">All of them, the newest first.</param>
public sealed record ForecastsView(string Target, ForecastRow? Newest, IReadOnlyList<FanPoint> Fan, IReadOnlyList<ForecastRow> Items, string? Next);

/// <summary>A target's forecasts as a page shows them.</summary>
public sealed record ForecastPageView(string Target, string Commitment, string Name, TimeZoneInfo Zone, decimal? Amount, Forecast? Newest, BackTest Test, IReadOnlyList<ForecastRow> Items, string? Next);

/// <summary>Reads stored forecasts: aggregates over all partners, for whoever sees figures.</summary>
public sealed class ForecastQuery(PortalDatabase portal)
{
    public const int PageSize = 25;

    /// <summary>Whether the parts of a cursor can be read, in order.</summary>
    internal static Func<string, bool>[] Cursor { get; } = [Paging.IsNumber, part => Guid.TryParse(part, out _)];

    /// <param name="actor">Who asks.</param>
    /// <param name="code">The target.</param>
    /// <param name="paging">After (moment of making in ticks, id), the newest first.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Refused as not found.</returns>
    public async Task<Result<ForecastsView>> ListAsync(Actor actor, string code, Paging paging, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        if (await db.FindTargetAsync(actor, code, cancellationToken) is not { } target)
        {
            return CommitmentProblems.TargetNotFound;
        }

        var newest = (await db.NewestForecastsAsync([target.Id], cancellationToken)).GetValueOrDefault(target.Id);
        var page = await PageAsync(db, target.Id, paging, cancellationToken);
        return new ForecastsView(code, newest is null ? null : Row(newest), newest?.Fan ?? [], page.Items, page.Next);
    }

    /// <summary>The page of a target's forecasts: what the newest was made from, and how well earlier ones held.</summary>
    /// <returns>Null where there is no such target, or only of a draft that is not the actor's to see.</returns>
    public async Task<ForecastPageView?> FindAsync(Actor actor, string code, string? after, CancellationToken cancellationToken)
    {
        var paging = Paging.Read(after, PageSize, Cursor);
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        if (!actor.Allows(Permissions.ViewPortfolio) || await db.FindTargetAsync(actor, code, cancellationToken) is not { } target)
        {
            return null;
        }

        var commitment = await db.Set<Commitment>().Where(c => c.Id == target.CommitmentId).Select(c => new { c.Code, c.Name }).SingleAsync(cancellationToken);
        var page = await PageAsync(db, target.Id, paging.Problem is null ? paging.Value : new([], PageSize), cancellationToken);
        return new(
            code, commitment.Code, commitment.Name, TimeZoneInfo.FindSystemTimeZoneById(target.Zone), target.Amount, (await db.NewestForecastsAsync([target.Id], cancellationToken)).GetValueOrDefault(target.Id),
            await db.BackTestAsync(target.Id, cancellationToken), page.Items, page.Next);
    }

    private static ForecastRow Row(Forecast f) => new(
        f.Id, f.AsOf, f.MadeAt, Words.Of(f.Kind), f.Why is { } why ? Words.Of(why) : null, f.Amount / 1.000000000000000000000000000000000m, f.EndsOn, f.Counted, f.P10, f.P50, f.P90, f.Probability, f.ReachedOn,
        f.RuleVersion, f.Seed, f.InputsDigest, f.Method);

    private static async Task<Page<ForecastRow>> PageAsync(PortalDbContext db, Guid target, Paging paging, CancellationToken cancellationToken)
    {
        var found = db.Set<Forecast>().AsNoTracking().Where(f => f.TargetId == target);
        if (paging.After is [var ticks, var key])
        {
            var (at, id) = (new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero), Guid.Parse(key));
            found = found.Where(f => f.MadeAt < at || (f.MadeAt == at && f.Id < id));
        }

        var rows = await found.OrderByDescending(f => f.MadeAt).ThenByDescending(f => f.Id).Take(paging.Limit + 1).ToListAsync(cancellationToken);
        var page = paging.Of(rows, f => [f.MadeAt.UtcTicks.ToString(CultureInfo.InvariantCulture), f.Id.ToString()]);
        return new([.. page.Items.Select(Row)], page.Next);
    }
}
