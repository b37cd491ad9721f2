using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using TalentPortal.Web.Platform.Access;
using Xunit;
using Xunit.Abstractions;

namespace TalentPortal.Web.Tests.Access;

/// <summary>Who may call what, about whose objects: every door and every service behind it, tried by everybody.</summary>
public sealed class MatrixTests(MatrixWorld world, ITestOutputHelper output) : IClassFixture<MatrixWorld>
{
    private static readonly Side[] Sides = [Side.Alpha, Side.Beta, Side.None];

    private IEnumerable<(string Key, RouteEndpoint Endpoint)> Endpoints => Enumeration.Of(world.Get<EndpointDataSource>().Endpoints)
        .Where(e => !Expectations.Framework.Any(f => e.Key[(e.Key.IndexOf(' ', StringComparison.Ordinal) + 1)..].StartsWith(f, StringComparison.Ordinal)));

    [Fact]
    public void Every_endpoint_and_page_has_its_line_and_every_line_its_endpoint()
    {
        var found = Endpoints.Select(e => e.Key).Concat(Enumeration.Pages(typeof(Program).Assembly.GetTypes()));
        None(Enumeration.Differences(found, Expectations.Doors.Keys));
    }

    [Fact]
    public void Every_service_that_is_told_who_asks_has_its_line()
    {
        var found = Enumeration.Services(typeof(Program).Assembly.GetTypes().Where(t => t.Namespace?.StartsWith("TalentPortal.Web.Features", StringComparison.Ordinal) == true));
        None(Enumeration.Differences(found, ServiceExpectations.All.Keys));
    }

    [Fact]
    public void Every_endpoint_asks_for_the_permission_of_its_line()
    {
        var wrong = Endpoints.Where(e => Expectations.Doors.TryGetValue(e.Key, out var line) && Enumeration.PolicyOf(e.Endpoint) != line.Permission)
            .Select(e => $"{e.Key} asks for {Enumeration.PolicyOf(e.Endpoint) ?? "nothing"}");
        None(wrong);
    }

    [Fact]
    public async Task Everybody_at_every_door_about_every_object_is_answered_as_the_table_says()
    {
        var cells = new List<Cell>();
        foreach (var (key, expected) in Expectations.Doors.OrderBy(e => Order(e.Key)))
        {
            foreach (var who in world.Principals)
            {
                foreach (var side in expected.About == What.Nothing ? [Side.None] : Sides)
                {
                    // Signing out ends the session that the other doors are tried with.
                    if (key != "POST /account/sign-out")
                    {
                        cells.Add(await Doors.KnockAsync(world, key, expected, who, side));
                    }
                }
            }
        }

        output.WriteLine($"{cells.Count} cells over {Expectations.Doors.Count} doors and {world.Principals.Count} principals; {cells.Count(c => c.LetIn)} let in.");
        None(cells.Select(c => c.Fault).OfType<string>());
        None(Telling(cells));
    }

    [Fact]
    public async Task A_form_without_its_token_does_nothing_whoever_sends_it()
    {
        var faults = new List<string>();
        var sent = 0;
        foreach (var (key, expected) in Expectations.Doors.Where(e => !e.Value.TakesNoForm && !e.Key.Contains(" /api/", StringComparison.Ordinal) && (e.Key.StartsWith("POST", StringComparison.Ordinal) || e.Key.StartsWith("PAGE", StringComparison.Ordinal))))
        {
            foreach (var who in world.Principals.Where(p => p.Key is null))
            {
                var bare = who with { FormToken = "" };
                var cell = await Doors.KnockAsync(world, key.Replace("PAGE ", "POST ", StringComparison.Ordinal), expected, bare, Side.Alpha);
                var (wanted, word) = Doors.Wanted(world, expected, who, Side.Alpha, false, key);
                sent++;
                if (cell.Status is 200 or 201 or 204 || (word != "sign in" && cell.Status is not (400 or 404 or 405)))
                {
                    faults.Add($"POST {key} by {who.Name} without a token: {cell.Status}");
                }
            }
        }

        output.WriteLine($"{sent} forms without a token.");
        None(faults);
    }

    [Fact]
    public async Task Every_service_answers_everybody_as_the_table_says_and_the_foreign_like_the_missing()
    {
        var faults = new List<string>();
        var calls = 0;
        foreach (var (key, expected) in ServiceExpectations.All)
        {
            foreach (var who in world.Principals)
            {
                foreach (var side in Sides)
                {
                    calls++;
                    var answer = await expected.CallAsync(world, who.Actor, side);
                    var wanted = expected.Wanted(world, who.Actor, side);
                    if (answer != wanted)
                    {
                        faults.Add($"{key} by {who.Name} about {side}: expected {wanted}, was {answer}");
                    }
                }
            }
        }

        output.WriteLine($"{calls} calls of {ServiceExpectations.All.Count} services.");
        None(faults);
    }

