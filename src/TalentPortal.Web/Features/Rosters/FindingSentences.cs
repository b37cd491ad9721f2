using Microsoft.Extensions.Localization;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters;

/// <summary>Puts a finding into a sentence of the reader's language: the resource <c>finding.&lt;code&gt;</c>.</summary>
public sealed class FindingSentences(IStringLocalizer<RosterTexts> texts)
{
    public string Of(Finding finding) => texts[$"finding.{finding.Code}", [.. finding.Args]];
}
