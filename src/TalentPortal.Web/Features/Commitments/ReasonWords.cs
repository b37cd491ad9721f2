using Microsoft.Extensions.Localization;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Web.Features.Commitments;

/// <summary>Why somebody counts or does not, in words.</summary>
internal static class ReasonWords
{
    /// <param name="words">Where reasons of the ledger stand.</param>
    /// <param name="texts">Where states and the reasons of rules stand.</param>
    /// <param name="state">Of the subject.</param>
    /// <param name="reason">Its code.</param>
    public static string Of(IStringLocalizer<CommitmentTexts> words, IStringLocalizer<RuleTexts> texts, ContributionState state, string? reason) => Of(words, texts, Words.Of(state), reason);

    /// <inheritdoc cref="Of(IStringLocalizer{CommitmentTexts}, IStringLocalizer{RuleTexts}, ContributionState, string?)"/>
    public static string Of(IStringLocalizer<CommitmentTexts> words, IStringLocalizer<RuleTexts> texts, string state, string? reason)
    {
        if (reason is null)
        {
            return texts[$"state.{state}"];
        }

        var own = texts[$"reason.{reason}"];
        return own.ResourceNotFound ? words[$"reason.{reason}"] : own.Value;
    }
}
