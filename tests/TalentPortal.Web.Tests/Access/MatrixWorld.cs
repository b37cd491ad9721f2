using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TalentPortal.Data;
using TalentPortal.Data.Accounts;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.People;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Audits.JudgeMember;
using TalentPortal.Web.Features.Audits.OpenAudit;
using TalentPortal.Web.Features.Audits.SignAudit;
using TalentPortal.Web.Features.Cohorts.DescribeCohort;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.DescribeTranche;
using TalentPortal.Web.Features.Commitments.MonthlyPacks;
using TalentPortal.Web.Features.Commitments.StoreSource;
using TalentPortal.Web.Features.Commitments.WriteRule;
using TalentPortal.Web.Features.Partners.DescribePartner;
using TalentPortal.Web.Features.People.DecidePair;
using TalentPortal.Web.Features.Programmes.DescribeProgramme;
using TalentPortal.Web.Features.Rosters.DescribeSources;
using TalentPortal.Web.Features.Rosters.ImportHistory;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Checking;
using TalentPortal.Web.Tests.Features.Accounts;
using Xunit;

namespace TalentPortal.Web.Tests.Access;

/// <summary>Somebody who calls: with a session, with a key, or with neither.</summary>
/// <param name="Actor">Who they are to the portal at this moment; anonymous where their key or account is closed.</param>
/// <param name="Key">The key they send; null for a browser.</param>
internal sealed record Principal(string Name, Actor Actor, HttpClient Client, string? Key)
{
    /// <summary>The token that a form of this session carries.</summary>
    public string FormToken { get; init; } = "";

    /// <summary>The session of that token is over, so its forms are refused even where everybody is let in.</summary>
    public bool HasEnded { get; init; }
}

/// <summary>Two partners in two countries, each with everything an endpoint may be asked about, and everybody who may ask.</summary>
public sealed class MatrixWorld : IAsyncLifetime
{
    private readonly Dictionary<(What, Side), string> _objects = [];

    public AccountsFixture Portal { get; } = new();

    public Guid Alpha { get; private set; }

    public Guid Beta { get; private set; }

    internal List<Principal> Principals { get; } = [];

    public static string Country(Side side) => side == Side.Beta ? "MY" : "SG";

    public Guid Partner(Side side) => side switch { Side.Alpha => Alpha, Side.Beta => Beta, _ => Guid.Empty };

    public T Get<T>()
        where T : notnull => Portal.Services.GetRequiredService<T>();

    public async Task InitializeAsync()
    {
        await Portal.InitializeAsync();
        foreach (var side in (Side[])[Side.Alpha, Side.Beta])
        {
            await SeedAsync(side);
        }

        foreach (var side in (Side[])[Side.Alpha, Side.Beta])
        {
            await AuditAsync(side);
        }

        await PackAsync();
        await MeetEverybodyAsync();
    }

    public Task DisposeAsync() => Portal.DisposeAsync();

    /// <summary>The object as an address names it; what nobody has gets a new name each time, and so does what using it up would spoil for the next.</summary>
    public async Task<string> ObjectAsync(What what, Side side)
    {
        if (side == Side.None || what == What.Nothing)
        {
            return what is What.SourceCopy or What.History or What.Audit or What.SignedAudit or What.Roster or What.Preview or What.Waiting or What.Person or What.Record or What.Pair or What.Grant or What.Account ? Guid.CreateVersion7().ToString() : $"nobodys-{Guid.CreateVersion7():N}";
        }

        if (what is What.Grant or What.Account)
        {
            var account = await Portal.AccountAsync((Role.Coordinator, Partner(side)));
            await using var db = await Portal.OpenAsync();
            return (what == What.Account ? account.Id : await db.Grants.Where(g => g.AccountId == account.Id).Select(g => g.Id).SingleAsync()).ToString();
        }

        return _objects[(what, side)];
    }

