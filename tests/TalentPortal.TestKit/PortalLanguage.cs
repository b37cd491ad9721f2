using System.Text;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Cohorts.DescribeCohort;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Partners.DescribeAgreement;
using TalentPortal.Web.Features.Partners.DescribePartner;
using TalentPortal.Web.Features.Programmes.DescribeProgramme;
using TalentPortal.Web.Features.Rosters.ApplyRoster;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform.Checking;
using Xunit;

namespace TalentPortal.TestKit;

/// <summary>What tests say to a portal, in the words of the product. Everything is done by the portal's own handlers.</summary>
public static class PortalLanguage
{
    public static async Task University(this PortalFixture portal, string code, string country = "MY") =>
        Done(await portal.Get<DescribePartnerHandler>().HandleAsync(portal.Manager, code, new(code.ToUpperInvariant(), "university", country), null, default));

    public static async Task Programme(this PortalFixture portal, string code, string kind = "training", string? level = "developer", string country = "MY") =>
        Done(await portal.Get<DescribeProgrammeHandler>().HandleAsync(portal.Manager, code, new(code, kind, level, country), null, default));

    /// <summary>A cohort of 2026; its partner and programme must exist.</summary>
    public static async Task Cohort(this PortalFixture portal, string code, string partner, string programme, string country = "MY", int? seats = null) =>
        Done(await portal.Get<DescribeCohortHandler>().HandleAsync(
            portal.Manager, code, new(programme, partner, code, country, "Asia/Kuala_Lumpur", new(2026, 2, 1), new(2026, 6, 30), seats), null, default));

    /// <summary>A commitment with one target whose window is 2026 to 2028.</summary>
    public static Task Commitment(this PortalFixture portal, string code, string target, decimal? amount, RuleInput rule, string unit = "people") =>
        portal.Commitment(code, new TargetInput(target, amount, unit, new(2026, 1, 1), new(2028, 12, 31), rule));

    public static async Task<DescribedCommitment> Commitment(this PortalFixture portal, string code, params TargetInput[] targets)
    {
        var input = new CommitmentInput("We promise.", "The minister", new(2026, 1, 1), "https://example.org/promise", "As it says.", targets);
        return Done(await portal.Get<DescribeCommitmentHandler>().HandleAsync(portal.Manager, code, input, null, default));
    }

    public static async Task Agreement(this PortalFixture portal, string partner, int number, DateOnly effectiveOn, DateOnly? expiresOn = null) =>
        Done(await portal.Get<DescribeAgreementHandler>().HandleAsync(portal.Manager, partner, number, new("licence", effectiveOn, effectiveOn, expiresOn), null, default));

    /// <summary>Uploads a CSV and lets the work run.</summary>
    /// <returns>The roster as it stands then.</returns>
    public static async Task<Roster> Upload(this PortalFixture portal, string cohort, string csv, RosterApply apply = RosterApply.Valid, RosterMode mode = RosterMode.Delta)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var received = await portal.Get<RosterIntake>().ReceiveAsync(portal.Manager, new(cohort, "roster.csv", "text/csv", mode, apply), bytes, default);
        Assert.Null(received.Problem);
        await portal.WorkAsync();
        return await portal.Roster(received.Value);
    }

    /// <summary>Applies a previewed roster and lets the work run.</summary>
    public static async Task<Roster> Apply(this PortalFixture portal, Guid roster, RosterApply apply = RosterApply.Valid)
    {
        Assert.Null((await portal.Get<ApplyRosterHandler>().ApplyAsync(portal.Manager, roster, apply, default)).Problem);
        await portal.WorkAsync();
        return await portal.Roster(roster);
    }

    public static async Task<Roster> Roster(this PortalFixture portal, Guid id)
    {
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        return await db.Set<Roster>().AsNoTracking().SingleAsync(r => r.Id == id);
    }

    /// <summary>Counted, as the figures of the effective rule say.</summary>
    public static Task<long> Counted(this PortalFixture portal, string target) => portal.Figure(target, "state", "counted");

    /// <summary>One figure of the effective rule of a target.</summary>
    public static async Task<long> Figure(this PortalFixture portal, string target, string dim, string key)
    {
        await using var db = await portal.Database.BeginAsync(Scope.Nothing, default);
        return await (
            from t in db.Set<Domain.Commitments.Target>()
            join r in db.Set<Domain.Commitments.RuleVersion>() on t.Id equals r.TargetId
            join f in db.Set<Domain.Commitments.Figure>() on new { r.TargetId, r.Version } equals new { f.TargetId, f.Version }
            where t.Code == target && r.Status == Domain.Commitments.RuleStatus.Effective && f.Dim == dim && f.Key == key
            select f.N).SumAsync();
    }

    /// <summary>Compares ledger and facts of every target.</summary>
    public static async Task<IReadOnlyList<RecountLine>> Recount(this PortalFixture portal)
    {
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        return await db.CheckAsync(null, default);
    }

    private static T Done<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Succeeded, $"{outcome.Problem} {string.Join("; ", outcome.Fields)}");
        return outcome.Value;
    }
}
