using Microsoft.AspNetCore.Http.HttpResults;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Features.Audits.AnswerFinding;
using TalentPortal.Web.Features.Audits.DownloadPapers;
using TalentPortal.Web.Features.Audits.JudgeMember;
using TalentPortal.Web.Features.Audits.OpenAudit;
using TalentPortal.Web.Features.Audits.ReadAudits;
using TalentPortal.Web.Features.Audits.SignAudit;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Audits;

/// <summary>A verdict: <c>confirmed</c>, <c>not-confirmed</c> with <c>reason</c> and <c>note</c>, or <c>evidence-missing</c>.</summary>
/// <param name="Reason"><c>did-not-happen</c>, <c>another-person</c>, <c>wrong-day</c>, <c>counted-twice</c>, <c>wrong-place</c>, <c>group-not-proven</c>, <c>outside-rule</c> or <c>other</c>.</param>
public sealed record VerdictInput(string? Verdict, string? Reason = null, string? Note = null);

/// <summary>What is answered to a finding.</summary>
public sealed record AnswerInput(string? Text);

/// <summary>A verdict that was kept.</summary>
public sealed record JudgedView(int No, string Verdict, int Version);

/// <summary>A signed audit.</summary>
public sealed record SignedView(Guid Id, string Digest);

/// <summary>An answer that was kept.</summary>
public sealed record AnsweredView(Guid Id);