    [Fact]
    public async Task A_manager_of_one_country_sees_no_names_from_another_behind_a_number_that_counts_both()
    {
        var manager = world.Principals.Single(p => p.Name == "manager SG").Actor;
        var members = await ServiceExpectations.MembersAsync(world, manager, Side.Alpha);
        Assert.Equal(["alpha student"], members!.Items.Select(m => m.Name));
        var auditor = world.Principals.Single(p => p.Name == "auditor").Actor;
        Assert.Contains((await ServiceExpectations.MembersAsync(world, auditor, Side.Alpha))!.Items, m => m.Name == "beta student");
    }

    [Fact]
    public void A_planted_service_and_a_planted_endpoint_are_found_and_a_stale_line_too()
    {
        Assert.Equal(["PlantedHandler.HandleAsync: has no expectation. Say in Expectations who may call it."], Enumeration.Differences(Enumeration.Services([typeof(PlantedHandler)]), []));
        var endpoint = new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/planted/{id}"), 0, new([new HttpMethodMetadata(["DELETE"])]), "planted");
        var found = Enumeration.Of([endpoint]).Select(e => e.Key).ToList();
        Assert.Equal(["DELETE /planted/{id}: has no expectation. Say in Expectations who may call it."], Enumeration.Differences(found, []));
        Assert.Equal(["GET /gone: is expected but no longer there. Remove its line from Expectations."], Enumeration.Differences(found, ["DELETE /planted/{id}", "GET /gone"]));
        Assert.Equal(Permissions.SignedIn, Enumeration.PolicyOf(endpoint));
    }

    [Fact]
    public async Task A_wrong_line_of_the_table_is_caught_by_knocking()
    {
        const string key = "GET /api/v1/people/{id:guid}";
        var reader = world.Principals.Single(p => p.Name == "key reader");
        Assert.Null((await Doors.KnockAsync(world, key, Expectations.Doors[key], reader, Side.Alpha)).Fault);
        Assert.NotNull((await Doors.KnockAsync(world, key, Expectations.Doors[key] with { Permission = Permissions.ReadCounts }, reader, Side.Alpha)).Fault);
        var partner = world.Principals.Single(p => p.Name == "key partner A");
        const string roster = "GET /api/v1/rosters/{id:guid}";
        Assert.NotNull((await Doors.KnockAsync(world, roster, Expectations.Doors[roster] with { Reach = Reach.Everybody }, partner, Side.Beta)).Fault);
        Assert.NotEmpty(Telling([new("k", "w", Side.Beta, 404, "a", false, null), new("k", "w", Side.None, 404, "b", false, null)]));
    }

    /// <summary>Doors that tell the foreign from the missing, to somebody who is let in to neither.</summary>
    private static List<string> Telling(IReadOnlyList<Cell> cells)
    {
        var missing = cells.Where(c => c.Side == Side.None && !c.LetIn).ToDictionary(c => (c.Key, c.Who));
        return [.. cells.Where(c => c.Side != Side.None && !c.LetIn && missing.TryGetValue((c.Key, c.Who), out var none) && (none.Status, none.Body) != (c.Status, c.Body))
            .Select(c => $"{c.Key} tells {c.Who} that {c.Side}'s exists: {c.Status} {First(c.Body)} | {missing[(c.Key, c.Who)].Status} {First(missing[(c.Key, c.Who)].Body)}")];
    }

    private static void None(IEnumerable<string> faults)
    {
        var all = faults.ToList();
        Assert.True(all.Count == 0, $"{all.Count} faults:\n{string.Join('\n', all.Take(40))}");
    }

    private static string First(string text) => text[..Math.Min(text.Length, 300)];

    // Reading comes before writing, and what ends a preview last.
    private static string Order(string key) => string.Create(CultureInfo.InvariantCulture, $"{(key.StartsWith("GET", StringComparison.Ordinal) || key.StartsWith("PAGE", StringComparison.Ordinal) ? 0 : 1)} {key}");

    /// <summary>Belongs to nobody's table.</summary>
    public sealed class PlantedHandler
    {
        public Task HandleAsync(Actor actor) => Task.FromResult(actor);
    }
}
