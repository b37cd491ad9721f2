using System.Globalization;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Nouns;

namespace TalentPortal.Web.Features.People;

/// <summary>Values of people as a reader says them: days written out, codes as words.</summary>
internal static class PersonWords
{
    private const int ShownInFront = 6;
    private const int ShownBehind = 4;

    /// <summary>The name of a field as a heading begins: with a capital, where the script has them.</summary>
    public static string Field(string field)
    {
        var name = NounTexts.Of("field", field);
        return string.Concat(name[..1].ToUpper(CultureInfo.CurrentCulture), name.AsSpan(1));
    }

    /// <summary>A stored value as the reader's language says it; null where there is none.</summary>
    public static string? Value(string field, string? value) => (field, value) switch
    {
        (_, null) => null,
        (RosterColumns.BirthDate or RosterColumns.CompletedOn or RosterColumns.EnrolledOn, _)
            when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => Formats.Day(day),
        (RosterColumns.Score, _) when decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var score) => score.ToString("0.###", CultureInfo.CurrentCulture),
        (RosterColumns.Nationality, _) => Formats.Country(value),
        (RosterColumns.State, _) => Formats.Region(value),
        (RosterColumns.Gender or RosterColumns.Audience or RosterColumns.Sector, _) => NounTexts.Of(field, value),
        ("result", _) => NounTexts.Of("enrolment-result", value),
        ("enrolment", _) => NounTexts.Of("enrolment-state", value),
        _ => value,
    };

    /// <summary>A number as two people compare it, without showing all of it: its beginning and its end.</summary>
    public static string? Masked(string? mobile) => mobile is { Length: > ShownInFront + ShownBehind }
        ? string.Concat(mobile.AsSpan(0, ShownInFront), "•••", mobile.AsSpan(mobile.Length - ShownBehind))
        : mobile;
}
