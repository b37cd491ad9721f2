using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Platform.Http;

/// <summary>What every endpoint of the API needs of its request: who asks, which revision they saw, and how to refuse.</summary>
public sealed class ApiCall
{
    private readonly HttpContext _context;

    private ApiCall(HttpContext context, Actor actor) => (_context, Actor) = (context, actor);

    public Actor Actor { get; }

    /// <summary>The revision of <c>If-Match</c>; null where it is absent or <c>*</c>; one that no object has where it cannot be read.</summary>
    public int? Seen
    {
        get
        {
            var header = _context.Request.Headers.IfMatch.ToString();
            if (header.Length == 0 || header == "*")
            {
                return null;
            }

            return EntityTagHeaderValue.TryParse(header, out var tag) && int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : -1;
        }
    }

    private ApiProblems Problems => _context.RequestServices.GetRequiredService<ApiProblems>();

    public static async ValueTask<ApiCall> BindAsync(HttpContext context) =>
        new(context, await context.RequestServices.GetRequiredService<ICurrentActor>().GetAsync(context.RequestAborted));

    /// <summary>Names the revision of what is sent.</summary>
    public void Tag(int revision) => _context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");

    public ProblemHttpResult Refuse(Problem problem) => Problems.Of(problem);

    public ProblemHttpResult Refuse<T>(Outcome<T> refused) => Problems.Of(refused);

    public string Sentence(Problem problem) => Problems.Sentence(problem);

    /// <summary>An object with its revision as ETag, or not found.</summary>
    public Results<Ok<T>, ProblemHttpResult> Found<T>(T? view, Func<T, int> revision, Problem missing)
        where T : class
    {
        if (view is null)
        {
            return Refuse(missing);
        }

        Tag(revision(view));
        return TypedResults.Ok(view);
    }
}
