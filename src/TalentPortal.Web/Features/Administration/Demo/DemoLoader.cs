using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Cohorts.DescribeCohort;
using TalentPortal.Web.Features.Commitments.ApproveCommitment;
using TalentPortal.Web.Features.Commitments.ApproveRule;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.DescribeTranche;
using TalentPortal.Web.Features.Commitments.EditCommitment;
using TalentPortal.Web.Features.Commitments.PublishFigure;
using TalentPortal.Web.Features.Commitments.StoreSource;
using TalentPortal.Web.Features.Commitments.WriteRule;
using TalentPortal.Web.Features.Partners.DescribeAgreement;
using TalentPortal.Web.Features.Partners.DescribePartner;
using TalentPortal.Web.Features.Programmes.DescribeProgramme;
using TalentPortal.Web.Features.Rosters.ApplyRoster;
using TalentPortal.Web.Features.Rosters.ImportHistory;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Checking;
using TalentPortal.Web.Platform.Identifiers;
using TalentPortal.Web.Platform.Jobs;

namespace TalentPortal.Web.Features.Administration.Demo;

/// <summary>What the demo holds.</summary>
public sealed record DemoContents(int Partners, int Programmes, int Cohorts, int Commitments, int Rosters, int People);

/// <summary>
/// Plays the demo's history through the portal's own handlers and jobs, with a clock moved along it: agreements signed, promises made, cohorts
/// opened, rosters uploaded and applied on their days. So every figure has its evidence, and every past day can be replayed.
/// </summary>
public sealed class DemoLoader(PortalDatabase portal, DemoAccounts accounts, IManagerDirectory managers, NationalIdHasher nationalIds, ReleaseComposer composer, ReleaseStamp stamp, TimeProvider clock, ILoggerFactory logs)
{
    private const int Seed = 20_260_901;
    private const int Sessions = 4;

    private readonly DemoClock _time = new();
    private readonly DemoPeople _invented = new(Seed);
    private readonly Dictionary<string, List<DemoPerson>> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<DemoPerson>> _enrolled = new(StringComparer.Ordinal);
    private int _rosters;

