using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>
/// A OneRoster set, 1.1 or 1.2, joined into one table: a row for each student in each class, numbered as in <c>enrollments.csv</c>, or for each student where the set
/// has no enrolments. Teachers and all others are left out; what a delta marks for deletion is a withdrawal.
/// </summary>
internal sealed class OneRosterSet : IRowSource
{
    private const string Users = "users.csv";
    private const string Enrollments = "enrollments.csv";
    private const string SourcedId = "sourcedid";

    private readonly List<(int RowNo, string[] Cells)> _rows = [];
    private int _at;

    private OneRosterSet(string version, string encoding) => (Version, Encoding) = (version, encoding);

    /// <summary>1.1 or 1.2.</summary>
    public string Version { get; }

    /// <summary>Of <c>users.csv</c>.</summary>
    public string Encoding { get; }

    public int RowNo { get; private set; }

    /// <summary>Whether a zip is such a set: it has a manifest, or users beside classes or enrolments.</summary>
    public static bool Is(BoundedZip zip) => Find(zip, "manifest.csv") is not null || (Find(zip, Users) is not null && (Find(zip, Enrollments) ?? Find(zip, "classes.csv")) is not null);

    /// <summary>The path of a file of the set, which may stand in a folder; null where it is absent.</summary>
    public static string? Find(BoundedZip zip, string file) => zip.Names
        .Where(n => n.EndsWith(file, StringComparison.OrdinalIgnoreCase) && (n.Length == file.Length || n[^(file.Length + 1)] == '/') && !n.StartsWith("__MACOSX", StringComparison.Ordinal)).MinBy(n => n.Length);

    /// <summary>Reads and joins the set.</summary>
    /// <returns>Refused when it has no users, when a file lacks the columns to join by, or when one cannot be read.</returns>
    public static Result<OneRosterSet> Read(BoundedZip zip, string? encoding)
    {
        if (Find(zip, Users) is not { } usersPath)
        {
            return RosterFileProblems.UsersMissing;
        }

        var people = new Dictionary<string, Person>(StringComparer.Ordinal);
        var (version, letters) = ("1.1", TextEncoding.Utf8);
        var problem = Each(zip, Find(zip, "manifest.csv"), encoding, ["propertyname", "value"], row => version = row["propertyname"] == "oneroster.version" ? row["value"].Trim() : version)
            ?? Each(zip, usersPath, encoding, [SourcedId], row =>
            {
                letters = row.Encoding;
                people.TryAdd(row[SourcedId], Person.Of(row));
            })
            ?? Each(zip, Find(zip, "roles.csv"), encoding, ["usersourcedid", "role"], row => people.GetValueOrDefault(row["usersourcedid"])?.Roles.Add(row["role"]));
        if (problem is not null)
        {
            return problem;
        }

        var set = new OneRosterSet(version.StartsWith("1.2", StringComparison.Ordinal) || Find(zip, "roles.csv") is not null ? "1.2" : "1.1", letters);
        return set.Join(zip, encoding, people) is { } broken ? broken : set;
    }

    /// <inheritdoc />
    public Problem? Next(out string[]? cells)
    {
        (RowNo, cells) = _at < _rows.Count ? _rows[_at++] : (RowNo, null);
        return null;
    }

    public void Dispose() => _rows.Clear();

    private static bool IsStudent(string role) => role.Equals("student", StringComparison.OrdinalIgnoreCase) || role.Equals("learner", StringComparison.OrdinalIgnoreCase);

    private static bool IsGone(string status) => status.Equals("tobedeleted", StringComparison.OrdinalIgnoreCase) || status.Equals("inactive", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a file of a set, row by row; nothing where it is absent.</summary>
    internal static Problem? Each(BoundedZip zip, string? path, string? chosen, string[] needed, Action<Row> take)
    {
        if (path is null)
        {
            return null;
        }

        using var bytes = zip.Load(path);
        var encoding = TextEncoding.Of(bytes, chosen);
        if (encoding.Problem is { } unread)
        {
            return unread;
        }

        using var rows = new CsvRows(bytes, encoding.Value);
        if (rows.Next(out var headings) is { } broken)
        {
            return broken;
        }

        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < (headings?.Length ?? 0); i++)
        {
            places.TryAdd(headings![i].Trim(), i);
        }

        if (headings is not null && Array.Find(needed, n => !places.ContainsKey(n)) is { } missing)
        {
            return RosterFileProblems.ColumnMissingIn(path, missing);
        }

        string[]? cells;
        while ((broken = rows.Next(out cells)) is null && cells is not null)
        {
            take(new(places, cells, rows.RowNo, encoding.Value.Name));
        }

        return broken;
    }

