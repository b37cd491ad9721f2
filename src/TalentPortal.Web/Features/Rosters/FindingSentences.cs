using Microsoft.Extensions.Localization;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Ui.Nouns;

namespace TalentPortal.Web.Features.Rosters;

/// <summary>Puts a finding into a sentence of the reader's language: the resource <c>finding.&lt;code&gt;</c>.</summary>
public sealed class FindingSentences(IStringLocalizer<RosterTexts> texts)
{
    public string Of(Finding finding) => texts[$"finding.{finding.Code}", [.. Args(finding)]];

    /// <summary>Values that stay are told as their column tells them, and by whom they are held.</summary>
    private static IEnumerable<string> Args(Finding finding) => finding is { Code: "protected-kept", Column: { } column, Args: [var kept, var says, var holder] }
        ? [ValueWords.Value(column, kept) ?? "", ValueWords.Value(column, says) ?? "", NounTexts.Of("holder", holder)]
        : finding.Args;
}
