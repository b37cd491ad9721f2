using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.People;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.CountTarget;
using TalentPortal.Web.Features.People.CorrectRecord;
using TalentPortal.Web.Tests.Features.People;
using TalentPortal.Web.Tests.Features.Rosters.ApplyRoster;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>
/// The invariants of counting over random histories of everything that can happen: rosters, undos, questions, merges, partings, corrections, versions of the
/// rule, and time that passes the end of the window. Against the slow and obvious history, which shares no code with the portal.
/// </summary>
public sealed class InvariantsPropertyTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly string[] Partners = ["a", "b"];
    private static readonly string[][] Rules = [["MY"], ["MY", "SG"], []];

    private static int _history;

    private enum Deed
    {
        Upload,
        Undo,
        Ask,
        Merge,
        Part,
        Correct,
        Turn,
        Wait,
    }

    private static Gen<Step> Steps =>
        from deed in Gen.Elements(Deed.Upload, Deed.Upload, Deed.Upload, Deed.Upload, Deed.Undo, Deed.Ask, Deed.Merge, Deed.Merge, Deed.Part, Deed.Correct, Deed.Turn, Deed.Wait)
        from partner in Gen.Elements(Partners)
        from student in Gen.Choose(1, 3)
        from rows in Rows.ArrayOf(4)
        from days in Gen.Choose(0, 40)
        from nationality in Gen.Elements("MY", "SG")
        select new Step(deed, partner, $"S{student}", rows, days, nationality);

    private static Gen<(ReferenceRow Row, int Day)> Rows =>
        from student in Gen.Choose(1, 3)
        from status in Gen.Elements("completed", "completed", "completed", "enrolled", "withdrawn", "failed")
        from day in Gen.Choose(0, 1000)
        from nationality in Gen.Elements<string?>("MY", "SG", null)
        select (new ReferenceRow($"S{student}", status, null, nationality, null), day);

    [Fact]
    public async Task Whatever_happens_every_number_is_what_the_obvious_history_counts_and_stays_so()
    {
        foreach (var steps in Steps.ArrayOf(14).Examples(14))
        {
            var life = await Life.BeginAsync(portal, $"inv{Interlocked.Increment(ref _history)}");
            try
            {
                foreach (var step in steps)
                {
                    await life.TakeAsync(step);
                }

                await life.EverythingStandsAsync();
            }
            catch (Xunit.Sdk.XunitException broken)
            {
                Assert.Fail($"{broken.Message}\n{Laws.Again}\n{string.Join("\n", life.Lived)}");
            }
        }
    }

    /// <summary>Something that may happen; <see cref="Days"/> is how long it takes, and as of which day is counted afterwards.</summary>
    private sealed record Step(Deed Deed, string Partner, string Student, (ReferenceRow Row, int Day)[] Rows, int Days, string Nationality);

    /// <summary>A number that was told: as of a day, as known after so many events, under the version in force.</summary>
    private sealed record Told(DateOnly Day, CountView View, ReferenceKnowledge Known);

    /// <summary>One history, lived in the portal and in the obvious counter side by side.</summary>
    private sealed class Life(PortalFixture portal, PeopleWorld world, (DateOnly From, DateOnly Until) window)
    {
        private readonly ReferenceHistory _history = new();
        private readonly Stack<Guid> _rosters = new();
        private readonly List<Told> _told = [];

        public List<string> Lived { get; } = [];

        private DateOnly Today => DateOnly.FromDateTime(portal.Clock.GetUtcNow().AddHours(8).DateTime);

        /// <summary>A window that began thirty days ago and ends in sixty.</summary>
        public static async Task<Life> BeginAsync(PortalFixture portal, string name)
        {
            var today = DateOnly.FromDateTime(portal.Clock.GetUtcNow().AddHours(8).DateTime);
            var window = (today.AddDays(-30), today.AddDays(60));
            return new(portal, await PeopleWorld.MakeAsync(portal, name, window: window), window);
        }

        public async Task TakeAsync(Step step)
        {
            var before = await NumberAsync();
            var done = await DoAsync(step);
            var after = await NumberAsync();
            Lived.Add($"{Today:yyyy-MM-dd} {done ?? $"({step.Deed}: nothing)"}: {before} became {after}");
            // A rule that asks what somebody is may learn it by a merge, and forget it by a parting: there the obvious history alone decides.
            var asksNothing = _history.Versions[^1].Length == 0;
            if (done is not null && asksNothing && step.Deed == Deed.Merge)
            {
                Assert.True(after.AtMost <= before.AtMost, $"Merging raised {before} to {after}.");
            }

            if (done is not null && asksNothing && step.Deed == Deed.Part)
            {
                Assert.True(after.Counted >= before.Counted && after.AtMost >= before.AtMost, $"Parting lowered {before} to {after}.");
            }

            await TellAsync(step.Days);
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        /// <summary>Nobody counts twice, the parts add up, facts and ledger agree, and any number is counted again under any version.</summary>
        public async Task EverythingStandsAsync()
        {
            await world.LedgerAgrees();
            await NobodyEverCountsTwiceAsync();
            await PartsAddUpAsync();
            foreach (var told in _told)
            {
                Assert.Equal(told.View, await CountAsync(told.Day, told.View.KnownAt, null));
                for (var version = 1; version <= _history.Versions.Count; version++)
                {
                    var again = await CountAsync(told.Day, told.View.KnownAt, version);
                    var wanted = told.Known.Count(window, told.Day, _history.Versions[version - 1]);
                    Assert.True(
                        wanted == ((int)again.Counted, (int)again.Provisional),
                        string.Create(CultureInfo.InvariantCulture, $"As of {told.Day:yyyy-MM-dd}, known {told.View.KnownAt:O}, version {version} (in force {told.View.RuleVersion}): {wanted} by hand, {again.Counted} + {again.Provisional} by the portal."));
                }
            }
        }

        /// <returns>What was done, in words; null where it could not be.</returns>
        private async Task<string?> DoAsync(Step step)
        {
            switch (step.Deed)
            {
                case Deed.Upload:
                    // Nobody completes in the future; some did before the window, and after its end.
                    var rows = step.Rows.Select(r => r.Row with { CompletedOn = r.Row.Status == "completed" ? window.From.AddDays((r.Day % (Today.DayNumber - window.From.DayNumber + 10)) - 9) : null }).ToList();
                    _rosters.Push(await world.UploadRoster(step.Partner, [.. rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.StudentId},{step.Partner} number {r.StudentId},{r.Nationality},{r.Status},{r.CompletedOn:yyyy-MM-dd}"))]));
                    _history.Apply(_rosters.Peek(), step.Partner, rows);
                    return $"roster of {step.Partner}: {string.Join(" | ", rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.StudentId} {r.Status} {r.CompletedOn:yyyy-MM-dd} {r.Nationality}")))}";
                case Deed.Undo when _rosters.TryPop(out var last):
                    await portal.UndoAsync(last);
                    _history.Undo(last);
                    return "undo of the latest roster";
                case Deed.Ask or Deed.Merge or Deed.Part:
                    return await AnswerAsync(step);
                case Deed.Correct when await world.FindRecord(step.Partner, step.Student) is { } record:
                    var corrected = await portal.Get<CorrectRecordHandler>().HandleAsync(portal.Manager, record.Id, new Dictionary<string, string?> { ["nationality"] = step.Nationality }, "Asked.", null, default);
                    if (!corrected.Succeeded)
                    {
                        return null;
                    }

                    _history.Correct(_history.Now.Find(step.Partner, step.Student)!.Id, step.Nationality);
                    return $"{step.Partner} {step.Student} corrected to {step.Nationality}";
                case Deed.Turn:
                    _history.Versions.Add(Rules[(_history.Versions.Count - 1) % Rules.Length]);
                    await portal.TurnRuleAsync(world.Everybody, _history.Versions[^1]);
                    return $"version {_history.Versions.Count}: {string.Join(' ', _history.Versions[^1])}";
                case Deed.Wait:
                    portal.Clock.Advance(TimeSpan.FromDays(step.Days));
                    return $"{step.Days} days go by";
                default:
                    return null;
            }
        }

        private async Task<string?> AnswerAsync(Step step)
        {
            var (one, other) = (await world.FindRecord("a", step.Student), await world.FindRecord("b", step.Student));
            if (one is null || other is null)
            {
                return null;
            }

            Guid? pair;
            await using (var db = await portal.Database.BeginAsync(Scope.Everything, default))
            {
                pair = await db.Set<PairDecision>().Where(p => (p.RecordA == one.Id && p.RecordB == other.Id) || (p.RecordA == other.Id && p.RecordB == one.Id)).Select(p => (Guid?)p.Id).SingleOrDefaultAsync();
            }

            pair ??= await world.Ask(one, other);
            var (status, word) = step.Deed switch { Deed.Merge => (PairStatus.Same, "same"), Deed.Part => (PairStatus.Different, "different"), _ => (PairStatus.Open, "open") };
            var refused = await world.Answer(pair.Value, status);
            Assert.True(refused is null || refused == PersonProblems.AlreadyDecided, refused?.ToString());
            _history.Answer(_history.Now.Find("a", step.Student)!.Id, _history.Now.Find("b", step.Student)!.Id, word);
            return $"{step.Student} of a and b: {word}";
        }

        private async Task TellAsync(int days)
        {
            foreach (var day in new[] { Today, window.From.AddDays(2 * days) })
            {
                var view = await CountAsync(day, null, null);
                Assert.Equal(_history.Versions.Count, view.RuleVersion);
                var wanted = _history.Now.Count(window, day, _history.Versions[^1]);
                Assert.True(wanted == ((int)view.Counted, (int)view.Provisional), $"As of {day:O}: {wanted} by hand, {view.Counted} + {view.Provisional} by the portal.");
                _told.Add(new(day, view, _history.Now));
            }
        }

        private async Task<(long Counted, long AtMost)> NumberAsync()
        {
            var counted = await world.Counted(world.Everybody);
            return (counted, counted + await world.Provisional(world.Everybody));
        }

        /// <summary>Not now, and at no moment there ever was.</summary>
        private async Task NobodyEverCountsTwiceAsync()
        {
            await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
            var rows = db.Set<Contribution>().Where(c => c.State == ContributionState.Counted && db.Set<Target>().Any(t => t.Id == c.TargetId && t.Code == world.Everybody));
            var twice = await (
                from c in rows
                join o in rows on new { c.TargetId, c.Version, c.SubjectId } equals new { o.TargetId, o.Version, o.SubjectId }
                where c.Id < o.Id && c.KnownFrom < o.KnownTo && o.KnownFrom < c.KnownTo
                select c.SubjectId).ToListAsync();
            Assert.Empty(twice);
        }

        private async Task PartsAddUpAsync()
        {
            var counted = await world.Counted(world.Everybody);
            await using var db = await portal.Database.BeginAsync(Scope.Nothing, default);
            var id = await db.Set<Target>().Where(t => t.Code == world.Everybody).Select(t => t.Id).SingleAsync();
            var figure = (await db.FiguresAsync([id], TargetFigures.Groups, default))[id];
            Assert.All(TargetFigures.Groups, dim => Assert.Equal((dim, counted), (dim, figure.Groups(dim).Sum(g => g.N))));
            Assert.Equal(counted, figure.CountedBy(DateOnly.MaxValue));
        }

        private async Task<CountView> CountAsync(DateOnly day, DateTimeOffset? known, int? version) =>
            (await portal.Get<CountTargetQuery>().CountAsync(portal.Manager, world.Everybody, day, known, version, default)).Value;
    }
}
