using System.Globalization;
using TalentPortal.Domain.People;
using TalentPortal.Domain.People.Matching;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.People.ShowPairs;

/// <summary>Puts two records side by side and marks what agrees.</summary>
internal static class PairComparison
{
    /// <summary>Everything at least one of them says.</summary>
    /// <param name="a">The earlier record.</param>
    /// <param name="b">The later one.</param>
    /// <param name="shared">How many other persons use the e-mail they share, and the mobile.</param>
    public static IReadOnlyList<PairLine> Of(PersonRecord a, PersonRecord b, (int Email, int Mobile) shared)
    {
        PairLine?[] lines =
        [
            Names(a, b),
            Births(a, b),
            Line(RosterColumns.Email, a.Email, b.Email, a.EmailKey is not null && a.EmailKey == b.EmailKey, ("shared", shared.Email)),
            Line(RosterColumns.Mobile, PersonWords.Masked(a.Mobile), PersonWords.Masked(b.Mobile), a.MobileKey is not null && a.MobileKey == b.MobileKey, ("shared", shared.Mobile)),
            StudentIds(a, b),
            Line(RosterColumns.State, a.Region, b.Region, a.Region == b.Region, close: true),
            Line(RosterColumns.Nationality, a.Nationality, b.Nationality, a.Nationality == b.Nationality),
            Line(RosterColumns.Gender, a.Gender, b.Gender, a.Gender == b.Gender),
            Line(RosterColumns.Audience, a.Audience, b.Audience, a.Audience == b.Audience, close: true),
            Line(RosterColumns.Employer, a.Employer, b.Employer, string.Equals(a.Employer, b.Employer, StringComparison.OrdinalIgnoreCase), close: true),
        ];
        return [.. lines.OfType<PairLine>()];
    }

    private static PairLine Names(PersonRecord a, PersonRecord b)
    {
        var likeness = PersonNames.Compare(a.FullName, b.FullName).Likeness;
        var verdict = likeness switch { Likeness.Same => PairVerdict.Same, Likeness.Different => PairVerdict.Differs, _ => PairVerdict.Close };
        (string, int)? remark = likeness switch
        {
            Likeness.Same when !string.Equals(a.FullName, b.FullName, StringComparison.OrdinalIgnoreCase) => ("written-otherwise", 0),
            Likeness.Compatible => ("may-be-one", 0),
            Likeness.Similar => ("one-slip", 0),
            _ => null,
        };
        return new(RosterColumns.FullName, a.FullName, b.FullName, verdict, remark);
    }

    private static PairLine? Births(PersonRecord a, PersonRecord b)
    {
        static string? Day(PersonRecord r) => r.BirthDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? r.BirthYear?.ToString(CultureInfo.InvariantCulture);
        var field = a.BirthDate is not null || b.BirthDate is not null ? RosterColumns.BirthDate : RosterColumns.BirthYear;
        var year = a.BirthYear is not null && a.BirthYear == b.BirthYear;
        var both = a.BirthDate is not null && b.BirthDate is not null;
        return year && (!both || a.BirthDate != b.BirthDate)
            ? new(field, Day(a), Day(b), both ? PairVerdict.Close : PairVerdict.Same, ("same-year", 0))
            : Line(field, Day(a), Day(b), Day(a) == Day(b));
    }

    /// <summary>A number says something inside its institution only.</summary>
    private static PairLine? StudentIds(PersonRecord a, PersonRecord b) => (a.StudentId, b.StudentId) switch
    {
        (null, null) => null,
        ({ } one, { } other) when a.PartnerId != b.PartnerId => new(RosterColumns.StudentId, one, other, PairVerdict.OneSided, ("two-institutions", 0)),
        var (one, other) => Line(RosterColumns.StudentId, one, other, a.StudentKey == b.StudentKey),
    };

    private static PairLine? Line(string field, string? a, string? b, bool same, (string Key, int N)? whenSame = null, bool close = false) => (a, b) switch
    {
        (null, null) => null,
        (null, _) or (_, null) => new(field, a, b, PairVerdict.OneSided),
        _ when same => new(field, a, b, PairVerdict.Same, whenSame is { } remark ? (remark.N == 0 ? "not-shared" : "shared", remark.N) : null),
        _ => new(field, a, b, close ? PairVerdict.Close : PairVerdict.Differs),
    };
}
