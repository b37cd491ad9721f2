using TalentPortal.Domain.Rosters;

namespace TalentPortal.Data.Rosters;

/// <summary>Streams read rows into the staging table, in the order of <see cref="RosterMatchSql.StagedColumns"/>.</summary>
public static class RosterStaging
{
    /// <param name="copy">As <see cref="RosterPlan.BeginStagingAsync"/> opened it.</param>
    /// <param name="row">What was read.</param>
    /// <param name="cohort">The cohort it is for; null where that is not known.</param>
    /// <param name="failed">Whether the row cannot be used.</param>
    /// <param name="findings">What is to be said of it, as JSON.</param>
    public static void Stage(this BinaryCopy copy, RosterRow row, Guid? cohort, bool failed, string findings)
    {
        copy.StartRow();
        copy.Write(row.RosterId);
        copy.Write(row.RowNo);
        copy.Write(row.PartnerId);
        copy.Write(row.Cells);
        copy.Write(failed ? "error" : null);
        copy.WriteJson(findings);
        copy.Texts([row.StudentId, row.Email, row.FullName, row.Mobile, row.Nationality, row.Region, row.Gender]);
        copy.Write(row.BirthDate);
        copy.Write(row.BirthYear);
        copy.Texts([row.Audience, row.Employer, row.Sector, row.Disability]);
        copy.Write(row.EnrolledOn);
        copy.Write(row.Status);
        copy.Write(row.CompletedOn);
        copy.Write(row.Score);
        copy.Texts([row.Grade, row.CertificateNo]);
        copy.Write(cohort);
        copy.Texts([row.CohortText, row.RowKey]);
        copy.Write(row.Cleared);
        copy.Write(row.SessionOn);
        copy.Write(row.SessionNo);
        copy.Write(row.Attendance);
        copy.Write(row.Minutes);
        copy.Texts([row.StudentKey, row.EmailKey, row.MobileKey, row.NameKey, row.NameWord, row.NationalIdHash]);
        copy.Write(row.NewPerson);
        copy.Write(row.NewRecord);
        copy.Write(row.NewEnrolment);
        copy.Write(row.NewFact);
        copy.Write(row.NewEnrolledFact);
        copy.Write(true);
    }

    private static void Texts(this BinaryCopy copy, ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            copy.Write(value);
        }
    }
}
