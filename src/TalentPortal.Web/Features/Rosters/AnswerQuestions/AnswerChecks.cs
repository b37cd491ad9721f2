using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Rosters.AnswerQuestions;

/// <summary>Whether answers fit what was asked. Fields are named <c>sheet</c>, <c>encoding</c>, <c>dateOrder</c>, <c>mapping</c>, <c>mapping.HEADING</c>, <c>cohorts.VALUE</c>.</summary>
internal sealed class AnswerChecks(Checks checks, Roster roster, RosterQuestions asked, IReadOnlyDictionary<string, string> remembered, IReadOnlyList<string> cohorts)
{
    // Read from another sheet or in other letters, its headings and values are others: whatever is open will be asked again.
    private bool _anew;

    /// <summary>The answers on top of those given before.</summary>
    public RosterAnswers Read(AnswersInput input, RosterAnswers before)
    {
        var sheet = Sheet(input.Sheet);
        var encoding = Encoding(input.Encoding);
        _anew = (sheet is not null && sheet != roster.Sheet) || (encoding is not null && encoding != roster.Encoding);
        var mapping = Mapping(input.Mapping ?? RosterAnswers.None.Mapping, before.Mapping);
        return new(
            sheet ?? before.Sheet,
            encoding ?? before.Encoding,
            Order(input.DateOrder, mapping) ?? before.DateOrder,
            Merged(before.Mapping, mapping),
            Merged(before.Cohorts, Cohorts(input.Cohorts ?? RosterAnswers.None.Cohorts)));
    }

    private string? Sheet(string? sheet)
    {
        if (sheet is null && asked.Sheets.Count > 0)
        {
            checks.Add("sheet", Checks.Missing);
        }
        else if (sheet is not null && !asked.Sheets.Any(s => s.Name == sheet) && sheet != roster.Sheet)
        {
            checks.Add("sheet", Checks.UnknownCode(sheet));
        }

        return sheet;
    }

    private string? Encoding(string? encoding)
    {
        var known = TextEncoding.All.FirstOrDefault(e => e.Equals(encoding, StringComparison.OrdinalIgnoreCase));
        if (known is null && encoding is not null)
        {
            checks.Add("encoding", Checks.UnknownWord(encoding, TextEncoding.All));
        }

        return known;
    }

    private DateOrder? Order(string? word, IReadOnlyDictionary<string, string> mapping)
    {
        var order = Words.Parse<DateOrder>(word);
        if (order is null && word is not null)
        {
            checks.Add("dateOrder", Checks.UnknownWord(word, Words.All<DateOrder>()));
        }
        else if (order is null && !_anew && asked.Dates.Any(d => IsRead(d.Column, mapping)))
        {
            checks.Add("dateOrder", Checks.Missing);
        }

        return order;
    }

    // A date in a column that is no longer used as one needs no answer.
    private bool IsRead(string column, IReadOnlyDictionary<string, string> mapping)
    {
        var heading = RosterColumns.Names(roster.Columns).Zip(roster.Mapping).FirstOrDefault(m => m.Second == column).First;
        return heading is null || !mapping.TryGetValue(heading, out var now) || now == column;
    }

    private IReadOnlyDictionary<string, string> Mapping(IReadOnlyDictionary<string, string> said, IReadOnlyDictionary<string, string> before)
    {
        if (said.Count > Roster.MaxColumns)
        {
            checks.Add("mapping", Checks.TooMany(Roster.MaxColumns));
            return RosterAnswers.None.Mapping;
        }

        foreach (var (heading, column) in said.Where(m => m.Value.Length > 0 && !RosterColumns.All.Contains(m.Value)))
        {
            checks.Add($"mapping.{heading}", RosterProblems.NoSuchColumn(column));
        }

        foreach (var twice in said.Where(m => m.Value.Length > 0).GroupBy(m => m.Value).Where(g => g.Count() > 1))
        {
            var first = twice.First().Key;
            foreach (var (heading, column) in twice.Skip(1))
            {
                checks.Add($"mapping.{heading}", RosterProblems.TwoColumnsForOne(column, first, heading));
            }
        }

        if (asked.Columns.Count > 0 && !_anew && !checks.Failed && RosterColumns.Map(roster.Columns, Merged(remembered, Merged(before, said))).Problem is { } problem)
        {
            checks.Add("mapping", problem);
        }

        return said;
    }

    private IReadOnlyDictionary<string, string> Cohorts(IReadOnlyDictionary<string, string> said)
    {
        if (said.Count > RosterSource.MaxRemembered)
        {
            checks.Add("cohorts", Checks.TooMany(RosterSource.MaxRemembered));
            return RosterAnswers.None.Cohorts;
        }

        foreach (var (value, code) in said.Where(c => c.Value.Length > 0 && !cohorts.Contains(c.Value)))
        {
            checks.Add($"cohorts.{value}", Checks.UnknownCode(code));
        }

        foreach (var open in asked.Cohorts.Where(c => !_anew && !said.ContainsKey(c.Value)))
        {
            checks.Add($"cohorts.{open.Value}", Checks.Missing);
        }

        return said;
    }

    private static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now) =>
        now.Concat(before.Where(b => !now.ContainsKey(b.Key))).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
}
