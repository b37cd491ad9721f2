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

    /// <summary>
    /// The same where records of several partners may be one person: each person once, with what the latest record says of them that says anything.
    /// </summary>
    /// <param name="from">First day.</param>
    /// <param name="until">Last day.</param>
    /// <param name="nationalities">Which; an empty list does not restrict.</param>
    /// <param name="who">Whose record it is, and its id.</param>
    /// <param name="undecided">Records that may be somebody else's; what they say counts provisionally.</param>
    /// <returns>Counted, and counted or provisional.</returns>
    public (int Counted, int AtMost) Count(DateOnly from, DateOnly until, string[] nationalities, Func<(string Partner, string Student), (Guid Person, Guid Record)> who, Func<Guid, bool> undecided)
    {
        var nationality = _people.Where(p => p.Value.Nationality is not null).GroupBy(p => who(p.Key).Person)
            .ToDictionary(g => g.Key, g => g.MaxBy(p => who(p.Key).Record.ToString(), StringComparer.Ordinal).Value.Nationality);
        var (counted, atMost) = (new HashSet<Guid>(), new HashSet<Guid>());
        foreach (var ((_, partner, student), (status, on)) in _enrolments)
        {
            var (person, record) = who((partner, student));
            if (status == "completed" && on >= from && on <= until && (nationalities.Length == 0 || nationalities.Contains(nationality.GetValueOrDefault(person))))
            {
                atMost.Add(person);
                if (!undecided(record))
                {
                    counted.Add(person);
                }
            }
        }

        return (counted.Count, atMost.Count);
    }
}
