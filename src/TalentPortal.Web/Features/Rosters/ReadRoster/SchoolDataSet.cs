using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>
/// A set of Microsoft School Data Sync, version 1, joined into one table as a OneRoster set is: a row for each student in each section, numbered as in
/// <c>StudentEnrollment.csv</c>, or for each student where the set has no enrolments.
/// </summary>
internal sealed class SchoolDataSet : IRowSource
{
    public const string Format = "school-data-sync";

    private const string Students = "Student.csv";
    private const string Enrollments = "StudentEnrollment.csv";
    private const string Sections = "Section.csv";
    private const string SisId = "SIS ID";
    private const string SectionId = "Section SIS ID";

    private readonly List<(int RowNo, string[] Cells)> _rows = [];
    private int _at;

    private SchoolDataSet(string encoding) => Encoding = encoding;

    /// <summary>Of <c>Student.csv</c>.</summary>
    public string Encoding { get; }

    public int RowNo { get; private set; }

    /// <summary>Whether a zip is such a set: students beside sections or enrolments.</summary>
    public static bool Is(BoundedZip zip) => OneRosterSet.Find(zip, Students) is not null && (OneRosterSet.Find(zip, Enrollments) ?? OneRosterSet.Find(zip, Sections)) is not null;

    /// <summary>Reads and joins the set.</summary>
    /// <returns>Refused when a file lacks the columns to join by, or cannot be read.</returns>
    public static Result<SchoolDataSet> Read(BoundedZip zip, string? encoding)
    {
        var students = new Dictionary<string, (int RowNo, string[] Cells)>(StringComparer.Ordinal);
        var sections = new List<(string Id, string Title, string Code)>();
        var enrolled = new List<(int RowNo, string Student, string Section)>();
        var (letters, enrollments) = (TextEncoding.Utf8, OneRosterSet.Find(zip, Enrollments));
        var problem = OneRosterSet.Each(zip, OneRosterSet.Find(zip, Students), encoding, [SisId], row =>
            {
                letters = row.Encoding;
                students.TryAdd(row[SisId], (row.RowNo, Cells(row)));
            })
            ?? OneRosterSet.Each(zip, OneRosterSet.Find(zip, Sections), encoding, [SisId], row => sections.Add((row[SisId], row["Section Name"], row["Section Number"])))
            ?? OneRosterSet.Each(zip, enrollments, encoding, [SectionId, SisId], row => enrolled.Add((row.RowNo, row[SisId], row[SectionId])));
        if (problem is not null)
        {
            return problem;
        }

        if (enrollments is null)
        {
            enrolled.AddRange(students.Select(s => (s.Value.RowNo, s.Key, "")));
        }

        var set = new SchoolDataSet(letters);
        set.Join(enrolled, students, sections);
        return set;
    }

    /// <inheritdoc />
    public Problem? Next(out string[]? cells)
    {
        (RowNo, cells) = _at < _rows.Count ? _rows[_at++] : (RowNo, null);
        return null;
    }

    public void Dispose() => _rows.Clear();

    private void Join(List<(int RowNo, string Student, string Section)> enrolled, Dictionary<string, (int RowNo, string[] Cells)> students, List<(string Id, string Title, string Code)> sections)
    {
        var several = enrolled.Select(e => e.Section).Distinct(StringComparer.Ordinal).Count() > 1;
        string[] columns = [RosterColumns.StudentId, RosterColumns.GivenName, RosterColumns.FamilyName, RosterColumns.Email, RosterColumns.Mobile];
        _rows.Add((1, several ? [.. columns, RosterColumns.Cohort] : columns));
        var names = several ? OneRosterSet.ClassNames(sections) : [];
        foreach (var (rowNo, student, section) in enrolled)
        {
            var cells = students.TryGetValue(student, out var known) ? known.Cells : [student, "", "", "", ""];
            _rows.Add((rowNo, several ? [.. cells, names.GetValueOrDefault(section, section)] : cells));
        }
    }

    // A user name is an address where the school gives its students one.
    private static string[] Cells(OneRosterSet.Row row) =>
    [
        row["Student Number"] is { Length: > 0 } number ? number : row[SisId], row["First Name"], row["Last Name"],
        new[] { row["Email"], row["Secondary Email"], row["Username"] }.FirstOrDefault(e => e.Contains('@', StringComparison.Ordinal)) ?? "",
        row["Phone"] is { Length: > 0 } phone ? phone : row["Mobile"],
    ];
}
