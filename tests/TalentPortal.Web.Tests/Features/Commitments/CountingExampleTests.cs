using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.People;
using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.TestKit.Cluster;
using TalentPortal.Web.Features.Commitments.ApproveRule;
using TalentPortal.Web.Features.Commitments.CountTarget;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.WriteRule;
using TalentPortal.Web.Features.People.CorrectRecord;
using TalentPortal.Web.Features.People.DecidePair;
using TalentPortal.Web.Features.Rosters.ApplyRoster;
using TalentPortal.Web.Platform.Access;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>Lives through <c>docs/counting-example.md</c>: its tables are what is done, and what must come of it.</summary>
public sealed class CountingExampleTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Beginning = new(2026, 1, 5, 2, 0, 0, TimeSpan.Zero);

    private readonly PortalFixture _portal = new();
    private readonly Dictionary<int, Guid> _rosters = [];
    private readonly Dictionary<int, DateTimeOffset> _known = [];
    private readonly List<(int Step, string Target, DateOnly Day, CountView Told)> _told = [];
    private Actor _second = null!;

    public async Task InitializeAsync()
    {
        await _portal.InitializeAsync();
        _portal.Clock.MoveTo(Beginning);
        _second = _portal.Managers.Add("Second manager");
        await _portal.Programme("developers");
        foreach (var partner in (string[])["alpha", "beta"])
        {
            await _portal.University(partner);
            await _portal.Cohort(partner, partner, "developers");
        }
    }

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task The_document_and_the_portal_agree_after_every_step_and_when_asked_again()
    {
        var document = ExampleDocument.Read(Path.Combine(Repository.Root, "src", "docs", "counting-example.md"));
        Assert.Equal(14, document.Steps.Count);
        await _portal.Commitment("promise", [.. document.Promises.Select(p => new TargetInput(p["target"], 10, "people", Day(p["first day"]), Day(p["last day"]), new("distinct-ever", "completed", Nationalities: List(p["nationalities"]))))]);
        foreach (var step in document.Steps)
        {
            _portal.Clock.MoveTo(DateTimeOffset.ParseExact(step.Deed["when (UTC)"], "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
            await DoAsync(step);
            foreach (var wanted in step.Results)
            {
                await StandsAsync(step.Number, wanted);
            }

            Assert.All(await _portal.Recount(), l => Assert.True(l.Agrees, $"Step {step.Number}: {l}"));
        }

        foreach (var (step, target, day, told) in _told)
        {
            Assert.Equal((step, told), (step, (await CountAsync(target, day, told.KnownAt, null)).Value));
        }

        Assert.NotEmpty(document.Asked);
        foreach (var asked in document.Asked)
        {
            var answer = (await CountAsync(asked["target"], Day(asked["as of"]), _known[Number(asked["known after step"])], Number(asked["version"]))).Value;
            Assert.True(Number(asked["counted"]) == answer.Counted, $"{string.Join(" | ", asked.Values)}: the portal counts {answer.Counted}.");
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string[] List(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private async Task DoAsync(ExampleStep step)
    {
        var which = step.Deed["which"];
        switch (step.Deed["what"])
        {
            case "roster":
                var lines = step.Rows.Select(r => string.Join(',', r.Values)).Prepend(string.Join(',', step.Rows[0].Keys));
                var roster = await _portal.Upload(which, string.Join('\n', lines) + "\n");
                Assert.Equal(RosterState.Applied, roster.State);
                Assert.DoesNotContain("error", roster.Outcomes, StringComparison.Ordinal);
                _rosters[step.Number] = roster.Id;
                break;
            case "undo":
                Assert.Null((await _portal.Get<ApplyRosterHandler>().UndoAsync(_portal.Manager, _rosters[Number(which.Replace("step ", "", StringComparison.Ordinal))], default)).Problem);
                await _portal.WorkAsync();
                break;
            case "ask" or "same" or "different":
                await DecideAsync(step.Deed["what"], which);
                break;
            case "correct":
                var (whose, field, value) = (which.Split(": ")[0], which.Split(": ")[1].Split(' ')[0], which.Split(' ')[^1]);
                var corrected = await _portal.Get<CorrectRecordHandler>().HandleAsync(_portal.Manager, (await RecordAsync(whose)).Id, new Dictionary<string, string?> { [field] = value }, "Asked.", null, default);
                Assert.Equal(1, corrected.Value);
                break;
            case "version":
                await TurnAsync(which.Split(": ")[0], List(which.Split(": ")[1]));
                break;
            default:
                Assert.Fail($"The document tells of something nobody can do: {step.Deed["what"]}.");
                break;
        }
    }

    private async Task DecideAsync(string answer, string which)
    {
        var handler = _portal.Get<DecidePairHandler>();
        PersonRecord[] records = [await RecordAsync(List(which)[0]), await RecordAsync(List(which)[1])];
        if (answer == "ask")
        {
            Assert.Null((await handler.AskAsync(_portal.Manager, records[0].PersonId, records[1].PersonId, default)).Problem);
            return;
        }

        Guid pair;
        await using (var db = await _portal.Database.BeginAsync(Scope.Everything, default))
        {
            var ids = records.Select(r => r.Id).ToList();
            pair = await db.Set<PairDecision>().Where(p => ids.Contains(p.RecordA) && ids.Contains(p.RecordB)).Select(p => p.Id).SingleAsync();
        }

        Assert.Null((await handler.DecideAsync(_portal.Manager, pair, answer == "same" ? PairStatus.Same : PairStatus.Different, null, null, default)).Problem);
    }

    /// <summary>Written by one, counted in the shadow, approved by another.</summary>
    private async Task TurnAsync(string target, string[] nationalities)
    {
        var written = await _portal.Get<WriteRuleHandler>().HandleAsync(_portal.Manager, target, new("distinct-ever", "completed", Nationalities: nationalities), "Neighbours count too.", default);
        Assert.Null(written.Problem);
        var decide = _portal.Get<DecideRuleHandler>();
        Assert.Null((await decide.ShadowAsync(_portal.Manager, target, written.Value, default)).Problem);
        await _portal.WorkAsync();
        Assert.Null((await decide.ApproveAsync(_second, target, written.Value, default)).Problem);
    }

    private async Task StandsAsync(int step, Dictionary<string, string> wanted)
    {
        var (target, day) = (wanted["target"], new DateOnly(2026, 12, 31));
        var answer = (await CountAsync(target, day, null, null)).Value;
        Assert.Equal((step, target, Number(wanted["counted"]), Number(wanted["provisional"])), (step, target, (int)answer.Counted, (int)answer.Provisional));
        Assert.Equal(answer.Counted, await _portal.Counted(target));
        Assert.Equal($"{step} {target}: {string.Join(", ", List(wanted["who counts"]).Order(StringComparer.Ordinal))}", $"{step} {target}: {string.Join(", ", await NamesAsync(target))}");
        _told.Add((step, target, day, answer));
        _known[step] = answer.KnownAt;
    }

    /// <summary>Who counts, by the name of the record whose deed carries it.</summary>
    private async Task<List<string>> NamesAsync(string target)
    {
        await using var db = await _portal.Database.BeginAsync(Scope.Everything, default);
        var names = await (
            from c in db.Set<Contribution>()
            join v in db.Set<RuleVersion>() on new { c.TargetId, c.Version } equals new { v.TargetId, v.Version }
            join t in db.Set<Target>() on c.TargetId equals t.Id
            join f in db.Set<Fact>() on c.FactId equals f.Id
            join r in db.Set<PersonRecord>() on f.RecordId equals r.Id
            where t.Code == target && v.Status == RuleStatus.Effective && c.KnownTo == DateTimeOffset.MaxValue && c.State == ContributionState.Counted
            select r.FullName).ToListAsync();
        return [.. names.Order(StringComparer.Ordinal)];
    }

    /// <summary>A record as the document names it: partner and student.</summary>
    private async Task<PersonRecord> RecordAsync(string whose)
    {
        var (partner, student) = (whose.Split(' ')[0], whose.Split(' ')[1]);
        await using var db = await _portal.Database.BeginAsync(Scope.Everything, default);
        var id = await db.Set<Domain.Partners.Partner>().Where(p => p.Code == partner).Select(p => p.Id).SingleAsync();
        return await db.Set<PersonRecord>().AsNoTracking().SingleAsync(r => r.PartnerId == id && r.StudentId == student && r.State == RecordState.Live);
    }

    private Task<Domain.Kernel.Result<CountView>> CountAsync(string target, DateOnly day, DateTimeOffset? known, int? version) =>
        _portal.Get<CountTargetQuery>().CountAsync(_portal.Manager, target, day, known, version, default);
}