    private Problem? Join(BoundedZip zip, string? encoding, Dictionary<string, Person> people)
    {
        var classes = new List<(string Id, string Title, string Code)>();
        var enrolled = new List<(int RowNo, string User, string Class, string Begin, bool Gone)>();
        var enrollments = Find(zip, Enrollments);
        var problem = Each(zip, Find(zip, "classes.csv"), encoding, [SourcedId], row => classes.Add((row[SourcedId], row["title"], row["classcode"])))
            ?? Each(zip, enrollments, encoding, ["usersourcedid", "classsourcedid", "role"], row =>
            {
                if (IsStudent(row["role"]))
                {
                    enrolled.Add((row.RowNo, row["usersourcedid"], row["classsourcedid"], row["begindate"], IsGone(row["status"])));
                }
            });
        if (problem is not null)
        {
            return problem;
        }

        if (enrollments is null)
        {
            enrolled.AddRange(people.Values.Where(p => p.Roles.Exists(IsStudent)).Select(p => (p.RowNo, p.Id, "", "", false)));
        }

        var several = enrolled.Select(e => e.Class).Distinct(StringComparer.Ordinal).Count() > 1;
        string[] columns = [RosterColumns.StudentId, RosterColumns.GivenName, RosterColumns.FamilyName, RosterColumns.Email, RosterColumns.Mobile, RosterColumns.EnrolledOn, RosterColumns.Status];
        _rows.Add((1, several ? [.. columns, RosterColumns.Cohort] : columns));
        var names = several ? ClassNames(classes) : [];
        foreach (var (rowNo, user, @class, begin, gone) in enrolled)
        {
            var person = people.GetValueOrDefault(user) ?? new Person(user, user, "", "", "", "", false, 0);
            string[] cells = [person.Number, person.GivenName, person.FamilyName, person.Email, person.Mobile, begin, gone || person.Gone ? "withdrawn" : ""];
            _rows.Add((rowNo, several ? [.. cells, names.GetValueOrDefault(@class, @class)] : cells));
        }

        return null;
    }

    // What people call a class, as long as it tells the classes apart: its code, else its title, else its key.
    internal static Dictionary<string, string> ClassNames(List<(string Id, string Title, string Code)> classes)
    {
        var names = new[] { classes.ConvertAll(c => c.Code), classes.ConvertAll(c => c.Title) }.FirstOrDefault(n => n.TrueForAll(t => t.Length > 0) && n.Distinct(StringComparer.OrdinalIgnoreCase).Count() == n.Count) ?? classes.ConvertAll(c => c.Id);
        return classes.Zip(names).DistinctBy(c => c.First.Id).ToDictionary(c => c.First.Id, c => c.Second, StringComparer.Ordinal);
    }

    /// <summary>A row of a file of a set, by its headings.</summary>
    internal sealed record Row(Dictionary<string, int> Places, string[] Cells, int RowNo, string Encoding)
    {
        public string this[string column] => Places.TryGetValue(column, out var at) && at < Cells.Length ? Cells[at].Trim() : "";
    }

    private sealed record Person(string Id, string Number, string GivenName, string FamilyName, string Email, string Mobile, bool Gone, int RowNo)
    {
        public List<string> Roles { get; } = [];

        public static Person Of(Row row)
        {
            var number = new[] { row["usermasteridentifier"], row["identifier"], row[SourcedId] }.First(n => n.Length > 0 || n == row[SourcedId]);
            var mobile = row["sms"] is { Length: > 0 } sms ? sms : row["phone"];
            var person = new Person(row[SourcedId], number, row["givenname"], row["familyname"], row["email"], mobile, IsGone(row["status"]), row.RowNo);
            if (row["role"] is { Length: > 0 } role)
            {
                person.Roles.Add(role);
            }

            return person;
        }
    }
}
