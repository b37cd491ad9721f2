using Microsoft.Extensions.Localization;
using TalentPortal.Web.Ui.Nouns;

namespace TalentPortal.Web.Features.Commitments;

/// <summary>Why somebody counts or does not, in words.</summary>
internal static class ReasonWords
{
    /// <param name="texts">Where states stand.</param>
    /// <param name="state">Of the subject, as its word; or <c>none</c>.</param>
    /// <param name="reason">Its code.</param>
    public static string Of(IStringLocalizer<RuleTexts> texts, string state, string? reason) => reason is null ? texts[$"state.{state}"] : NounTexts.Of("reason", reason);
}
