using Npgsql;
using NpgsqlTypes;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Data.Rosters;

/// <summary>
/// Streams read rows into the staging table, in the order of <see cref="RosterMatchSql.CopyIn"/>. Values go into the connection's buffer; waiting for
/// each of 45 asynchronously cost more than reading the row, and only every few hundredth fills the buffer.
/// </summary>
public static class RosterStaging
{
    /// <param name="importer">As <see cref="RosterPlan.BeginStagingAsync"/> opened it.</param>
    /// <param name="row">What was read.</param>
    /// <param name="cohort">The cohort it is for; null where that is not known.</param>
    /// <param name="failed">Whether the row cannot be used.</param>
    /// <param name="findings">What is to be said of it, as JSON.</param>
    public static void Stage(this NpgsqlBinaryImporter importer, RosterRow row, Guid? cohort, bool failed, string findings)
    {
        importer.StartRow();
        importer.Write(row.RosterId, NpgsqlDbType.Uuid);
        importer.Write(row.RowNo, NpgsqlDbType.Integer);
        importer.Write(row.PartnerId, NpgsqlDbType.Uuid);
        importer.Write(row.Cells, NpgsqlDbType.Array | NpgsqlDbType.Text);
        importer.Text(failed ? "error" : null);
        importer.Write(findings, NpgsqlDbType.Jsonb);
        importer.Texts([row.StudentId, row.Email, row.FullName, row.Mobile, row.Nationality, row.Region, row.Gender]);
        importer.Value(row.BirthDate, NpgsqlDbType.Date);
        importer.Value(row.BirthYear, NpgsqlDbType.Integer);
        importer.Texts([row.Audience, row.Employer, row.Sector, row.Disability]);
        importer.Value(row.EnrolledOn, NpgsqlDbType.Date);
        importer.Text(row.Status);
        importer.Value(row.CompletedOn, NpgsqlDbType.Date);
        importer.Value(row.Score, NpgsqlDbType.Numeric);
        importer.Texts([row.Grade, row.CertificateNo]);
        importer.Value(cohort, NpgsqlDbType.Uuid);
        importer.Texts([row.CohortText, row.RowKey]);
        importer.Write(row.Cleared, NpgsqlDbType.Array | NpgsqlDbType.Text);
        importer.Value(row.SessionOn, NpgsqlDbType.Date);
        importer.Value(row.SessionNo, NpgsqlDbType.Integer);
        importer.Text(row.Attendance);
        importer.Value(row.Minutes, NpgsqlDbType.Integer);
        importer.Texts([row.StudentKey, row.EmailKey, row.MobileKey, row.NameKey, row.NameWord, row.NationalIdHash]);
        foreach (var key in (ReadOnlySpan<Guid>)[row.NewPerson, row.NewRecord, row.NewEnrolment, row.NewFact, row.NewEnrolledFact])
        {
            importer.Write(key, NpgsqlDbType.Uuid);
        }

        importer.Write(true, NpgsqlDbType.Boolean);
    }

    private static void Texts(this NpgsqlBinaryImporter importer, ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            importer.Text(value);
        }
    }

    private static void Text(this NpgsqlBinaryImporter importer, string? value)
    {
        if (value is null)
        {
            importer.WriteNull();
        }
        else
        {
            importer.Write(value, NpgsqlDbType.Text);
        }
    }

    private static void Value<T>(this NpgsqlBinaryImporter importer, T? value, NpgsqlDbType type)
        where T : struct
    {
        if (value is { } present)
        {
            importer.Write(present, type);
        }
        else
        {
            importer.WriteNull();
        }
    }
}
