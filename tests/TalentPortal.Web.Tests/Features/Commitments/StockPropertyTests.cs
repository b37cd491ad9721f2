using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.CountTarget;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.ExplainChange;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>
/// A stock over random agreements that overlap, follow on each other, leave gaps and are described anew: on every day it is the number of partners with any
/// agreement in force, as known then, and never a sum over days.
/// </summary>
public sealed class StockPropertyTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const int Partners = 3;
    private static readonly DateOnly From = new(2026, 1, 1);
    private static readonly DateOnly Until = new(2027, 12, 31);

    // A country for each history: what one signs, the others do not count.
    private static readonly string[] Countries = ["MY", "SG", "ID", "TH", "VN", "PH", "BN", "KH", "LA", "MM", "TL", "IN", "CN", "JP", "KR", "AU"];

    private static int _history;

    private static Gen<Signing> Signings =>
        from partner in Gen.Choose(0, Partners - 1)
        from number in Gen.Choose(1, 3)
        from start in Gen.Choose(-60, 400)
        from length in Gen.Elements(30, 90, 200, 0)
        from day in Gen.Choose(-30, 500)
        select new Signing(partner, number, From.AddDays(start), length == 0 ? null : From.AddDays(start + length), From.AddDays(day));

    [Fact]
    public async Task On_every_day_it_is_the_number_of_partners_with_any_agreement_in_force()
    {
        foreach (var signings in Signings.ArrayOf(8).Examples(8))
        {
            var history = _history++ % Countries.Length;
            var told = new List<(CountView View, int Wanted)>();
            var known = new Dictionary<(int Partner, int Number), Signing>();
            var target = await MakeAsync(history);
            try
            {
                foreach (var signing in signings)
                {
                    await portal.Agreement($"{target}-{signing.Partner}", signing.Number, signing.EffectiveOn, signing.ExpiresOn);
                    known[(signing.Partner, signing.Number)] = signing;
                    foreach (var day in new[] { signing.AskedOn, signing.EffectiveOn, signing.ExpiresOn ?? Until, signing.ExpiresOn?.AddDays(1) ?? From, new DateOnly(2026, 11, 20) })
                    {
                        var view = await CountAsync(target, day, null);
                        told.Add((view, InForce(known.Values, day)));
                        Assert.True(told[^1].Wanted == view.Counted, $"As of {day:O}: {told[^1].Wanted} by hand, {view.Counted} by the portal.");
                    }

                    portal.Clock.Advance(TimeSpan.FromMinutes(1));
                }

                await PathIsTheStockAsync(target, [.. known.Values]);
                foreach (var (view, _) in told)
                {
                    Assert.Equal(view, await CountAsync(target, view.AsOf, view.KnownAt));
                }

                await ChangesAddUpAsync(target, told);
                Assert.All(await portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));
            }
            catch (Xunit.Sdk.XunitException broken)
            {
                Assert.Fail($"{broken.Message}\n{Laws.Again}\n{string.Join("\n", signings.Select(s => s.ToString()))}");
            }
        }
    }

    /// <summary>Partners with an agreement in force on a day, of agreements that touch the window.</summary>
    private static int InForce(IEnumerable<Signing> signings, DateOnly day) =>
        signings.Where(s => s.EffectiveOn <= Until && (s.ExpiresOn is not { } end || end > From) && s.EffectiveOn <= day && (s.ExpiresOn is not { } last || day < last)).Select(s => s.Partner).Distinct().Count();

    private async Task<string> MakeAsync(int history)
    {
        var target = $"stock{_history}";
        for (var i = 0; i < Partners; i++)
        {
            await portal.University($"{target}-{i}", Countries[history]);
        }

        await portal.Commitment($"{target}-promise", new TargetInput(target, 100, "partners", From, Until, new RuleInput("distinct-active", "agreement-in-force", Countries: [Countries[history]])));
        return target;
    }

    private async Task PathIsTheStockAsync(string target, Signing[] known)
    {
        await using var db = await portal.Database.BeginAsync(Scope.Nothing, default);
        var id = await db.Set<Target>().Where(t => t.Code == target).Select(t => t.Id).SingleAsync();
        if (!(await db.FiguresAsync([id], [], default)).TryGetValue(id, out var figure))
        {
            return;
        }

        foreach (var day in figure.Path())
        {
            Assert.Equal((day.Day, InForce(known, day.Day)), (day.Day, (int)day.Cumulative));
            Assert.Equal(InForce(known, day.Day.AddDays(-1)), (int)figure.CountedBy(day.Day.AddDays(-1)));
        }
    }

    private async Task ChangesAddUpAsync(string target, List<(CountView View, int Wanted)> told)
    {
        foreach (var (first, last) in told.Zip(told.Skip(3)))
        {
            var (from, to) = first.View.AsOf <= last.View.AsOf ? (first.View.AsOf, last.View.AsOf) : (last.View.AsOf, first.View.AsOf);
            var explained = (await portal.Get<ChangesQuery>().ReadAsync(portal.Manager, target, new(from, to, first.View.KnownAt, last.View.KnownAt), default)).Value;
            Assert.Equal((await CountAsync(target, from, first.View.KnownAt)).Counted, explained.Before);
            Assert.Equal((await CountAsync(target, to, last.View.KnownAt)).Counted, explained.After);
            Assert.Equal(explained.After - explained.Before, explained.Causes.Sum(c => c.Came - c.Went));
        }
    }

    private async Task<CountView> CountAsync(string target, DateOnly day, DateTimeOffset? known) => (await portal.Get<CountTargetQuery>().CountAsync(portal.Manager, target, day, known, null, default)).Value;

    /// <summary>An agreement of a partner as it is described, and a day as of which is counted afterwards. From the day of its expiry it is not in force.</summary>
    private sealed record Signing(int Partner, int Number, DateOnly EffectiveOn, DateOnly? ExpiresOn, DateOnly AskedOn)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Partner}/{Number}: {EffectiveOn:yyyy-MM-dd} to {ExpiresOn:yyyy-MM-dd}");
    }
}
