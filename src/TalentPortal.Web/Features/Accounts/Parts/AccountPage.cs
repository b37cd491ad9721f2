using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Ui.Components;
using TalentPortal.Web.Ui.Texts;

namespace TalentPortal.Web.Features.Accounts.Parts;

/// <summary>What the static account pages share: texts, the request, and the errors of a posted form.</summary>
public abstract class AccountPage : ComponentBase
{
    [Inject]
    protected IStringLocalizer<AccountsTexts> T { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    [Inject]
    protected ProblemSentences Sentences { get; set; } = null!;

    protected FormErrors Errors { get; } = new();

    protected CancellationToken Aborted => Http.RequestAborted;

    protected string Sentence(Problem problem) => Sentences.Of(problem);

    /// <summary>Shows why, at the field and in the summary, and answers 422.</summary>
    protected void Refuse(string field, Problem problem)
    {
        Errors.Add(field, Sentence(problem));
        Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
    }

    /// <summary>Answers 429 and says how long to wait.</summary>
    protected void RefuseTries(string field, TimeSpan wait)
    {
        Refuse(field, AccountProblems.TooManyTries(wait));
        Http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        ProblemAnswer.RetryAfter(Http, wait);
    }

    /// <summary>The sentence of a code that came back in the address, where it is one of ours.</summary>
    protected string? Known(string prefix, string? code) =>
        code is { Length: > 0 and < 60 } && T[$"{prefix}.{code}"] is { ResourceNotFound: false } text ? text.Value : null;
}
