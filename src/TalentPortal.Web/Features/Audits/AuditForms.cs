using System.Globalization;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Features.Audits.AnswerFinding;
using TalentPortal.Web.Features.Audits.DownloadPapers;
using TalentPortal.Web.Features.Audits.JudgeMember;
using TalentPortal.Web.Features.Audits.OpenAudit;
using TalentPortal.Web.Features.Audits.SignAudit;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Exports;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Audits;

/// <summary>The buttons of the pages of audits, and what can be downloaded. Every button leads back to a page that says what came of it.</summary>
internal static class AuditForms
{
    public static void MapAuditForms(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/targets/{code}/audits/open", OpenAsync).RequireAuthorization(Permissions.AuditCounts).RequireAntiforgery();
        var audit = endpoints.MapGroup("/audits/{id:guid}");
        audit.MapPost("/members/{no:int}/verdict", JudgeAsync).RequireAuthorization(Permissions.AuditCounts).RequireAntiforgery();
        audit.MapPost("/members/{no:int}/answer", AnswerAsync).RequireAuthorization(Permissions.ManageObjects).RequireAntiforgery();
        audit.MapPost("/sign", SignAsync).RequireAuthorization(Permissions.AuditCounts).RequireAntiforgery();
        audit.MapGet("/papers.json", JsonAsync).RequireAuthorization(Permissions.ViewMembers);
        audit.MapGet("/papers.csv", CsvAsync).RequireAuthorization(Permissions.ViewMembers);
    }

    private static async Task<IResult> OpenAsync(string code, HttpRequest request, ICurrentActor currentActor, OpenAuditHandler handler, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        var ofSize = form["by"] == "size";
        var input = new OpenAuditInput(
            DateOnly.TryParseExact(form["asOf"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            Published: Guid.TryParse(form["published"], out var published) ? published : null,
            Size: ofSize ? int.TryParse(form["size"], NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0 : null,
            Confidence: int.TryParse(form["confidence"], NumberStyles.None, CultureInfo.InvariantCulture, out var confidence) ? confidence : null,
            Tolerable: ofSize ? null : decimal.TryParse(form["tolerable"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var tolerable) ? tolerable : null,
            Seed: form["seed"].ToString().Trim());
        var opened = await handler.OpenAsync(await currentActor.GetAsync(cancellationToken), code, input, cancellationToken);
        return opened.Problem switch
        {
            null => new SeeOther($"/audits/{opened.Value}"),
            { } missing when missing == CommitmentProblems.TargetNotFound => TypedResults.StatusCode(StatusCodes.Status404NotFound),
            { } problem => new SeeOther(Address.Of($"/targets/{code}/audits", ("refused", problem.Code))),
        };
    }

    private static async Task<IResult> JudgeAsync(Guid id, int no, HttpRequest request, ICurrentActor currentActor, JudgeMemberHandler handler, MemberQuery members, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        var (actor, here) = (await currentActor.GetAsync(cancellationToken), $"/audits/{id}/members/{no}");
        if (Words.Parse<AuditVerdict>(form["verdict"]) is not { } verdict)
        {
            return MissingOr(await members.FindAsync(actor, id, no, cancellationToken) is null, new SeeOther(here));
        }

        int? seen = int.TryParse(form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;
        var judged = await handler.JudgeAsync(actor, id, no, new(verdict, Words.Parse<FindingReason>(form["reason"]), form["note"]), seen, cancellationToken);
        if (judged.Problem is { } problem)
        {
            return MissingOr(problem == AuditProblems.NotFound || problem == AuditProblems.MemberNotFound, new SeeOther(Address.Of(here, ("refused", problem.Code))));
        }

        var next = (await members.FindAsync(actor, id, no, cancellationToken))?.NextOpen;
        return new SeeOther(next is { } number ? Address.Of($"/audits/{id}/members/{number}", ("judged", no.ToString(CultureInfo.InvariantCulture))) : $"/audits/{id}?done=judged");
    }

    private static async Task<IResult> AnswerAsync(Guid id, int no, HttpRequest request, ICurrentActor currentActor, AnswerFindingHandler handler, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        return Back(id, "answered", (await handler.AnswerAsync(await currentActor.GetAsync(cancellationToken), id, no, form["text"], cancellationToken)).Problem);
    }

    private static async Task<IResult> SignAsync(Guid id, HttpRequest request, ICurrentActor currentActor, SignAuditHandler handler, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        int? seen = int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
        return Back(id, "signed", (await handler.SignAsync(await currentActor.GetAsync(cancellationToken), id, seen, cancellationToken)).Problem);
    }

    private static async Task<IResult> JsonAsync(Guid id, ICurrentActor currentActor, PapersQuery query, CancellationToken cancellationToken) =>
        Download(await query.JsonAsync(await currentActor.GetAsync(cancellationToken), id, cancellationToken), id, "application/json", "json");

    private static async Task<IResult> CsvAsync(Guid id, ICurrentActor currentActor, PapersQuery query, CancellationToken cancellationToken) =>
        Download(await query.CsvAsync(await currentActor.GetAsync(cancellationToken), id, cancellationToken), id, CsvExport.Media, "csv");

    private static IResult Download(Result<byte[]> papers, Guid id, string media, string ending) => papers.Problem switch
    {
        null => TypedResults.File(papers.Value, media, $"audit-{id}.{ending}"),
        { } problem => MissingOr(problem == AuditProblems.NotFound, new SeeOther(Address.Of($"/audits/{id}", ("refused", problem.Code)))),
    };

    private static IResult Back(Guid id, string done, Problem? problem) => problem switch
    {
        null => new SeeOther(Address.Of($"/audits/{id}", ("done", done))),
        _ => MissingOr(problem == AuditProblems.NotFound || problem == AuditProblems.MemberNotFound, new SeeOther(Address.Of($"/audits/{id}", ("refused", problem.Code)))),
    };

    private static IResult MissingOr(bool missing, SeeOther otherwise) => missing ? TypedResults.StatusCode(StatusCodes.Status404NotFound) : otherwise;
}
