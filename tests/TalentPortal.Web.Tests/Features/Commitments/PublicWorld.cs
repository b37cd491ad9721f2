using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.PublishFigure;
using TalentPortal.Web.Features.Commitments.ShowPublic;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Ui;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>A portal with its public pages in front, on as many nodes as asked for, and a promise of which figures are published.</summary>
internal sealed class PublicWorld : PortalFixture
{
    private readonly List<WebApplication> _nodes = [];
    private Actor _asks = null!;
    private Actor _approves = null!;
    private int _students;

    public const string Promise = "promise";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (_asks, _approves) = (Managers.Add("Siti"), Managers.Add("Lim"));
        await this.University("university");
        await this.Programme("programme");
        await this.Commitment(Promise, new TargetInput("trained", 1000, "people", new(2026, 1, 1), new(2027, 12, 31), new("distinct-ever", "completed", Programmes: ["programme"])));
        await this.Cohort("cohort", "university", "programme");
    }

    public override async Task DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    /// <summary>So many people of an audience completed on a day.</summary>
    public async Task Came(int people, string audience, string on = "2026-03-10")
    {
        var rows = Enumerable.Range(0, people).Select(_ => $"S{++_students},Person {_students},MY,{audience},completed,{on}");
        await this.Upload("cohort", $"student_id,full_name,nationality,audience,status,completed_on\n{string.Join('\n', rows)}\n");
        Clock.Advance(TimeSpan.FromSeconds(1));
    }

    public async Task<Result<FigureProposal>> AskAsync(DateOnly asOf, string? reason = null) => await Get<PublishFigureHandler>().AskAsync(_asks, "trained", asOf, reason, default);

    /// <summary>Publishes a figure by four eyes, and gives its code.</summary>
    public async Task<string> Publish(DateOnly asOf, string? reason = null)
    {
        Assert.Null((await AskAsync(asOf, reason)).Problem);
        Assert.Null((await Get<PublishFigureHandler>().ApproveAsync(_approves, "trained", default)).Problem);
        Clock.Advance(TimeSpan.FromMinutes(1));

        // The handlers of this world are a node of their own: the others notice within a second.
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        return (await Get<PublicQuery>().LatestAsync("trained", default))!.Code;
    }

    /// <summary>A reader of a further node.</summary>
    public async Task<HttpClient> NodeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        AddPortal(builder.Services);
        builder.Services.AddPortalUi();
        builder.Services.AddSingleton<PortalAddress>().AddRateLimits().AddAntiforgery().AddAuthentication();
        builder.Services.AddScoped<AuthenticationStateProvider, ServerAuthenticationStateProvider>();
        var policies = builder.Services.AddAuthorizationBuilder();
        foreach (var name in Permissions.All)
        {
            policies.AddPolicy(name, p => p.RequireAuthenticatedUser());
        }

        var node = builder.Build();
        node.UseRequestLocalization();
        node.UseRouting();
        node.UseSecurityHeaders();
        node.UseRateLimiter();
        node.UseAuthorization();
        node.UseAntiforgery();
        node.MapPublic();
        await node.StartAsync();
        _nodes.Add(node);
        return node.GetTestClient();
    }

    /// <summary>How many answers a node made and did not find among those it keeps.</summary>
    public long MadeBy(int node) => _nodes[node].Services.GetRequiredService<PublicPages>().Made;
}
