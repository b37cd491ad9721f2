using System.Text;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Audit;
using TalentPortal.Domain.Jobs;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Rosters.ApplyRoster;
using TalentPortal.Web.Features.Rosters.ListRosters;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Features.Rosters.ShowRoster;
using TalentPortal.Web.Platform.Access;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.ApplyRoster;

/// <summary>Who may decide about a roster, and what a decision sets going.</summary>
public sealed class DecisionTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const int Students = 9;

    [Fact]
    public async Task A_full_list_that_drops_too_many_waits_for_a_second_person_who_types_the_number()
    {
        var (ann, ben) = await UniversityAsync("brake");
        var roster = await BrakedAsync("brake", ann);
        Assert.Equal((RosterState.NeedsApproval, Students - 1), (roster.State, roster.Brake));

        var handler = portal.Get<ApplyRosterHandler>();
        Assert.Equal(RosterProblems.SecondPersonNeeded, (await handler.ApproveAsync(ann, roster.Id, roster.Brake, default)).Problem);
        Assert.Equal(RosterProblems.SecondPersonNeeded, (await handler.ApproveAsync(ben with { IsKey = true }, roster.Id, roster.Brake, default)).Problem);
        Assert.Equal(RosterProblems.OtherNumber(roster.Brake), (await handler.ApproveAsync(ben, roster.Id, roster.Brake - 1, default)).Problem);
        Assert.Equal(RosterState.NeedsApproval, (await portal.Roster(roster.Id)).State);

        Assert.Null((await handler.ApproveAsync(ben, roster.Id, roster.Brake, default)).Problem);
        await portal.WorkAsync();
        var applied = await portal.Roster(roster.Id);
        Assert.True(applied.State == RosterState.Applied, $"{applied.State} {applied.Problem}");
        Assert.Equal((ben.Name, (Guid?)ben.Id), (applied.ApprovedByName, applied.ApprovedBy));
        Assert.Equal(RosterProblems.NothingToApprove, (await handler.ApproveAsync(ben, roster.Id, roster.Brake, default)).Problem);
        var audited = await AuditedAsync(roster.Id);
        Assert.Single(audited, "roster.apply-asked");
        Assert.Single(audited, "roster.approved");
    }

    [Fact]
    public async Task Nobody_elsewhere_may_be_the_second_person()
    {
        var (ann, _) = await UniversityAsync("far");
        var (_, stranger) = await UniversityAsync("near");
        var roster = await BrakedAsync("far", ann);
        Actor[] others = [stranger, new(Guid.CreateVersion7(), "Manager of Singapore", false, [new(Role.ProgrammeManager, Country: "SG")]), new(Guid.CreateVersion7(), "Auditor", false, [new(Role.Auditor)])];

        foreach (var other in others)
        {
            Assert.Equal(RosterProblems.NotFound, (await portal.Get<ApplyRosterHandler>().ApproveAsync(other, roster.Id, roster.Brake, default)).Problem);
        }

        var manager = new Actor(Guid.CreateVersion7(), "Manager of Malaysia", false, [new(Role.ProgrammeManager, Country: "MY")]);
        Assert.Null((await portal.Get<ApplyRosterHandler>().ApproveAsync(manager, roster.Id, roster.Brake, default)).Problem);
    }

    [Fact]
    public async Task The_page_lists_whom_the_brake_is_about_and_says_who_may_approve()
    {
        var (ann, ben) = await UniversityAsync("page");
        var roster = await BrakedAsync("page", ann);
        var query = new RosterPageQuery(portal.Database);

        var uploaders = (await query.FindAsync(ann, roster.Id, default))!;
        Assert.Equal((true, false, false), (uploaders.Rights.Decide, uploaders.Rights.Approve, uploaders.Rights.Manage));
        Assert.Equal(Students - 1, uploaders.Concerned.Count);
        Assert.All(uploaders.Concerned, c => Assert.Null(c.Field));
        Assert.True((await query.FindAsync(ben, roster.Id, default))!.Rights.Approve);

        var removed = await query.RowsAsync(ben, uploaders, LinesFilter.All with { Outcome = RowOutcome.Remove }, null, null, default);
        Assert.Equal((Students - 1, Students - 1), (removed.Total, removed.Lines.Count));
        Assert.All(removed.Lines, l => Assert.False(l.InFile));
        Assert.All(removed.Lines, l => Assert.StartsWith("Student ", l.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_waits_for_another_person_is_not_reminded_and_the_other_is()
    {
        var (ann, ben) = await UniversityAsync("count");
        await BrakedAsync("count", ann);
        var list = new RosterListQuery(portal.Database, portal.Clock);

        Assert.Equal((0, 1), (await list.CountAsync(ann, default), await list.CountAsync(ben, default)));
        var waiting = Assert.Single(await list.WaitingAsync(ben, new(null, null, null), default));
        Assert.Equal((RosterState.NeedsApproval, Students - 1, true), (waiting.State, waiting.Brake, waiting.Mine));
        Assert.False(Assert.Single(await list.WaitingAsync(ann, new(null, null, null), default)).Mine);
    }

    [Fact]
    public async Task Only_a_manager_of_the_country_overwrites_protected_values()
    {
        var (ann, _) = await UniversityAsync("over");
        var roster = await portal.Upload("over-1", "student_id,full_name\nO1,Somebody\n", RosterApply.Preview);
        var handler = portal.Get<ApplyRosterHandler>();

        Assert.Equal(RosterProblems.ManagerOverridesOnly, (await handler.ApplyAsync(ann, roster.Id, RosterApply.Valid, overrides: true, default)).Problem);
        Assert.Equal(RosterState.Previewed, (await portal.Roster(roster.Id)).State);
        Assert.Null((await handler.ApplyAsync(portal.Manager, roster.Id, RosterApply.Valid, overrides: true, default)).Problem);
        Assert.True((await portal.Roster(roster.Id)).OverridesProtected);
        Assert.Contains("roster.override-asked", await AuditedAsync(roster.Id));
    }

    [Fact]
    public async Task Asking_for_an_undo_queues_it_once_and_is_recorded()
    {
        var (ann, _) = await UniversityAsync("undo");
        var roster = await portal.Upload("undo-1", "student_id,full_name\nU1,Somebody\n");
        var handler = portal.Get<ApplyRosterHandler>();

        Assert.Null((await handler.UndoAsync(ann, roster.Id, default)).Problem);
        Assert.Equal(RosterProblems.NotApplied(RosterState.Undoing), (await handler.UndoAsync(ann, roster.Id, default)).Problem);

        var undoing = await portal.Roster(roster.Id);
        Assert.Equal((RosterState.Undoing, ann.Name), (undoing.State, undoing.UndoneByName));
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        var key = $"{UndoRosterJob.JobKind}:{roster.Id}:{undoing.Revision}";
        Assert.Equal(1, await db.Set<Job>().CountAsync(j => j.Kind == UndoRosterJob.JobKind && j.Key == key));
        Assert.Contains("roster.undo-asked", await AuditedAsync(roster.Id));
    }

    /// <summary>A university with a cohort of nine, and two people who work there.</summary>
    private async Task<(Actor Ann, Actor Ben)> UniversityAsync(string code)
    {
        await portal.University(code);
        await portal.Programme($"{code}-dev");
        await portal.Cohort($"{code}-1", code, $"{code}-dev");
        await portal.Upload($"{code}-1", "student_id,full_name\n" + string.Concat(Enumerable.Range(1, Students).Select(i => $"{code}{i},Student {code} {i}\n")));
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        var id = await db.Set<Partner>().Where(p => p.Code == code).Select(p => p.Id).SingleAsync();
        return (new(Guid.CreateVersion7(), $"Ann of {code}", false, [new(Role.Coordinator, id)]), new(Guid.CreateVersion7(), $"Ben of {code}", false, [new(Role.PartnerAdministrator, id)]));
    }

    /// <summary>A full list that names one of the nine, uploaded by somebody and asked to be applied.</summary>
    private async Task<Roster> BrakedAsync(string code, Actor by)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes($"student_id,full_name\n{code}1,Student {code} 1\n"));
        var id = (await portal.Get<RosterIntake>().ReceiveAsync(by, new($"{code}-1", "full.csv", "text/csv", RosterMode.Full, RosterApply.Preview), bytes, default)).Value;
        await portal.WorkAsync();
        Assert.Null((await portal.Get<ApplyRosterHandler>().ApplyAsync(by, id, RosterApply.Valid, default)).Problem);
        await portal.WorkAsync();
        return await portal.Roster(id);
    }

    private async Task<List<string>> AuditedAsync(Guid roster)
    {
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        return await db.Set<AuditEntry>().Where(a => a.EntityId == roster).OrderBy(a => a.At).ThenBy(a => a.Id).Select(a => a.Action).ToListAsync();
    }
}