    /// <summary>Whether there is nothing in the portal yet.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        return !await db.Set<Partner>().AnyAsync(cancellationToken);
    }

    /// <summary>Loads the demo. Whatever would happen today or later is left out, but for one roster that waits for a decision.</summary>
    /// <exception cref="InvalidOperationException">The portal refused a step of its own demo: a bug.</exception>
    public async Task<DemoContents> LoadAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var staff = await accounts.CreateStaffAsync(cancellationToken);
        var manager = new Actor(staff.Manager, DemoAccounts.ManagerName, false, [new(Role.ProgrammeManager)]);
        var second = new Actor(staff.Second, DemoAccounts.SecondManagerName, false, [new(Role.ProgrammeManager)]);
        foreach (var day in Days(manager).Concat(Restatements(manager, second)).Concat(Releases(manager, second)).Append(Closing(manager, second)).Append(History(manager)).Concat(Planned(manager, today)).Concat(Forecasts(today)).Where(d => d.On < today).OrderBy(d => d.On))
        {
            _time.MoveTo(day.On);
            await day.Act(cancellationToken);
        }

        var partner = await PartnerAsync(DemoAccounts.PartnerCode, cancellationToken);
        var coordinator = new Actor(await accounts.CreatePartnerPeopleAsync(partner, cancellationToken), DemoAccounts.CoordinatorName, false, [new(Role.Coordinator, partner)]);
        await LeaveOneWaitingAsync(coordinator, today, cancellationToken);
        await LeaveOneRuleWaitingAsync(cancellationToken);
        await LeaveDraftsAsync(manager, cancellationToken);
        await ForecastAsync(cancellationToken);
        return new(DemoPlan.Partners.Count, DemoPlan.Programmes.Count, DemoPlan.Cohorts.Count + DemoPlan.PlannedAhead, DemoPlan.Promises.Count, _rosters, _known.Values.Sum(k => k.Count));
    }

    private static T Done<T>(Outcome<T> outcome) =>
        outcome.Succeeded ? outcome.Value : throw new InvalidOperationException($"The demo was refused: {outcome.Problem} {string.Join("; ", outcome.Fields)}");

    private IEnumerable<Day> Days(Actor manager)
    {
        foreach (var p in DemoPlan.Partners)
        {
            var known = DemoPlan.Cohorts.Where(c => c.Partner == p.Code).Select(c => c.StartsOn.AddDays(-30)).Append(p.SignedOn).Min();
            yield return new(known, async ct => Done(await new DescribePartnerHandler(portal, _time).HandleAsync(manager, p.Code, new(p.Name, p.Kind, p.Country, ShowsFigures: p.Code is not ("nusa-pelangi" or "borneo-tech")), null, ct)));
            yield return new(p.SignedOn, async ct => Done(await new DescribeAgreementHandler(portal, _time).HandleAsync(
                manager, p.Code, 1, new("memorandum of understanding", p.SignedOn, p.SignedOn, null, "training and certification"), null, ct)));
        }

        foreach (var p in DemoPlan.Programmes)
        {
            yield return new(p.Country == "SG" ? new(2020, 6, 1) : new(2025, 8, 15), async ct => Done(await new DescribeProgrammeHandler(portal, _time).HandleAsync(
                manager, p.Code, new(p.Name, p.Kind, p.Level, p.Country, p.Sector), null, ct)));
        }

        foreach (var p in DemoPlan.Promises)
        {
            yield return new(p.AnnouncedOn, async ct => Done(await new DescribeCommitmentHandler(portal, _time).HandleAsync(manager, p.Code, InputOf(p), null, ct)));
        }

        foreach (var t in DemoPlan.Tranches)
        {
            yield return new(t.On, async ct => Done(await new DescribeTrancheHandler(portal, _time).HandleAsync(
                manager, t.Code, new("developer-investment", t.Stage, t.Amount, "USD", t.On, $"Annual report {t.On.Year}, invented for this demo"), null, ct)));
        }

        foreach (var day in DemoPlan.Cohorts.SelectMany(c => DaysOf(manager, c)))
        {
            yield return day;
        }
    }

    private IEnumerable<Day> DaysOf(Actor manager, DemoCohort cohort)
    {
        yield return new(cohort.StartsOn.AddDays(-21), ct => DescribeAsync(manager, cohort, "confirmed", ct));
        if (cohort.CancelledBecause is not null)
        {
            yield return new(cohort.StartsOn.AddDays(-7), ct => DescribeAsync(manager, cohort, "cancelled", ct));
            yield break;
        }

        yield return new(cohort.StartsOn.AddDays(2), async ct =>
        {
            await DescribeAsync(manager, cohort, "running", ct);
            _enrolled[cohort.Code] = Gather(cohort);
            await UploadAsync(await PartnerActorAsync(cohort.Partner, ct), cohort, $"enrolments-{cohort.Code}.csv", DemoRosters.Enrolments(_enrolled[cohort.Code], cohort.Partner.StartsWith('b')), RosterApply.Valid, ct);
        });
        if (cohort.Partner == DemoAccounts.PartnerCode)
        {
            // Its own chance: nobody else is invented because of it.
            yield return new(cohort.StartsOn.AddDays(7 * Sessions), async ct => await UploadAsync(
                await PartnerActorAsync(cohort.Partner, ct), cohort, $"attendance-{cohort.Code}.csv", DemoRosters.Attendance(_enrolled[cohort.Code], cohort.StartsOn, Sessions, new(Seed)), RosterApply.Valid, ct));
        }

        yield return new(cohort.EndsOn.AddDays(6), async ct =>
        {
            await DescribeAsync(manager, cohort, "completed", ct);
            var results = DemoRosters.Results(_enrolled[cohort.Code], cohort.EndsOn, cohort.CompletedPercent, _invented);
            await UploadAsync(await PartnerActorAsync(cohort.Partner, ct), cohort, $"results-{cohort.Code}.csv", results, RosterApply.Valid, ct);
        });
    }

    private async Task DescribeAsync(Actor manager, DemoCohort c, string state, CancellationToken cancellationToken) => Done(await new DescribeCohortHandler(portal, _time).HandleAsync(
        manager, c.Code, new(c.Programme, c.Partner, c.Name, c.Country, c.Zone, c.StartsOn, c.EndsOn, Math.Max(20, c.People * 21 / 20), null, null, state, state == "cancelled" ? c.CancelledBecause : null), null, cancellationToken));

    /// <summary>Mostly new people, and some whom the partner taught before.</summary>
    private List<DemoPerson> Gather(DemoCohort cohort)
    {
        var taught = _known.TryGetValue(cohort.Partner, out var list) ? list : _known[cohort.Partner] = [];
        var again = taught.Count > 50 ? cohort.People * 6 / 100 : 0;
        var people = Enumerable.Range(0, again).Select(_ => _invented.Pick(taught)).DistinctBy(p => p.StudentId).ToList();
        while (people.Count < cohort.People)
        {
            var person = _invented.Next(cohort.Partner, cohort.Country, cohort.Audience);
            taught.Add(person);
            people.Add(person);
        }

        return people;
    }

    /// <summary>Cohorts that are to begin after today, so that there is something to look forward to whenever the demo is loaded.</summary>
    private IEnumerable<Day> Planned(Actor manager, DateOnly today) => DemoPlan.Planned(today).Select((cohort, i) => new Day(
        today.AddDays(-40 + i), ct => DescribeAsync(manager, cohort, i < DemoPlan.PlannedAhead - 2 ? "open" : "tentative", ct)));

    /// <summary>The days on which forecasts were made that are still shown: every month of the last year, every quarter before.</summary>
    private IEnumerable<Day> Forecasts(DateOnly today)
    {
        for (var on = new DateOnly(2021, 1, 2); on < today; on = on.AddMonths(on.AddMonths(15) < today ? 3 : 1))
        {
            yield return new(on, ForecastAsync);
        }
    }

    private async Task ForecastAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        foreach (var due in await db.DueForecastsAsync(now, cancellationToken))
        {
            await db.MakeForecastAsync(await db.Set<Target>().AsNoTracking().SingleAsync(t => t.Id == due.Target, cancellationToken), due.AsOf, now, cancellationToken);
        }

        await db.CommitAsync(cancellationToken);
    }

    private async Task UploadAsync(Actor actor, DemoCohort cohort, string name, string csv, RosterApply apply, CancellationToken cancellationToken)
    {
        using var signal = new JobSignal();
        using var worker = new JobWorker(portal, [new ReadRosterJob(portal, _time), new ApplyRosterJob(portal, _time)], signal, _time, Options.Create(new JobOptions()), logs.CreateLogger<JobWorker>());
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var received = await new RosterIntake(portal, nationalIds, signal, _time).ReceiveAsync(actor, new(cohort.Code, name, "text/csv", RosterMode.Delta, apply), bytes, cancellationToken);
        if (received.Problem is { } problem)
        {
            throw new InvalidOperationException($"The demo was refused: {problem}");
        }

        while (await worker.RunNextAsync(cancellationToken))
        {
        }

        _rosters++;
    }

    private async Task LeaveOneWaitingAsync(Actor coordinator, DateOnly today, CancellationToken cancellationToken)
    {
        var cohort = DemoPlan.Cohorts.LastOrDefault(c => c.Partner == DemoAccounts.PartnerCode && _enrolled.ContainsKey(c.Code));
        if (cohort is null)
        {
            return;
        }

        _time.MoveTo(clock.GetUtcNow());
        var known = _enrolled[cohort.Code].Take(60).ToList();
        var added = Enumerable.Range(0, 24).Select(_ => _invented.Next(cohort.Partner, cohort.Country, cohort.Audience)).ToList();
        var completedOn = cohort.EndsOn < today ? cohort.EndsOn : today.AddDays(-1);
        await UploadAsync(coordinator, cohort, "late-results.csv", DemoRosters.Waiting(known, added, completedOn), RosterApply.Preview, cancellationToken);
    }

    /// <summary>Another manager has written a narrower rule; it has been counted in the shadow and waits for a second person.</summary>
    private async Task LeaveOneRuleWaitingAsync(CancellationToken cancellationToken)
    {
        var author = new Actor(null, "Farah Iskandar", false, [new(Role.ProgrammeManager)]);
        var narrower = new RuleInput("distinct-ever", "completed", Levels: ["educator", "developer", "architect"], Nationalities: ["MY"]);
        var version = Done(await new WriteRuleHandler(portal, _time).HandleAsync(
            author, DemoPlan.RuleChanged, narrower, "The announcement speaks of skills. A foundation course of a day makes people aware; it is no skill yet.", cancellationToken));
        using var signal = new JobSignal();
        _ = await new DecideRuleHandler(portal, signal, _time).ShadowAsync(author, DemoPlan.RuleChanged, version, cancellationToken);
        using var worker = new JobWorker(portal, [new ShadowRuleJob(portal, _time)], signal, _time, Options.Create(new JobOptions()), logs.CreateLogger<JobWorker>());
        while (await worker.RunNextAsync(cancellationToken))
        {
        }
    }

    /// <summary>What was found out after a promise was written down: asked for by one manager, approved by the other.</summary>
    private IEnumerable<Day> Releases(Actor manager, Actor second)
    {
        foreach (var (target, on, asOf, reason) in DemoPlan.Releases)
        {
            yield return new(on, async ct =>
            {
                var publish = new PublishFigureHandler(portal, managers, composer, stamp, _time);
                var asked = await publish.AskAsync(manager, target, asOf, reason, ct);
                _time.MoveTo(_time.GetUtcNow().AddHours(2));
                var told = asked.Succeeded ? (await publish.ApproveAsync(second, target, ct)).Problem : asked.Problem;
                if (told is not null)
                {
                    throw new InvalidOperationException($"The demo may not publish {target}: {told}");
                }
            });
        }
    }

    private IEnumerable<Day> Restatements(Actor manager, Actor second)
    {
        foreach (var (code, on, interpretation, milestones, reason) in DemoPlan.Restatements)
        {
            var p = DemoPlan.Promises.Single(x => x.Code == code);
            yield return new(on, async ct =>
            {
                var approvals = new ApprovalHandler(portal, managers, _time);
                using var page = new MemoryStream(Encoding.UTF8.GetBytes($"{p.Source}\n\n{p.Quote}\n"));
                var copy = await new StoreSourceHandler(portal, _time).HandleAsync(manager, code, "announcement.txt", page, ct);
                var restated = InputOf(p) with { Interpretation = interpretation, Reason = reason, SourceCopy = copy.Value, Targets = [p.Target! with { Milestones = milestones }] };
                Done(await approvals.RestateAsync(manager, code, restated, null, ct));
                _time.MoveTo(_time.GetUtcNow().AddHours(3));
                Done(await approvals.ApproveAsync(second, code, null, ct));
            });
        }
    }

    /// <summary>A promise whose window ended: asked for by one manager, approved by the other.</summary>
    private Day Closing(Actor manager, Actor second) => new(DemoPlan.Closing.On, async ct =>
    {
        var approvals = new ApprovalHandler(portal, managers, _time);
        Done(await approvals.AskToCloseAsync(manager, DemoPlan.Closing.Code, DemoPlan.Closing.As, DemoPlan.Closing.Reason, null, ct));
        _time.MoveTo(_time.GetUtcNow().AddHours(2));
        Done(await approvals.ApproveAsync(second, DemoPlan.Closing.Code, null, ct));
    });

    /// <summary>An old list, brought into the baseline.</summary>
    private Day History(Actor manager) => new(DemoPlan.History.On, async ct =>
    {
        var (target, _, file, note, csv) = DemoPlan.History;
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var history = new HistoryHandler(portal, _time);
        Done(await history.KeepAsync(manager, Done(await history.ReadAsync(manager, target, new(file, "attested", note), bytes, ct)), ct));
    });

    /// <summary>One draft that waits for the second manager, and one that is still being written.</summary>
    private async Task LeaveDraftsAsync(Actor manager, CancellationToken cancellationToken)
    {
        _time.MoveTo(clock.GetUtcNow());
        var drafts = new DraftHandler(portal, _time);
        foreach (var (draft, isComplete) in DemoPlan.Drafts)
        {
            var code = Done(await drafts.BeginAsync(manager, draft with { Targets = [], Interpretation = null }, cancellationToken));
            if (isComplete)
            {
                Done(await drafts.SaveAsync(manager, code, EditStep.Reading, draft with { Targets = [] }, null, cancellationToken));
                Done(await drafts.SaveAsync(manager, code, EditStep.Counted, draft, null, cancellationToken));
                Done(await new ApprovalHandler(portal, managers, _time).AskAsync(manager, code, null, null, cancellationToken));
            }
        }
    }

    private static CommitmentInput InputOf(DemoPromise p) =>
        new(p.Quote, p.SaidBy, p.AnnouncedOn, p.Source, p.Interpretation, p.Target is null ? [] : [p.Target], p.Name, p.Country == "SG" ? "Asia/Singapore" : null, p.Country, Statements: p.Statements);

    private async Task<Actor> PartnerActorAsync(string code, CancellationToken cancellationToken) =>
        new(null, $"Registrar, {DemoPlan.Partners.Single(p => p.Code == code).Name}", false, [new(Role.Coordinator, await PartnerAsync(code, cancellationToken))]);

    private async Task<Guid> PartnerAsync(string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        return await db.Set<Partner>().Where(p => p.Code == code).Select(p => p.Id).SingleAsync(cancellationToken);
    }

    private sealed record Day(DateOnly On, Func<CancellationToken, Task> Act);
}
