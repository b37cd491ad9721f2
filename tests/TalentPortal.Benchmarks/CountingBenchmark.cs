using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Features.Commitments.ApproveRule;
using TalentPortal.Web.Features.Commitments.CountTarget;
using TalentPortal.Web.Features.Commitments.WriteRule;

namespace TalentPortal.Benchmarks;

/// <summary>One target over a crowd: recounted, replayed, counted in the shadow of its rule.</summary>
internal static class CountingBenchmark
{
    private const string Target = "crowd";

    // What a person would ask of the facts by hand, to know how many there are.
    private const string Distinct =
        "select count(distinct l.person_id) from fact f join person_link l on l.record_id = f.record_id and l.known_to = 'infinity' where f.kind = 'completed' and f.known_to = 'infinity' and f.on_date between date '2026-01-01' and date '2028-12-31'";

    public static async Task<IReadOnlyList<Line>> RunAsync(int runs, int people)
    {
        var portal = new BenchPortal();
        await portal.InitializeAsync();
        try
        {
            await CrowdBenchmark.FillAsync(portal, people);
            await using var owner = await portal.OpenOwnerAsync();
            var earlier = portal.Clock.GetUtcNow();
            portal.Clock.Advance(TimeSpan.FromDays(1));
            List<double> recounts = [], byHand = [], now = [], past = [];
            for (var run = 0; run <= runs; run++)
            {
                var hand = await Timing.MillisecondsAsync(() => Rosters.ExecuteAsync(owner, Distinct));
                var recount = await Timing.MillisecondsAsync(() => CheckAsync(portal, people));
                var today = await Timing.MillisecondsAsync(() => ReplayAsync(portal, null, people));
                var then = await Timing.MillisecondsAsync(() => ReplayAsync(portal, earlier, people));
                if (run > 0)
                {
                    byHand.Add(hand);
                    recounts.Add(recount);
                    now.Add(today);
                    past.Add(then);
                }
            }

            var shadow = await Timing.MillisecondsAsync(() => ShadowAsync(portal, people));
            return
            [
                new($"full recount of one target over {people:N0} people", Timing.Median(recounts), "count(distinct) over the same facts", Timing.Median(byHand), 3),
                new($"replay at a past moment over {people:N0} contributions", Timing.Median(past), "counting them now", Timing.Median(now), 1.5),
                new($"shadow run of a new version over {people:N0} people, once", shadow, "the full recount", Timing.Median(recounts), 4),
            ];
        }
        finally
        {
            await portal.DisposeAsync();
        }
    }

    private static async Task CheckAsync(BenchPortal portal, int people)
    {
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        db.Database.SetCommandTimeout(1800);
        var target = await db.Set<Target>().Where(t => t.Code == Target).Select(t => t.Id).SingleAsync();
        var line = (await db.CheckAsync([target], default)).Single(l => l.Version == 1);
        Expect(line.Recount, people);
    }

    private static async Task ReplayAsync(BenchPortal portal, DateTimeOffset? known, int people) =>
        Expect((await portal.Get<CountTargetQuery>().CountAsync(portal.Manager, Target, new(2028, 12, 31), known, 1, default)).Value.Counted, people);

    private static async Task ShadowAsync(BenchPortal portal, int people)
    {
        var written = await portal.Get<WriteRuleHandler>().HandleAsync(portal.Manager, Target, new("distinct-ever", "completed", Programmes: ["crowd"], Nationalities: ["MY"]), "To measure", default);
        _ = await portal.Get<DecideRuleHandler>().ShadowAsync(portal.Manager, Target, written.Value, default);
        await portal.WorkAsync();
        var view = (await portal.Get<VersionQuery>().RunAsync(portal.Manager, Target, written.Value, null, null, default))!;
        Expect(view.Percent, 100);
        Expect(view.Counted, people - view.Differences.Where(d => d.Was == "counted").Sum(d => d.N));
        if (view.Counted == 0 || view.Counted >= people)
        {
            throw new InvalidOperationException($"{view.Counted} of {people} are counted in the shadow.");
        }
    }

    private static void Expect(long found, long expected)
    {
        if (found != expected)
        {
            throw new InvalidOperationException($"{found} were counted, not {expected}.");
        }
    }
}
