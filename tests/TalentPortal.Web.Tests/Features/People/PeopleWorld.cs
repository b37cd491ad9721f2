using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.People;
using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.People.DecidePair;
using Xunit;

namespace TalentPortal.Web.Tests.Features.People;

/// <summary>Two partners, a cohort each, and two targets that count both: everybody who completed, and Malaysians who did.</summary>
internal sealed class PeopleWorld(PortalFixture portal, string name)
{
    public string Everybody => $"{name}-everybody";

    public string Malaysians => $"{name}-malaysians";

    public static async Task<PeopleWorld> MakeAsync(PortalFixture portal, string name, string countryOfB = "MY", (DateOnly From, DateOnly Until)? window = null)
    {
        var (from, until) = window ?? (new(2026, 1, 1), new(2026, 12, 31));
        await portal.University($"{name}-a");
        await portal.University($"{name}-b", countryOfB);
        await portal.Programme($"{name}-dev");
        await portal.Cohort($"{name}-a", $"{name}-a", $"{name}-dev");
        await portal.Cohort($"{name}-b", $"{name}-b", $"{name}-dev", countryOfB);
        await portal.Commitment(
            $"{name}-promise",
            new($"{name}-everybody", 100, "people", from, until, new("distinct-ever", "completed", Programmes: [$"{name}-dev"])),
            new($"{name}-malaysians", 100, "people", from, until, new("distinct-ever", "completed", Programmes: [$"{name}-dev"], Nationalities: ["MY"])));
        return new(portal, name);
    }

    /// <summary>Uploads rows of <c>student_id,full_name,nationality,status,completed_on</c> for partner a's cohort, or b's.</summary>
    public Task Upload(string partner, params string[] rows) => UploadRoster(partner, rows);

    /// <summary>The same, telling which roster it was.</summary>
    public async Task<Guid> UploadRoster(string partner, params string[] rows)
    {
        var csv = $"student_id,full_name,nationality,status,completed_on\n{string.Join('\n', rows)}\n";
        var roster = await portal.Upload($"{name}-{partner}", csv);
        Assert.Equal(RosterState.Applied, roster.State);
        Tick();
        return roster.Id;
    }

    public void Tick() => portal.Clock.Advance(TimeSpan.FromSeconds(1));

    public async Task<PersonRecord> Record(string partner, string student) =>
        await FindRecord(partner, student) ?? throw new InvalidOperationException($"{partner} has no student {student}.");

    /// <summary>Null where there is none, or an undo retired it.</summary>
    public async Task<PersonRecord?> FindRecord(string partner, string student)
    {
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        var id = await db.Set<Domain.Partners.Partner>().Where(p => p.Code == $"{name}-{partner}").Select(p => p.Id).SingleAsync();
        return await db.Set<PersonRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.PartnerId == id && r.StudentId == student && r.State == RecordState.Live);
    }

    /// <summary>Asks whether the persons of two records are one.</summary>
    public async Task<Guid> Ask(PersonRecord one, PersonRecord other)
    {
        var asked = await portal.Get<DecidePairHandler>().AskAsync(portal.Manager, (await Person(one.Id)).PersonId, (await Person(other.Id)).PersonId, default);
        Assert.Null(asked.Problem);
        Tick();
        return asked.Value;
    }

    public async Task<Problem?> Answer(Guid pair, PairStatus status, string? note = null)
    {
        var answered = await portal.Get<DecidePairHandler>().DecideAsync(portal.Manager, pair, status, note, null, default);
        Tick();
        return answered.Problem;
    }

    public async Task<PersonRecord> Person(Guid record)
    {
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        return await db.Set<PersonRecord>().AsNoTracking().SingleAsync(r => r.Id == record);
    }

    public async Task<PairDecision> Pair(Guid id)
    {
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        return await db.Set<PairDecision>().AsNoTracking().SingleAsync(p => p.Id == id);
    }

    public Task<long> Counted(string target) => portal.Counted(target);

    public Task<long> Provisional(string target) => portal.Figure(target, "state", "provisional");

    public async Task<ReplayedCount> Replay(string target, DateTimeOffset known)
    {
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        var id = await db.Set<Target>().Where(t => t.Code == target).Select(t => t.Id).SingleAsync();
        return await db.ReplayAsync(id, 1, new(2026, 11, 20), known, inForce: true, default);
    }

    public async Task LedgerAgrees() => Assert.All(await portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));
}
