using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.CountTarget;
using TalentPortal.Web.Features.Commitments.PublishFigure;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Tests.Features.People;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>Publishing a number: frozen when it is asked for, told by a second person, never changed, and counted again to the same.</summary>
public sealed class PublishFigureTests : IAsyncLifetime
{
    private readonly PortalFixture _portal = new();
    private PeopleWorld _world = null!;
    private Actor _asks = null!;
    private Actor _approves = null!;

    private PublishFigureHandler Publish => _portal.Get<PublishFigureHandler>();

    public async Task InitializeAsync()
    {
        await _portal.InitializeAsync();
        (_asks, _approves) = (_portal.Managers.Add("Siti"), _portal.Managers.Add("Lim"));
        _world = await PeopleWorld.MakeAsync(_portal, "w");
        await _world.Upload("a", "S1,One,MY,completed,2026-06-01", "S2,Two,SG,completed,2026-06-02", "S3,Three,MY,completed,2026-09-01");
    }

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task What_was_frozen_is_what_is_told_whatever_was_learnt_meanwhile()
    {
        var asked = (await Publish.AskAsync(_asks, _world.Everybody, new(2026, 6, 30), null, default)).Value;
        Assert.Equal(2, asked.N);
        await _world.Upload("b", "T9,Late,MY,completed,2026-06-03");
        var told = (await Publish.ApproveAsync(_approves, _world.Everybody, default)).Value;

        Assert.Equal((2, asked.MembersHash, asked.KnownAt, "Siti", "Lim", ApprovalHow.SecondPerson), (told.N, told.MembersHash, told.KnownAt, told.ByName, told.ApprovedByName, told.How));
        var again = (await CountAsync(told)).Value;
        Assert.Equal((told.N, told.MembersHash), (again.Counted, again.MembersHash));
        Assert.Equal(3, (await _portal.Get<CountTargetQuery>().CountAsync(_asks, _world.Everybody, told.AsOf, null, null, default)).Value.Counted);
        Assert.Equal(told.Id, Assert.Single((await _portal.Get<PublishedQuery>().ListAsync(_asks, _world.Everybody, new([], 50), default)).Value.Items).Id);
        Assert.Contains("\"audience\": {\"\": 2}", told.Groups, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_publishes_alone_and_a_key_not_at_all()
    {
        Assert.Equal(ApprovalProblems.NothingWaits, (await Publish.ApproveAsync(_approves, _world.Everybody, default)).Problem);
        await Publish.AskAsync(_asks, _world.Everybody, null, null, default);
        Assert.Equal(ApprovalProblems.Waits, (await Publish.AskAsync(_approves, _world.Everybody, null, null, default)).Problem);
        Assert.Equal(ApprovalProblems.SecondPersonNeeded, (await Publish.ApproveAsync(_asks, _world.Everybody, default)).Problem);
        Assert.Equal(ApprovalProblems.PersonNeeded, (await Publish.ApproveAsync(_approves with { IsKey = true }, _world.Everybody, default)).Problem);
        Assert.Null((await Publish.DeclineAsync(_approves, _world.Everybody, default)).Problem);
        Assert.Empty((await _portal.Get<PublishedQuery>().ListAsync(_asks, _world.Everybody, new([], 50), default)).Value.Items);
        Assert.Null((await Publish.AskAsync(_approves, _world.Everybody, null, null, default)).Problem); // another may be asked for then
    }

    [Fact]
    public async Task A_team_of_one_waits_a_day()
    {
        var alone = new PortalFixture();
        await alone.InitializeAsync();
        try
        {
            var world = await PeopleWorld.MakeAsync(alone, "w");
            var (only, publish) = (alone.Managers.Add("Aminah"), alone.Get<PublishFigureHandler>());
            await publish.AskAsync(only, world.Everybody, null, null, default);
            Assert.Equal(ApprovalProblems.TooEarly(24), (await publish.ApproveAsync(only, world.Everybody, default)).Problem);
            alone.Clock.Advance(Approval.Delay);
            Assert.Equal(ApprovalHow.Delay, (await publish.ApproveAsync(only, world.Everybody, default)).Value.How);
        }
        finally
        {
            await alone.DisposeAsync();
        }
    }

    [Fact]
    public async Task Days_to_come_and_targets_of_others_are_refused()
    {
        Assert.Equal(PublishingProblems.DayInTheFuture, (await Publish.AskAsync(_asks, _world.Everybody, new(2026, 11, 21), null, default)).Problem);
        Assert.Equal(CommitmentProblems.TargetNotFound, (await Publish.AskAsync(_asks, "no-such-target", null, null, default)).Problem);
        Assert.Equal(CommitmentProblems.TargetNotFound, (await Publish.AskAsync(_asks with { Grants = [new(Domain.Access.Role.Auditor)] }, _world.Everybody, null, null, default)).Problem);
    }

    [Fact]
    public async Task What_was_told_cannot_be_changed_by_the_product()
    {
        await Publish.AskAsync(_asks, _world.Everybody, null, null, default);
        await Publish.ApproveAsync(_approves, _world.Everybody, default);
        foreach (var change in (string[])["update published set n = 0", "delete from published"])
        {
            await using var db = await _portal.Database.BeginAsync(Scope.Everything, default);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(change));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    private Task<Result<CountView>> CountAsync(PublishedFigure told) =>
        _portal.Get<CountTargetQuery>().CountAsync(_asks, _world.Everybody, told.AsOf, told.KnownAt, told.Version, default);
}
