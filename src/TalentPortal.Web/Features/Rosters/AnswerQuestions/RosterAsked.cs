using Microsoft.Extensions.Localization;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters.AnswerQuestions;

/// <summary>What is asked of a file, a sentence for each kind of question.</summary>
internal static class RosterAsked
{
    public static IEnumerable<string> Of(RosterQuestions asks, IStringLocalizer<RosterPageTexts> texts)
    {
        if (asks.Sheets.Count > 0)
        {
            yield return texts["questions.says.sheets", asks.Sheets.Count];
        }

        if (asks.Columns.Count > 0)
        {
            yield return texts["questions.says.columns", asks.Columns.Count(c => c.Suggested is not null), asks.Columns.Count];
        }

        if (asks.Dates is [var date, ..])
        {
            yield return texts["questions.says.date", date.Sample];
        }

        if (asks.Cohorts is [var only])
        {
            yield return texts["questions.says.cohort", only.Value];
        }
        else if (asks.Cohorts.Count > 1)
        {
            yield return texts["questions.says.cohorts", asks.Cohorts.Count, asks.Cohorts[0].Value];
        }
    }
}