internal static class AuditsEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var target = api.MapGroup("/targets/{code}/audits").WithTags("Audits");
        target.MapGet("", ListAsync).RequireAuthorization(Permissions.ViewPortfolio).WithName("ListAudits").WithSummary("The audits of a target, the latest first, with what the signed ones say.");
        target.MapPost("", OpenAsync).RequireAuthorization(Permissions.AuditCounts).WithName("OpenAudit")
            .WithSummary("Freezes who was counted and draws a stratified random sample; with the same seed over the same members the same sample.");
        var audit = api.MapGroup("/audits/{id:guid}").WithTags("Audits");
        audit.MapGet("", FindAsync).RequireAuthorization(Permissions.ViewPortfolio).WithName("GetAudit").WithSummary("One audit: population, strata, seed, and once it is signed the result.");
        audit.MapGet("/members", MembersAsync).RequireAuthorization(Permissions.ViewMembers).WithName("ListAuditMembers")
            .WithSummary("Those drawn, for auditors; for managers of the country the findings of a signed audit, with their answers.");
        audit.MapPut("/members/{no:int}/verdict", JudgeAsync).RequireAuthorization(Permissions.AuditCounts).WithName("JudgeAuditMember").WithSummary("Gives a verdict, or another one, until the audit is signed. If-Match holds against another auditor's.");
        audit.MapPost("/members/{no:int}/answers", AnswerAsync).RequireAuthorization(Permissions.ManageObjects).WithName("AnswerAuditFinding").WithSummary("Answers a finding of a signed audit.");
        audit.MapPost("/sign", SignAsync).RequireAuthorization(Permissions.AuditCounts).WithName("SignAudit").WithSummary("Closes an audit whose members are all judged: result, working papers and their digest never change again.");
        audit.MapGet("/papers.json", PapersAsync).RequireAuthorization(Permissions.ViewMembers).WithName("GetAuditPapers").WithSummary("The working papers byte for byte; their SHA-256 is the digest.")
            .Produces<string>(StatusCodes.Status200OK, "application/json");
    }

    private static async Task<Results<Ok<Page<AuditLineView>>, ProblemHttpResult>> ListAsync(ApiCall call, AuditsQuery query, string code, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var paging = Paging.Read(cursor, limit, AuditsQuery.Cursor);
        if (paging.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var page = await query.ListAsync(call.Actor, code, paging.Value, cancellationToken);
        return page.Problem is { } problem ? call.Refuse(problem) : TypedResults.Ok(page.Value);
    }

    private static async Task<Results<Created<AuditView>, ProblemHttpResult>> OpenAsync(
        ApiCall call, OpenAuditHandler handler, AuditsQuery query, string code, JsonBody<OpenAuditInput> body, CancellationToken cancellationToken)
    {
        if (body.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var opened = await handler.OpenAsync(call.Actor, code, body.Value ?? new(), cancellationToken);
        if (opened.Problem is { } problem)
        {
            return call.Refuse(problem);
        }

        var view = (await query.FindAsync(call.Actor, opened.Value, cancellationToken))!;
        call.Tag(view.Version);
        return TypedResults.Created($"/api/v1/audits/{opened.Value}", view);
    }

    private static async Task<Results<Ok<AuditView>, ProblemHttpResult>> FindAsync(ApiCall call, AuditsQuery query, Guid id, CancellationToken cancellationToken) =>
        call.Found(await query.FindAsync(call.Actor, id, cancellationToken), v => v.Version, AuditProblems.NotFound);

    private static async Task<Results<Ok<Page<AuditMemberView>>, ProblemHttpResult>> MembersAsync(
        ApiCall call, AuditMembersQuery query, Guid id, string? filter, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var paging = Paging.Read(cursor, limit, Paging.IsRow);
        if (paging.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        if (!string.IsNullOrEmpty(filter) && Words.Parse<MemberFilter>(filter) is null)
        {
            return call.Refuse(ApiProblems.UnknownWord("filter", filter, Words.All<MemberFilter>()));
        }

        var page = await query.ListAsync(call.Actor, id, Words.Parse<MemberFilter>(filter) ?? MemberFilter.All, paging.Value, cancellationToken);
        return page.Problem is { } problem ? call.Refuse(problem) : TypedResults.Ok(page.Value);
    }

    private static async Task<Results<Ok<JudgedView>, ProblemHttpResult>> JudgeAsync(
        ApiCall call, JudgeMemberHandler handler, Guid id, int no, JsonBody<VerdictInput> body, CancellationToken cancellationToken)
    {
        var input = body.Required();
        if (input.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var said = input.Value;
        if (Words.Parse<AuditVerdict>(said.Verdict) is not { } verdict)
        {
            return call.Refuse(ApiProblems.UnknownWord("verdict", said.Verdict ?? "", Words.All<AuditVerdict>()));
        }

        if (said.Reason is not null && Words.Parse<FindingReason>(said.Reason) is null)
        {
            return call.Refuse(ApiProblems.UnknownWord("reason", said.Reason, Words.All<FindingReason>()));
        }

        var judged = await handler.JudgeAsync(call.Actor, id, no, new(verdict, Words.Parse<FindingReason>(said.Reason), said.Note), call.Seen, cancellationToken);
        if (judged.Problem is { } problem)
        {
            return call.Refuse(problem);
        }

        call.Tag(judged.Value);
        return TypedResults.Ok(new JudgedView(no, Words.Of(verdict), judged.Value));
    }

    private static async Task<Results<Created<AnsweredView>, ProblemHttpResult>> AnswerAsync(
        ApiCall call, AnswerFindingHandler handler, Guid id, int no, JsonBody<AnswerInput> body, CancellationToken cancellationToken)
    {
        if (body.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var answered = await handler.AnswerAsync(call.Actor, id, no, body.Value?.Text, cancellationToken);
        return answered.Problem is { } problem ? call.Refuse(problem) : TypedResults.Created($"/api/v1/audits/{id}/members", new AnsweredView(answered.Value));
    }

    private static async Task<Results<Ok<SignedView>, ProblemHttpResult>> SignAsync(ApiCall call, SignAuditHandler handler, Guid id, CancellationToken cancellationToken)
    {
        var signed = await handler.SignAsync(call.Actor, id, call.Seen, cancellationToken);
        return signed.Problem is { } problem ? call.Refuse(problem) : TypedResults.Ok(new SignedView(id, signed.Value));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> PapersAsync(ApiCall call, PapersQuery query, Guid id, CancellationToken cancellationToken)
    {
        var papers = await query.JsonAsync(call.Actor, id, cancellationToken);
        return papers.Problem is { } problem ? call.Refuse(problem) : TypedResults.File(papers.Value, "application/json", $"audit-{id}.json");
    }
}
