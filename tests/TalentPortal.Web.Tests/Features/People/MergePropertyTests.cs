using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.People;
using TalentPortal.TestKit;
using Xunit;

namespace TalentPortal.Web.Tests.Features.People;

/// <summary>Laws of merging and taking back over random histories, against the slow and obvious counter, which knows who is who from a model of its own.</summary>
public sealed class MergePropertyTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const int Students = 4;
    private static readonly DateOnly From = new(2026, 1, 1);
    private static readonly DateOnly Until = new(2026, 12, 31);

    private static int _history;

    private static Gen<Step> Steps =>
        from one in Gen.Choose(0, (2 * Students) - 1)
        from other in Gen.Choose(1, (2 * Students) - 1)
        from answer in Gen.Elements(PairStatus.Same, PairStatus.Same, PairStatus.Different, PairStatus.Open, PairStatus.NeedInfo)
        select new Step(one, (one + other) % (2 * Students), answer);

    private static Gen<ReferenceRow[]> Rows => Row().ArrayOf(Students).Select(rows => rows.Select((r, i) => r with { StudentId = $"S{i}" }).ToArray());

    [Fact]
    public async Task Merging_never_raises_a_count_taking_back_never_lowers_it_and_both_count_what_the_obvious_counter_counts()
    {
        var histories = (from a in Rows from b in Rows from steps in Steps.ArrayOf(10) select (A: a, B: b, Steps: steps)).Examples(12);
        foreach (var (a, b, steps) in histories)
        {
            try
            {
                var model = await Model.MakeAsync(portal, $"law{Interlocked.Increment(ref _history)}", a, b);
                foreach (var step in steps)
                {
                    await model.TakeAsync(step);
                }

                await model.HistoryStands();
            }
            catch (Xunit.Sdk.XunitException broken)
            {
                Assert.Fail($"{broken.Message}\n{Laws.Again}\n{string.Join("\n", a.Concat(b).Select(r => r.ToString()))}\n{string.Join("\n", steps.Select(s => s.ToString()))}");
            }
        }
    }

    private static Gen<ReferenceRow> Row() =>
        from status in Gen.Elements("completed", "completed", "enrolled")
        from day in Gen.Choose(0, 200)
        from nationality in Gen.Elements<string?>("MY", "SG", null)
        select new ReferenceRow("", status, status == "completed" ? From.AddDays(day) : null, nationality, null);

    /// <summary>What is answered about which two of the records.</summary>
    private sealed record Step(int One, int Other, PairStatus Answer);

    /// <summary>Knows who is who by following the answers, and nothing of links.</summary>
    private sealed class Model(PortalFixture portal, PeopleWorld world, ReferenceCounter counter, PersonRecord[] records)
    {
        private readonly Dictionary<Guid, Guid> _person = records.ToDictionary(r => r.Id, r => r.PersonId);
        private readonly Dictionary<Guid, List<(Guid Record, Guid From)>> _moved = [];
        private readonly List<(DateTimeOffset At, ReplayedCount Was)> _known = [];

        public static async Task<Model> MakeAsync(PortalFixture portal, string name, ReferenceRow[] a, ReferenceRow[] b)
        {
            var world = await PeopleWorld.MakeAsync(portal, name);
            var counter = new ReferenceCounter();
            var records = new List<PersonRecord>();
            foreach (var (partner, rows) in new[] { ("a", a), ("b", b) })
            {
                await world.Upload(partner, [.. rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.StudentId},{partner} number {r.StudentId},{r.Nationality},{r.Status},{r.CompletedOn:yyyy-MM-dd}"))]);
                counter.Read(partner, partner, rows);
                foreach (var row in rows)
                {
                    records.Add(await world.Record(partner, row.StudentId));
                }
            }

            return new(portal, world, counter, [.. records]);
        }

        public async Task TakeAsync(Step step)
        {
            var (one, other) = (records[step.One], records[step.Other]);
            var pair = await PairOf(one, other);
            if (pair is null)
            {
                return;
            }

            var before = await Numbers();
            var was = (await world.Pair(pair.Value)).Status;
            var refused = await world.Answer(pair.Value, step.Answer);
            var after = await Numbers();
            if (refused is null && was != step.Answer)
            {
                var asked = await world.Pair(pair.Value);
                Follow(pair.Value, step.Answer, asked);
                if (step.Answer == PairStatus.Different && _person[asked.RecordA] == _person[asked.RecordB])
                {
                    await PartAsync(asked);
                }

                if (step.Answer == PairStatus.Same)
                {
                    Assert.True(after.AtMost <= before.AtMost, $"Merging raised {before} to {after}.");
                }
                else
                {
                    Assert.True(after.AtMost >= before.AtMost, $"Parting lowered {before} to {after}.");
                    Assert.True(step.Answer != PairStatus.Different || after.Counted >= before.Counted, $"Parting lowered {before} to {after}.");
                }
            }
            else
            {
                Assert.Equal(before, after);
            }

            await CountsAsTheModelSays();
            _known.Add((portal.Clock.GetUtcNow(), await world.Replay(world.Everybody, portal.Clock.GetUtcNow())));
            world.Tick();
        }

        /// <summary>What was known at any earlier moment is what it was.</summary>
        public async Task HistoryStands()
        {
            foreach (var (at, was) in _known)
            {
                Assert.Equal(was, await world.Replay(world.Everybody, at));
            }
        }

        private async Task<Guid?> PairOf(PersonRecord one, PersonRecord other)
        {
            var (a, b) = one.Id.CompareTo(other.Id) < 0 ? (one.Id, other.Id) : (other.Id, one.Id);
            await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
            if (await db.Set<PairDecision>().AsNoTracking().SingleOrDefaultAsync(p => p.RecordA == a && p.RecordB == b) is { } there)
            {
                return there.Id;
            }

            if (_person[a] == _person[b])
            {
                return null; // they are one already, and nobody asks
            }

            var pair = new PairDecision { Id = Guid.CreateVersion7(), RecordA = a, RecordB = b, Score = 60, Reasons = ["same-e-mail"], At = portal.Clock.GetUtcNow() };
            db.Add(pair);
            await db.SaveChangesAsync();
            await db.RecountAsync(null, portal.Clock, default);
            await db.CommitAsync(default);
            world.Tick();
            return pair.Id;
        }

        /// <summary>Two records that another answer had brought together: the later one gets a person of its own.</summary>
        private async Task PartAsync(PairDecision asked)
        {
            var alone = (await world.Person(asked.RecordB)).PersonId;
            Assert.DoesNotContain(alone, _person.Values);
            _moved[asked.Id] = [(asked.RecordB, _person[asked.RecordB])];
            _person[asked.RecordB] = alone;
        }

        private void Follow(Guid pair, PairStatus answer, PairDecision asked)
        {
            foreach (var (record, from) in _moved.GetValueOrDefault(pair) ?? [])
            {
                _person[record] = from;
            }

            _moved[pair] = [];
            var (one, other) = (_person[asked.RecordA], _person[asked.RecordB]);
            if (answer != PairStatus.Same || one == other)
            {
                return;
            }

            var (survivor, loser) = StringComparer.Ordinal.Compare(one.ToString(), other.ToString()) < 0 ? (one, other) : (other, one);
            _moved[pair] = [.. _person.Where(p => p.Value == loser).Select(p => (p.Key, p.Value))];
            _moved[pair].ForEach(m => _person[m.Record] = survivor);
        }

        private async Task<(long Counted, long AtMost)> Numbers()
        {
            var counted = await world.Counted(world.Everybody);
            return (counted, counted + await world.Provisional(world.Everybody));
        }

        private async Task CountsAsTheModelSays()
        {
            foreach (var record in records)
            {
                Assert.Equal(_person[record.Id], (await world.Person(record.Id)).PersonId);
            }

            HashSet<Guid> undecided;
            await using (var db = await portal.Database.BeginAsync(Scope.Everything, default))
            {
                undecided = [.. await db.Set<PairDecision>().Where(p => p.Status == PairStatus.Open || p.Status == PairStatus.NeedInfo).Select(p => p.RecordB).ToListAsync()];
            }

            var byName = records.ToDictionary(r => (r.FullName[..1], r.StudentId!), r => r.Id);
            foreach (var (target, nationalities) in new[] { (world.Everybody, Array.Empty<string>()), (world.Malaysians, ["MY"]) })
            {
                var wanted = counter.Count(From, Until, nationalities, who => (_person[byName[who]], byName[who]), undecided.Contains);
                var counted = await world.Counted(target);
                Assert.Equal(wanted, ((int)counted, (int)(counted + await world.Provisional(target))));
            }

            await world.LedgerAgrees();
        }
    }
}
