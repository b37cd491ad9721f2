using Microsoft.AspNetCore.Http.HttpResults;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Features.Commitments.ApproveRule;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.WriteRule;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Commitments;

/// <summary>What a rule would count today.</summary>
/// <param name="Counted">Subjects that would count.</param>
/// <param name="Provisional">Subjects that would, were one thing settled.</param>
/// <param name="Excluded">Those to whom the rule's event happened and who would not count, by the first reason.</param>
/// <param name="Gained">Counted by it and not by the version in force.</param>
/// <param name="Lost">Counted by the version in force and not by it.</param>
public sealed record RuleTrialView(long Counted, long Provisional, IReadOnlyDictionary<string, long> Excluded, long Gained, long Lost);

/// <summary>A version to be written.</summary>
/// <param name="Rule">What makes a subject count.</param>
/// <param name="Why">The reason, for whoever approves it.</param>
public sealed record RuleVersionInput(RuleInput? Rule, string? Why);

/// <summary>How a version stands.</summary>
/// <param name="Status"><c>draft</c>, <c>shadow</c>, <c>effective</c>, <c>superseded</c> or <c>rejected</c>.</param>
/// <param name="ShadowPercent">How much of everybody has been counted under it.</param>
/// <param name="Counted">Counted under it today; 0 until it is counted.</param>
/// <param name="InForce">Counted under the version it is compared with.</param>
/// <param name="Differences">Who stands otherwise, once everybody has been counted.</param>
public sealed record RuleVersionView(int Version, string Status, string? Why, int ShadowPercent, long Counted, long InForce, IReadOnlyList<RuleDifferenceView> Differences);

/// <summary>Subjects that stand otherwise under another version.</summary>
/// <param name="Was">A state, or <c>none</c>.</param>
/// <param name="Becomes">A state, or <c>none</c>.</param>
public sealed record RuleDifferenceView(string Was, string? WasReason, string Becomes, string? Reason, long Subjects);

internal static class RulesEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var target = api.MapGroup("/targets/{code}").WithTags("Rules");
        target.MapPost("/try", TryAsync).RequireAuthorization(Permissions.ManageObjects).WithName("TryRule").WithSummary("What a rule would count today; nothing is saved.");
        target.MapPost("/versions", WriteAsync).RequireAuthorization(Permissions.ManageObjects).WithName("WriteRuleVersion").WithSummary("Writes another version of the rule. It counts nothing until it is approved.");
        target.MapGet("/versions/{number:int}", FindAsync).RequireAuthorization(Permissions.ManageObjects).WithName("GetRuleVersion").WithSummary("How a version stands and how it differs from the one in force.");
        target.MapPost("/versions/{number:int}/shadow", ShadowAsync).RequireAuthorization(Permissions.ManageObjects).WithName("ShadowRuleVersion").WithSummary("Counts everybody under it, beside the version in force. It is put in force in the browser: a second person does, and a key is nobody who looked.");
        target.MapPost("/versions/{number:int}/reject", RejectAsync).RequireAuthorization(Permissions.ManageObjects).WithName("RejectRuleVersion").WithSummary("Turns it down, with a reason.");
    }

    private static async Task<Results<Ok<RuleTrialView>, ProblemHttpResult>> TryAsync(ApiCall call, TryRuleQuery query, string code, JsonBody<RuleInput> body, CancellationToken cancellationToken)
    {
        var input = body.Required();
        if (input.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var tried = await query.RunAsync(call.Actor, code, input.Value, cancellationToken);
        if (!tried.Succeeded)
        {
            return call.Refuse(tried);
        }

        var answer = tried.Value;
        return TypedResults.Ok(new RuleTrialView(
            answer.Of(ContributionState.Counted), answer.Of(ContributionState.Provisional),
            answer.Counts.Where(c => c.State == ContributionState.Excluded).ToDictionary(c => c.Reason!, c => c.N, StringComparer.Ordinal), answer.Gained, answer.Lost));
    }

    private static async Task<Results<Created<RuleVersionView>, ProblemHttpResult>> WriteAsync(
        ApiCall call, WriteRuleHandler handler, VersionQuery query, string code, JsonBody<RuleVersionInput> body, CancellationToken cancellationToken)
    {
        var input = body.Required();
        if (input.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var written = await handler.HandleAsync(call.Actor, code, input.Value.Rule ?? new(null, null), input.Value.Why, cancellationToken);
        return written.Succeeded
            ? TypedResults.Created($"/api/v1/targets/{code}/versions/{written.Value}", View((await query.RunAsync(call.Actor, code, written.Value, null, null, cancellationToken))!))
            : call.Refuse(written);
    }

    private static async Task<Results<Ok<RuleVersionView>, ProblemHttpResult>> FindAsync(ApiCall call, VersionQuery query, string code, int number, CancellationToken cancellationToken) =>
        await query.RunAsync(call.Actor, code, number, null, null, cancellationToken) is { } view ? TypedResults.Ok(View(view)) : call.Refuse(CommitmentProblems.RuleVersionNotFound);

    private static async Task<Results<Ok<RuleVersionView>, ProblemHttpResult>> ShadowAsync(
        ApiCall call, DecideRuleHandler handler, VersionQuery query, string code, int number, CancellationToken cancellationToken) =>
        await AnswerAsync(call, query, (code, number), await handler.ShadowAsync(call.Actor, code, number, cancellationToken), cancellationToken);

    private static async Task<Results<Ok<RuleVersionView>, ProblemHttpResult>> RejectAsync(
        ApiCall call, DecideRuleHandler handler, VersionQuery query, string code, int number, string? because, CancellationToken cancellationToken) =>
        await AnswerAsync(call, query, (code, number), await handler.RejectAsync(call.Actor, code, number, because, cancellationToken), cancellationToken);

    private static async Task<Results<Ok<RuleVersionView>, ProblemHttpResult>> AnswerAsync(
        ApiCall call, VersionQuery query, (string Target, int Number) asked, Result decided, CancellationToken cancellationToken) => decided.Problem is { } problem
        ? call.Refuse(problem)
        : TypedResults.Ok(View((await query.RunAsync(call.Actor, asked.Target, asked.Number, null, null, cancellationToken))!));

    private static RuleVersionView View(VersionView view) => new(
        view.Version.Version, Words.Of(view.Version.Status), view.Version.Why, view.Percent, view.Counted, view.OtherCounted,
        [.. view.Differences.Select(d => new RuleDifferenceView(d.Was, d.WasReason, d.Becomes, d.Reason, d.N))]);
}
