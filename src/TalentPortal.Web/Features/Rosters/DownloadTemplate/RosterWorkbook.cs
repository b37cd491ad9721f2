using Microsoft.Extensions.Localization;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Exports;

namespace TalentPortal.Web.Features.Rosters.DownloadTemplate;

/// <summary>The workbook that templates and registers share: the rows, how to fill them in, and the lists behind the cells.</summary>
public sealed class RosterWorkbook(IStringLocalizer<RosterWorkbookTexts> texts)
{
    /// <summary>The sheet with the rows. The only one to be uploaded, whatever its neighbours are called.</summary>
    public const string DataSheet = "Roster";

    private const int MeaningsTold = 20;

    private static readonly string[] Introduction = ["rows", "needed", "lists", "upload", "never"];

    /// <summary>The workbook for a cohort of this country, in the current culture.</summary>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="columns">The headings from the left.</param>
    /// <param name="key">The one of them that is not to be seen, if any.</param>
    public XlsxWorkbook Of(string country, IReadOnlyList<string> columns, string? key = null)
    {
        XlsxColumn[] described = [.. columns.Select(c => new XlsxColumn(c, Width(c))
        {
            IsHidden = c == key,
            Choices = RosterLists.Of(c, country),
            Hint = IsDay(c) ? texts["write.day"].Value : null,
        })];
        return new(DataSheet, described) { PreparedRows = Roster.MaxRows, Notes = Notes(described, key is not null) };
    }

    private XlsxNotes Notes(IReadOnlyList<XlsxColumn> columns, bool hasKey) => new(
        texts["sheet.how-to"],
        [24, 28, 90],
        [
            new(true, texts["title", DataSheet].Value),
            .. Introduction.Select(i => new XlsxNote(false, "", "", texts[$"intro.{i}"].Value)),
            .. hasKey ? new[] { new XlsxNote(false, "", "", texts["intro.key"].Value) } : [],
            new(false),
            new(true, texts["col.column"].Value, texts["col.meaning"].Value, texts["col.write"].Value),
            .. columns.Where(c => !c.IsHidden).Select(c => new XlsxNote(false, c.Heading, ValueWords.Field(c.Heading), ToWrite(c))),
        ]);

    private string ToWrite(XlsxColumn column) => column switch
    {
        { Choices.Count: > MeaningsTold } => texts["write.country"],
        { Choices.Count: > 0 } => string.Join("; ", column.Choices.Select(c => c.Value == c.Meaning ? c.Value : $"{c.Value} = {c.Meaning}")),
        { Heading: RosterColumns.FullName } => texts["write.needed"],
        { Heading: RosterColumns.GivenName or RosterColumns.FamilyName } => texts["write.name"],
        { Heading: RosterColumns.StudentId or RosterColumns.Email } => texts["write.either"],
        { Heading: RosterColumns.BirthYear } => texts["write.year"],
        { Heading: RosterColumns.Nationality } => texts["write.country"],
        { Heading: RosterColumns.Score } => texts["write.score"],
        _ when IsDay(column.Heading) => texts["write.day"],
        _ => texts["write.text"],
    };

    private static bool IsDay(string column) => column is RosterColumns.BirthDate or RosterColumns.EnrolledOn or RosterColumns.CompletedOn;

    private static double Width(string column) => column switch
    {
        RosterColumns.FullName => 32,
        RosterColumns.Email => 30,
        RosterColumns.Employer or RosterColumns.Sector => 22,
        RosterColumns.Gender or RosterColumns.BirthYear or RosterColumns.Score or RosterColumns.Grade => 11,
        _ => 16,
    };
}