    /// <summary>What the API is told to write.</summary>
    internal static object BodyOf(string key, Side side)
    {
        var (country, other) = (Country(side), side == Side.Beta ? "beta" : "alpha");
        return key switch
        {
            "PUT /api/v1/partners/{code}" => new PartnerInput(other.ToUpperInvariant(), "university", country),
            "PUT /api/v1/partners/{code}/agreements/{n:int}" => new { kind = "licence", signedOn = "2026-01-01", effectiveOn = "2026-01-01" },
            "PUT /api/v1/partners/{code}/sources/{source}" => new { name = "Registry" },
            "PUT /api/v1/programmes/{code}" => ProgrammeOf(side),
            "PUT /api/v1/cohorts/{code}" => CohortOf(side),
            "PUT /api/v1/commitments/{code}" => CommitmentOf(side, side == Side.None ? $"t-{Guid.CreateVersion7():N}" : $"{other}-target"),
            "PUT /api/v1/tranches/{code}" => TrancheOf(side),
            "PUT /api/v1/audits/{id:guid}/members/{no:int}/verdict" => new { verdict = "confirmed" },
            "POST /api/v1/targets/{code}/try" => new RuleInput("distinct-ever", "completed"),
            "POST /api/v1/targets/{code}/versions" => new { rule = new RuleInput("distinct-ever", "completed"), why = "To see" },
            _ => new { },
        };
    }

    internal static TrancheInput TrancheOf(Side side) => new($"{(side == Side.Beta ? "beta" : "alpha")}-promise", "committed", 100, "USD", new(2026, 2, 1));

    internal static ProgrammeInput ProgrammeOf(Side side) => new("Developers", "training", "developer", Country(side));

    internal static CohortInput CohortOf(Side side)
    {
        var owner = side == Side.Beta ? "beta" : "alpha";
        return new($"{owner}-programme", owner, "First", Country(side), "Asia/Kuala_Lumpur", new(2026, 2, 1), new(2026, 6, 30));
    }

    internal static CommitmentInput CommitmentOf(Side side, string target) => new(
        "We promise.", "The minister", new(2026, 1, 1), "https://example.org/promise", "As it says.",
        [new(target, 100, "people", new(2026, 1, 1), new(2028, 12, 31), new("distinct-ever", "completed"))], Country: Country(side));

