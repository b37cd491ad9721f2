namespace TalentPortal.TestKit;

/// <summary>One line of an invented roster.</summary>
public sealed record ReferenceRow(string StudentId, string Status, DateOnly? CompletedOn, string? Nationality, string? Audience);

/// <summary>
/// The slow and obvious counter: reads rosters in order, keeps what is known in plain dictionaries and looks at everybody each time it is asked.
/// It shares no code with the portal.
/// </summary>
public sealed class ReferenceCounter
{
    private readonly Dictionary<(string Partner, string Student), (string? Nationality, string? Audience)> _people = [];
    private readonly Dictionary<(string Cohort, string Partner, string Student), (string Status, DateOnly? CompletedOn)> _enrolments = [];

    public void Read(string cohort, string partner, IEnumerable<ReferenceRow> rows)
    {
        var seen = new HashSet<string>();
        foreach (var row in rows)
        {
            if (!seen.Add(row.StudentId))
            {
                continue; // the first row of a person stands
            }

            var person = _people.GetValueOrDefault((partner, row.StudentId));
            _people[(partner, row.StudentId)] = (row.Nationality ?? person.Nationality, row.Audience ?? person.Audience);
            var key = (cohort, partner, row.StudentId);
            var before = _enrolments.GetValueOrDefault(key, ("none", null));
            _enrolments[key] = row.Status switch
            {
                "completed" => ("completed", row.CompletedOn),
                "enrolled" when before.Item1 == "completed" => before,
                var status => (status, null),
            };
        }
    }

    /// <summary>Everybody who completed between two days, of these nationalities and audiences; an empty list does not restrict.</summary>
    public int Count(DateOnly from, DateOnly until, string[] nationalities, string[] audiences)
    {
        var counted = new HashSet<(string, string)>();
        foreach (var ((_, partner, student), (status, on)) in _enrolments)
        {
            var (nationality, audience) = _people[(partner, student)];
            if (status == "completed" && on >= from && on <= until
                && (nationalities.Length == 0 || (nationality is not null && nationalities.Contains(nationality)))
                && (audiences.Length == 0 || (audience is not null && audiences.Contains(audience))))
            {
                counted.Add((partner, student));
            }
        }

        return counted.Count;
    }
}
