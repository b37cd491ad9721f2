using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.Web.Platform.Access;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.ApplyRoster;

/// <summary>Decisions through the API: what is refused and with which status.</summary>
public sealed class DecisionApiTests(ApiFixture portal) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Approving_what_does_not_wait_undoing_what_is_not_applied_and_overriding_without_the_right_are_refused()
    {
        await portal.GroundAsync("api");
        var preview = await portal.Upload("api-1", "student_id,full_name\nP1,Somebody\n", RosterApply.Preview);
        var coordinator = await CoordinatorAsync("api");

        await AssertRefusedAsync(await PostAsync(coordinator, $"{preview.Id}/approve", """{"number": 1}"""), HttpStatusCode.Conflict, "roster.nothing-to-approve");
        await AssertRefusedAsync(await PostAsync(coordinator, $"{preview.Id}/undo", null), HttpStatusCode.Conflict, "roster.not-applied");
        await AssertRefusedAsync(await PostAsync(coordinator, $"{preview.Id}/apply", """{"apply": "valid", "override": true}"""), HttpStatusCode.Forbidden, "roster.manager-overrides-only");
        await AssertRefusedAsync(await PostAsync(coordinator, $"{preview.Id}/approve", "{"), HttpStatusCode.BadRequest, "request.malformed");
        Assert.Equal(RosterState.Previewed, (await portal.Roster(preview.Id)).State);
    }

    [Fact]
    public async Task A_roster_is_applied_with_an_override_and_undone()
    {
        await portal.GroundAsync("there");
        var preview = await portal.Upload("there-1", "student_id,full_name\nB1,Somebody\n", RosterApply.Preview);

        using (var applied = await PostAsync(portal.Manager, $"{preview.Id}/apply", """{"override": true}"""))
        {
            Assert.Equal(HttpStatusCode.Accepted, applied.StatusCode);
        }

        await portal.WorkAsync();
        Assert.Equal((RosterState.Applied, true), (await portal.Roster(preview.Id)) is var r ? (r.State, r.OverridesProtected) : default);
        using (var undone = await PostAsync(portal.Manager, $"{preview.Id}/undo", null))
        {
            Assert.Equal(HttpStatusCode.Accepted, undone.StatusCode);
            Assert.Equal("undoing", JsonDocument.Parse(await undone.Content.ReadAsStringAsync()).RootElement.GetProperty("state").GetString());
        }

        await portal.WorkAsync();
        Assert.Equal(RosterState.Undone, (await portal.Roster(preview.Id)).State);
    }

    [Fact]
    public async Task The_second_person_names_the_number()
    {
        await portal.GroundAsync("second");
        await portal.Upload("second-1", RosterWorld.People("Z", Enumerable.Range(1, 8)));
        var full = await portal.Upload("second-1", RosterWorld.People("Z", [1]), RosterApply.Valid, RosterMode.Full);
        Assert.Equal((RosterState.NeedsApproval, 7), (full.State, full.Brake));
        var other = await CoordinatorAsync("second");

        await AssertRefusedAsync(await PostAsync(portal.Manager, $"{full.Id}/approve", """{"number": 7}"""), HttpStatusCode.Forbidden, "roster.second-person-needed");
        await AssertRefusedAsync(await PostAsync(other with { IsKey = true, Name = "A key" }, $"{full.Id}/approve", """{"number": 7}"""), HttpStatusCode.Forbidden, "roster.second-person-needed");
        await AssertRefusedAsync(await PostAsync(other, $"{full.Id}/approve", null), HttpStatusCode.UnprocessableEntity, "roster.other-number");
        using (var approved = await PostAsync(other, $"{full.Id}/approve", """{"number": 7}"""))
        {
            Assert.Equal(HttpStatusCode.Accepted, approved.StatusCode);
        }

        await portal.WorkAsync();
        Assert.Equal(RosterState.Applied, (await portal.Roster(full.Id)).State);
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        using (response)
        {
            var body = await response.Content.ReadAsStringAsync();
            Assert.True(response.StatusCode == status && body.Contains($"\"{code}\"", StringComparison.Ordinal), $"{response.StatusCode}: {body}");
        }
    }

    private Task<HttpResponseMessage> PostAsync(Actor actor, string what, string? json) => portal.Client(actor).PostAsync(
        new Uri($"/api/v1/rosters/{what}", UriKind.Relative), json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"));

    private async Task<Actor> CoordinatorAsync(string partner)
    {
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        return new(Guid.CreateVersion7(), $"Coordinator of {partner}", false, [new(Role.Coordinator, await db.Set<Partner>().Where(p => p.Code == partner).Select(p => p.Id).SingleAsync())]);
    }
}
