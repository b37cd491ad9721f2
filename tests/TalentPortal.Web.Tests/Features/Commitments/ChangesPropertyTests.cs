using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.People;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.CountTarget;
using TalentPortal.Web.Features.Commitments.ExplainChange;
using TalentPortal.Web.Tests.Features.People;
using TalentPortal.Web.Tests.Features.Rosters.ApplyRoster;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>
/// The law of changes over random histories of rosters, undos, merges, partings and versions of the rule: between any two points the causes add
/// up to the difference, and the people behind them are exactly those who came and those who went.
/// </summary>
public sealed class ChangesPropertyTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly DateOnly From = new(2026, 1, 1);

    private static int _history;

    private enum Deed
    {
        Upload,
        Undo,
        Merge,
        Part,
        Turn,
    }

    private static Gen<Step> Steps =>
        from deed in Gen.Elements(Deed.Upload, Deed.Upload, Deed.Upload, Deed.Undo, Deed.Merge, Deed.Merge, Deed.Part, Deed.Turn)
        from partner in Gen.Elements("a", "b")
        from rows in Rows.ArrayOf(4)
        from day in Gen.Choose(0, 200)
        select new Step(deed, partner, rows, From.AddDays(day));

    private static Gen<ReferenceRow> Rows =>
        from student in Gen.Choose(1, 4)
        from status in Gen.Elements("completed", "completed", "enrolled", "withdrawn")
        from day in Gen.Choose(0, 200)
        from nationality in Gen.Elements<string?>("MY", "SG", null)
        select new ReferenceRow($"S{student}", status, status == "completed" ? From.AddDays(day) : null, nationality, null);

    [Fact]
    public async Task Causes_add_up_to_the_difference_between_any_two_points_and_their_people_are_those_who_came_and_went()
    {
        foreach (var steps in Steps.ArrayOf(9).Examples(10))
        {
            try
            {
                var world = await PeopleWorld.MakeAsync(portal, $"chg{Interlocked.Increment(ref _history)}");
                var points = await LiveAsync(world, steps);
                foreach (var (first, last) in points.SelectMany((p, i) => points.Skip(i + 1).Select(q => (p, q))))
                {
                    await HoldsAsync(world.Everybody, first, last);
                }
            }
            catch (Xunit.Sdk.XunitException broken)
            {
                Assert.Fail($"{broken.Message}\n{Laws.Again}\n{string.Join("\n", steps.Select(s => s.ToString()))}");
            }
        }
    }

    /// <summary>Lives through the steps.</summary>
    /// <returns>A point after each: a random day, and what was known then.</returns>
    private async Task<List<CountView>> LiveAsync(PeopleWorld world, Step[] steps)
    {
        var points = new List<CountView>();
        var (applied, turned) = (new Stack<Guid>(), 0);
        foreach (var step in steps)
        {
            switch (step.Deed)
            {
                case Deed.Upload:
                    applied.Push(await world.UploadRoster(step.Partner, [.. step.Rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.StudentId},{step.Partner} number {r.StudentId},{r.Nationality},{r.Status},{r.CompletedOn:yyyy-MM-dd}"))]));
                    break;
                case Deed.Undo when applied.TryPop(out var last):
                    await portal.UndoAsync(last);
                    break;
                case Deed.Merge or Deed.Part:
                    await AnswerAsync(world, step);
                    break;
                case Deed.Turn:
                    await portal.TurnRuleAsync(world.Everybody, turned++ % 2 == 0 ? ["MY"] : ["MY", "SG"]);
                    break;
            }

            world.Tick();
            points.Add((await portal.Get<CountTargetQuery>().CountAsync(portal.Manager, world.Everybody, step.Day, null, null, default)).Value);
        }

        return points;
    }

    /// <summary>Says that the students of one number at both partners are one person, or two.</summary>
    private async Task AnswerAsync(PeopleWorld world, Step step)
    {
        var student = step.Rows.Length > 0 ? step.Rows[0].StudentId : "S1";
        var (one, other) = (await world.FindRecord("a", student), await world.FindRecord("b", student));
        if (one is null || other is null)
        {
            return;
        }

        Guid? pair;
        await using (var db = await portal.Database.BeginAsync(Scope.Everything, default))
        {
            pair = await db.Set<PairDecision>().Where(p => (p.RecordA == one.Id && p.RecordB == other.Id) || (p.RecordA == other.Id && p.RecordB == one.Id)).Select(p => (Guid?)p.Id).SingleOrDefaultAsync();
        }

        if (pair is not null || one.PersonId != other.PersonId)
        {
            await world.Answer(pair ?? await world.Ask(one, other), step.Deed == Deed.Merge ? PairStatus.Same : PairStatus.Different);
        }
    }

    private async Task HoldsAsync(string target, CountView one, CountView other)
    {
        var (from, to) = one.AsOf <= other.AsOf ? (one.AsOf, other.AsOf) : (other.AsOf, one.AsOf);
        var asked = new ChangesAsked(from, to, one.KnownAt, other.KnownAt);
        var query = portal.Get<ChangesQuery>();
        var explained = (await query.ReadAsync(portal.Manager, target, asked, default)).Value;
        var (before, after) = (await MembersAsync(target, from, one.KnownAt), await MembersAsync(target, to, other.KnownAt));
        Assert.Equal((before.Count, after.Count), ((int)explained.Before, (int)explained.After));
        Assert.Equal(explained.After - explained.Before, explained.Causes.Sum(c => c.Came - c.Went));

        var (came, went) = (new List<Guid>(), new List<Guid>());
        foreach (var cause in explained.Causes)
        {
            Assert.NotEqual(Words.Of(KnowingKind.Unknown), cause.Kind);
            var people = (await query.PeopleAsync(portal.Manager, target, asked, cause.Cause, new([], 500), default)).Value.Items;
            Assert.Equal((cause.Came, cause.Went), (people.Count(p => p.Came), people.Count(p => !p.Came)));
            came.AddRange(people.Where(p => p.Came).Select(p => p.Subject));
            went.AddRange(people.Where(p => !p.Came).Select(p => p.Subject));
        }

        Assert.Equal(after.Except(before).Order(), came.Order());
        Assert.Equal(before.Except(after).Order(), went.Order());
    }

    /// <summary>Who was counted, read plainly from the ledger of the version in force.</summary>
    private async Task<HashSet<Guid>> MembersAsync(string target, DateOnly day, DateTimeOffset known)
    {
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        var members = await (
            from c in db.Set<Contribution>()
            join r in db.Set<RuleVersion>() on new { c.TargetId, c.Version } equals new { r.TargetId, r.Version }
            join t in db.Set<Target>() on c.TargetId equals t.Id
            where t.Code == target && r.KnownFrom <= known && known < r.KnownTo && c.State == ContributionState.Counted
                && c.OnDate <= day && day < c.UntilDate && c.KnownFrom <= known && known < c.KnownTo
            select c.SubjectId).ToListAsync();
        return [.. members];
    }

    /// <summary>Something that is learnt, and the day as of which is counted afterwards.</summary>
    private sealed record Step(Deed Deed, string Partner, ReferenceRow[] Rows, DateOnly Day)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Deed} {Partner} as of {Day:yyyy-MM-dd}: {string.Join(" | ", Rows.Select(r => $"{r.StudentId} {r.Status} {r.CompletedOn:yyyy-MM-dd} {r.Nationality}"))}");
    }
}
