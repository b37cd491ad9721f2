using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Platform.Http;

/// <summary>One field that was wrong, as the API says it.</summary>
public sealed record FieldError(string Field, string Code, string Detail);

/// <summary>Turns refusals into problem details: a status, the stable code, and a sentence in the reader's language.</summary>
/// <param name="sentence">Puts a problem into words.</param>
public sealed class ApiProblems(Func<Problem, string> sentence)
{
    public static readonly Problem BadCursor = new("cursor.malformed");

    private static readonly HashSet<string> Conflicts = new(StringComparer.Ordinal)
    {
        "roster.already-applied", "roster.not-previewed", "roster.preview-expired", "roster.too-late-to-cancel", "roster.rows-in-error", "roster.changed-since-preview", "cohort.has-people",
        "roster.nothing-asked",
        "roster.decided-meanwhile", "roster.nothing-to-approve", "roster.not-applied",
        "rule.not-a-draft", "rule.of-a-draft", "rule.not-in-shadow", "rule.still-counting", "rule.says-the-same", "rule.waits-already",
        "commitment.already-published", "commitment.not-published", "commitment.closed", "commitment.nothing-changed",
        "approval.nothing-waits", "approval.changed-since", "approval.waits", "approval.too-early",
        "audit.signed", "audit.not-signed", "audit.not-all-judged", "audit.figure-does-not-stand",
    };

    private static readonly HashSet<string> BadRequests = new(StringComparer.Ordinal) { "request.malformed", "cursor.malformed", "limit.out-of-range", "roster.cohort-missing", "parameter.unknown-word" };

    public static Problem BadLimit(int most) => new("limit.out-of-range", most);

    /// <summary>A parameter of the address that is none of the words it may be.</summary>
    public static Problem UnknownWord(string parameter, string word, IEnumerable<string> known) => new("parameter.unknown-word", parameter, word, string.Join(", ", known));

    public static int StatusOf(Problem problem) => problem.Code switch
    {
        _ when problem.Code.EndsWith(".not-found", StringComparison.Ordinal) || problem.Code == "roster.source-not-found" => StatusCodes.Status404NotFound,
        _ when problem.Code == Keeping.Changed.Code => StatusCodes.Status412PreconditionFailed,
        _ when problem.Code is "country.not-managed" or "approval.person-needed" or "approval.second-person-needed" or "roster.second-person-needed" or "rule.second-person-needed" or "roster.manager-overrides-only" => StatusCodes.Status403Forbidden,
        _ when problem.Code == "roster.too-large" => StatusCodes.Status413PayloadTooLarge,
        _ when problem.Code == "roster.media-not-read" => StatusCodes.Status415UnsupportedMediaType,
        _ when Conflicts.Contains(problem.Code) => StatusCodes.Status409Conflict,
        _ when BadRequests.Contains(problem.Code) => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    public string Sentence(Problem problem) => sentence(problem);

    public ProblemHttpResult Of(Problem problem) => Of(problem, []);

    public ProblemHttpResult Of<T>(Outcome<T> refused) => Of(refused.Problem!, refused.Fields);

    private ProblemHttpResult Of(Problem problem, IReadOnlyList<FieldProblem> fields)
    {
        var details = new ProblemDetails { Status = StatusOf(problem), Title = problem.Code, Detail = sentence(problem) };
        details.Extensions["code"] = problem.Code;
        if (fields.Count > 0)
        {
            details.Extensions["errors"] = fields.Select(f => new FieldError(f.Field, f.Problem.Code, sentence(f.Problem))).ToArray();
        }

        return TypedResults.Problem(details);
    }
}
