using System.Globalization;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.People;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.DownloadTemplate;

namespace TalentPortal.Web.Features.Rosters.DownloadRegister;

/// <summary>One enrolment as a row of a roster that, uploaded as it is, changes nothing.</summary>
internal static class RegisterLine
{
    /// <summary>The headings, in the order of <see cref="Cells"/>.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        RosterColumns.RowKey, RosterColumns.StudentId, RosterColumns.FullName, RosterColumns.Email, RosterColumns.Mobile, RosterColumns.Nationality, RosterColumns.State, RosterColumns.Gender, RosterColumns.BirthDate,
        RosterColumns.BirthYear, RosterColumns.Audience, RosterColumns.Employer, RosterColumns.Sector, RosterColumns.Disability, RosterColumns.EnrolledOn, RosterColumns.Status, RosterColumns.CompletedOn,
        RosterColumns.Score, RosterColumns.Grade, RosterColumns.CertificateNo,
    ];

    /// <param name="enrolment">The enrolment.</param>
    /// <param name="record">The partner's record of its person.</param>
    /// <param name="today">The day in the cohort's zone.</param>
    public static string[] Cells(Enrolment enrolment, PersonRecord record, DateOnly today)
    {
        var status = Status(enrolment);

        // A birth date says the year too: where the two disagree the year alone is what we know.
        var birthDate = record.BirthDate is { } born && born.Year == record.BirthYear ? born : (DateOnly?)null;
        return
        [
            enrolment.Id.ToString(),
            record.StudentId ?? "",
            record.FullName,
            record.Email ?? "",
            record.Mobile ?? "",
            record.Nationality is { } nationality ? RosterLists.Nationality(nationality) : "",
            record.Region is { } region ? RosterLists.Region(region) : "",
            record.Gender ?? "",
            Day(birthDate),
            record.BirthYear?.ToString(CultureInfo.InvariantCulture) ?? "",
            record.Audience ?? "",
            record.Employer ?? "",
            record.Sector ?? "",
            record.Disability ?? "",

            // The first day of a cohort that is still to come is assumed, not reported; no roster may say a day to come.
            enrolment.EnrolledOn <= today ? Day(enrolment.EnrolledOn) : "",
            status,

            // Alone, a day of completion would say "completed".
            status.Length > 0 ? Day(enrolment.CompletedOn) : "",
            enrolment.Score?.ToString("0.###", CultureInfo.InvariantCulture) ?? "",
            enrolment.Grade ?? "",
            enrolment.CertificateNo ?? "",
        ];
    }

    // What rosters have no word for stays blank, which changes nothing.
    private static string Status(Enrolment enrolment) => (enrolment.State, enrolment.Result) switch
    {
        (EnrolmentState.Enrolled, EnrolmentResult.None) => Words.Of(EnrolmentState.Enrolled),
        (EnrolmentState.Enrolled, EnrolmentResult.Completed) => Words.Of(EnrolmentResult.Completed),
        (EnrolmentState.Enrolled, EnrolmentResult.NotCompleted) => "failed",
        (EnrolmentState.Withdrawn, EnrolmentResult.None) => Words.Of(EnrolmentState.Withdrawn),
        _ => "",
    };

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
