using System.Globalization;
using TalentPortal.Data.Rosters;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Nouns;

namespace TalentPortal.Web.Features.Rosters;

/// <summary>Names of fields and their values as a reader says them: days written out, codes as words.</summary>
internal static class ValueWords
{
    public static string Field(string field) => NounTexts.Of("field", field);

    /// <summary>The old value of a change; null where there was none worth telling.</summary>
    public static string? Was(RowChange change) => change is { Field: "result", Was: "none" } ? null : Value(change.Field, change.Was);

    /// <summary>The new value of a change; null where nothing is left.</summary>
    public static string? Became(RowChange change) => change is { Field: "result", Became: "none" } ? null : Value(change.Field, change.Became);

    /// <summary>A stored value as the reader's language says it.</summary>
    public static string? Value(string field, string? value) => (field, value) switch
    {
        (_, null) => null,
        (RosterColumns.BirthDate or RosterColumns.EnrolledOn or RosterColumns.CompletedOn, _)
            when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => Formats.Day(day),
        (RosterColumns.Score, _) when decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var score) => score.ToString("0.###", CultureInfo.CurrentCulture),
        (RosterColumns.Nationality, _) => Formats.Country(value),
        (RosterColumns.State, _) => Formats.Region(value),
        (RosterColumns.Gender, _) => NounTexts.Of("gender", value),
        (RosterColumns.Audience, _) => NounTexts.Of("audience", value),
        (RosterColumns.Sector, _) => NounTexts.Of("sector", value),
        (RosterColumns.Status, _) => NounTexts.Of("status", value),
        (RosterColumns.Attendance, _) => NounTexts.Of("attendance-mark", value),
        ("enrolment", _) => NounTexts.Of("enrolment-state", value),
        ("result", _) => NounTexts.Of("enrolment-result", value),
        _ => value,
    };
}