    private static T Done<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Succeeded, $"{outcome.Problem} {string.Join("; ", outcome.Fields)}");
        return outcome.Value;
    }

    private async Task SeedAsync(Side side)
    {
        var (name, country, boss) = (side == Side.Alpha ? "alpha" : "beta", Country(side), Actor.System);
        var partner = Done(await Get<DescribePartnerHandler>().HandleAsync(boss, name, new(name.ToUpperInvariant(), "university", country), null, default)).Id;
        (Alpha, Beta) = side == Side.Alpha ? (partner, Beta) : (Alpha, partner);
        Done(await Get<DescribeProgrammeHandler>().HandleAsync(boss, $"{name}-programme", ProgrammeOf(side), null, default));
        Done(await Get<DescribeCohortHandler>().HandleAsync(boss, $"{name}-cohort", CohortOf(side), null, default));
        Done(await Get<DescribeCommitmentHandler>().HandleAsync(boss, $"{name}-promise", CommitmentOf(side, $"{name}-target"), null, default));
        Done(await Get<DescribeTrancheHandler>().HandleAsync(boss, $"{name}-promise", TrancheOf(side), null, default)); // under the code of its commitment, which is the object that is asked for
        var copy = await StoredAsync(name, side);
        var history = await HistoryAsync(name);
        Done(await Get<WriteRuleHandler>().HandleAsync(boss, $"{name}-target", new("distinct-ever", "enrolled"), "Enrolled is enough.", default));
        Done(await Get<SourceHandler>().DescribeAsync(boss, name, "2", new("Second"), null, default));
        var applied = await UploadAsync($"{name}-cohort", $"student_id,full_name,status,completed_on\n{name}1,{name} student,completed,2026-06-01\n", RosterApply.Valid);
        await UploadAsync($"{name}-cohort", $"student_id,full_name,status\n{name}9,{name} namesake,enrolled\n", RosterApply.Valid);
        var preview = await UploadAsync($"{name}-cohort", $"student_id,full_name,status\n{name}2,{name} other,enrolled\n", RosterApply.Preview);
        var waiting = await UploadAsync($"{name}-cohort", $"student_id,full_name,status\n{name}3,{name} third,enrolled\n", RosterApply.Preview);
        var db = await Get<PortalDatabase>().BeginAsync(Scope.Everything, default);
        var student = await db.Set<PersonRecord>().SingleAsync(r => r.PartnerId == partner && r.StudentKey == $"{name}1");
        var namesake = await db.Set<PersonRecord>().SingleAsync(r => r.PartnerId == partner && r.StudentKey == $"{name}9");
        await db.DisposeAsync();
        var pair = await Get<DecidePairHandler>().AskAsync(Actor.System, student.PersonId, namesake.PersonId, default);
        foreach (var (what, value) in new (What, string)[]
        {
            (What.Partner, name), (What.Programme, $"{name}-programme"), (What.Cohort, $"{name}-cohort"), (What.Commitment, $"{name}-promise"), (What.Target, $"{name}-target"), (What.SourceCopy, copy), (What.History, history),
            (What.Roster, applied.ToString()), (What.Preview, preview.ToString()), (What.Waiting, waiting.ToString()), (What.Person, student.PersonId.ToString()),
            (What.Record, student.Id.ToString()), (What.Pair, pair.Value.ToString()),
        })
        {
            _objects[(what, side)] = value;
        }
    }

    /// <summary>A pack, of which both sides have a part; without librsvg there is none to be had, and none is kept.</summary>
    private async Task PackAsync()
    {
        var pack = await Get<PackHandler>().GetAsync(Actor.System, new(2026, 5, 1), "en", default);
        Assert.Null(pack.Problem);
        _objects[(What.Pack, Side.Alpha)] = _objects[(What.Pack, Side.Beta)] = pack.Value.Code;
    }

    /// <summary>Two audits of each target, one of them signed: both draw the two whom the first rule counts.</summary>
    private async Task AuditAsync(Side side)
    {
        foreach (var what in (What[])[What.Audit, What.SignedAudit])
        {
            var id = (await Get<OpenAuditHandler>().OpenAsync(Actor.System, _objects[(What.Target, side)], new(Size: 2), default)).Value;
            _objects[(what, side)] = id.ToString();
            if (what == What.SignedAudit)
            {
                foreach (var no in (int[])[1, 2])
                {
                    Assert.Null((await Get<JudgeMemberHandler>().JudgeAsync(Actor.System, id, no, new(AuditVerdict.EvidenceMissing, null, null), null, default)).Problem);
                }

                Assert.Null((await Get<SignAuditHandler>().SignAsync(Actor.System, id, null, default)).Problem);
            }
        }
    }

    private async Task<string> StoredAsync(string name, Side side)
    {
        using var bytes = new MemoryStream("As it was said."u8.ToArray());
        var hash = (await Get<StoreSourceHandler>().HandleAsync(Actor.System, $"{name}-promise", "source.txt", bytes, default)).Value;
        Done(await Get<DescribeCommitmentHandler>().HandleAsync(Actor.System, $"{name}-promise", CommitmentOf(side, $"{name}-target") with { SourceCopy = hash }, null, default));
        await using var db = await Get<PortalDatabase>().BeginAsync(Scope.Nothing, default);
        return (await db.Set<Commitment>().Where(c => c.Code == $"{name}-promise").Select(c => c.SourceCopyId).SingleAsync()).ToString()!;
    }

    private async Task<string> HistoryAsync(string name)
    {
        using var bytes = new MemoryStream("student_id,full_name,completed_on\nH1,Before,2020-01-01\n"u8.ToArray());
        return Done(await Get<HistoryHandler>().ReadAsync(Actor.System, $"{name}-target", new("old.csv", "declared", "Somebody says so."), bytes, default)).ToString();
    }

    private async Task<Guid> UploadAsync(string cohort, string csv, RosterApply apply)
    {
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv));
        var id = (await Get<RosterIntake>().ReceiveAsync(Actor.System, new(cohort, "roster.csv", "text/csv", RosterMode.Delta, apply), bytes, default)).Value;
        var wanted = apply == RosterApply.Preview ? RosterState.Previewed : RosterState.Applied;
        for (var i = 0; i < 300; i++)
        {
            await using var db = await Get<PortalDatabase>().BeginAsync(Scope.Everything, default);
            if (await db.Set<Roster>().AnyAsync(r => r.Id == id && r.State == wanted))
            {
                return id;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"The roster for {cohort} did not become {wanted}.");
    }

    private async Task MeetEverybodyAsync()
    {
        Principals.Add(new("anonymous", Actor.Anonymous, Client(), null) { FormToken = await TokenAsync(Client(out var nobody), "/account/sign-in") });
        Principals[0] = Principals[0] with { Client = nobody };
        await MeetAsync("coordinator A", new Grant(Role.Coordinator, Alpha));
        await MeetAsync("coordinator B", new Grant(Role.Coordinator, Beta));
        await MeetAsync("partner administrator A", new Grant(Role.PartnerAdministrator, Alpha));
        await MeetAsync("manager SG", new Grant(Role.ProgrammeManager, Country: "SG"));
        await MeetAsync("manager MY", new Grant(Role.ProgrammeManager, Country: "MY"));
        await MeetAsync("manager of all", new Grant(Role.ProgrammeManager));
        await MeetAsync("executive", new Grant(Role.Executive));
        await MeetAsync("auditor", new Grant(Role.Auditor));
        await MeetAsync("administrator", new Grant(Role.Administrator));
        await MeetKeyAsync("key manager", KeyRole.Manager, new Grant(Role.ProgrammeManager));
        await MeetKeyAsync("key partner A", KeyRole.Partner, new Grant(Role.Coordinator, Alpha));
        await MeetKeyAsync("key auditor", KeyRole.Auditor, new Grant(Role.Auditor));
        await MeetKeyAsync("key reader", KeyRole.Reader, new Grant(Role.Reader));
        var now = Portal.Clock.GetUtcNow();
        Principals.Add(Principals[0] with { Name = "revoked key", Key = await Portal.KeyAsync(KeyRole.Manager, revoked: now) });
        Principals.Add(Principals[0] with { Name = "expired key", Key = await Portal.KeyAsync(KeyRole.Manager, life: TimeSpan.FromMinutes(1)) });
        await MeetAsync("suspended account", new Grant(Role.ProgrammeManager), suspended: true);
        Portal.Clock.Advance(TimeSpan.FromMinutes(2));
    }

    private async Task MeetAsync(string name, Grant grant, bool suspended = false)
    {
        var account = await Portal.AccountAsync();
        var client = Client();
        var browser = new Browser(client, "X-Test-Address", Portal.NextAddress());
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignInAsync(account.Email!, AccountsFixture.Password)).StatusCode);
        var token = await TokenAsync(client, "/account");
        client.DefaultRequestHeaders.Remove("X-Test-Address");
        await using var db = await Portal.OpenAsync();
        db.Grants.Add(new()
        {
            Id = Guid.CreateVersion7(),
            AccountId = account.Id,
            Role = grant.Role,
            PartnerId = grant.PartnerId,
            Country = grant.Country,
            GrantedBy = "system",
            GrantedAt = account.CreatedAt,
        });
        await db.SaveChangesAsync();
        if (suspended)
        {
            await db.Users.Where(a => a.Id == account.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.SuspendedAt, account.CreatedAt));
        }

        Principals.Add(new(name, suspended ? Actor.Anonymous : new Actor(account.Id, name, false, [grant]), client, null) { FormToken = token, HasEnded = suspended });
    }

    private async Task MeetKeyAsync(string name, KeyRole role, Grant grant) =>
        Principals.Add(new(name, new Actor(Guid.CreateVersion7(), name, true, [grant]), Principals[0].Client, await Portal.KeyAsync(role, grant.PartnerId)) { FormToken = Principals[0].FormToken });

    private HttpClient Client() => Portal.Portal.CreateClient(new() { BaseAddress = new("http://localhost"), AllowAutoRedirect = false, HandleCookies = true });

    private HttpClient Client(out HttpClient made) => made = Client();

    private async Task<string> TokenAsync(HttpClient client, string page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.Add("X-Test-Address", Portal.NextAddress());
        using var response = await client.SendAsync(request);
        var document = await Browser.ReadAsync(response);
        return document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }

    /// <summary>Sends what a principal would send; keys as keys, forms with or without their token.</summary>
    internal async Task<(HttpResponseMessage Response, string Body)> SendAsync(Principal who, string method, string address, HttpContent? content)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = content };
        request.Headers.Add("X-Test-Address", Portal.NextAddress());
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        if (method == "POST")
        {
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        }

        if (who.Key is { } key)
        {
            request.Headers.Authorization = new("Bearer", key);
        }

        var response = await who.Client.SendAsync(request);
        return (response, await response.Content.ReadAsStringAsync());
    }
}
