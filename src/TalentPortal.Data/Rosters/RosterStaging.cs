using Npgsql;
using NpgsqlTypes;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Data.Rosters;

/// <summary>Streams read rows into the staging table, in the order of <see cref="RosterMatchSql.CopyIn"/>.</summary>
public static class RosterStaging
{
    /// <param name="importer">As <see cref="RosterPlan.BeginStagingAsync"/> opened it.</param>
    /// <param name="row">What was read.</param>
    /// <param name="cohort">The cohort it is for; null where that is not known.</param>
    /// <param name="failed">Whether the row cannot be used.</param>
    /// <param name="findings">What is to be said of it, as JSON.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task StageAsync(this NpgsqlBinaryImporter importer, RosterRow row, Guid? cohort, bool failed, string findings, CancellationToken cancellationToken)
    {
        await importer.StartRowAsync(cancellationToken);
        await importer.WriteAsync(row.RosterId, NpgsqlDbType.Uuid, cancellationToken);
        await importer.WriteAsync(row.RowNo, NpgsqlDbType.Integer, cancellationToken);
        await importer.WriteAsync(row.PartnerId, NpgsqlDbType.Uuid, cancellationToken);
        await importer.WriteAsync(row.Cells, NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
        await importer.TextAsync(failed ? "error" : null, cancellationToken);
        await importer.WriteAsync(findings, NpgsqlDbType.Jsonb, cancellationToken);
        await importer.TextsAsync([row.StudentId, row.Email, row.FullName, row.Mobile, row.Nationality, row.Region, row.Gender], cancellationToken);
        await importer.ValueAsync(row.BirthDate, NpgsqlDbType.Date, cancellationToken);
        await importer.ValueAsync(row.BirthYear, NpgsqlDbType.Integer, cancellationToken);
        await importer.TextsAsync([row.Audience, row.Employer, row.Sector, row.Disability], cancellationToken);
        await importer.ValueAsync(row.EnrolledOn, NpgsqlDbType.Date, cancellationToken);
        await importer.TextAsync(row.Status, cancellationToken);
        await importer.ValueAsync(row.CompletedOn, NpgsqlDbType.Date, cancellationToken);
        await importer.ValueAsync(row.Score, NpgsqlDbType.Numeric, cancellationToken);
        await importer.TextsAsync([row.Grade, row.CertificateNo], cancellationToken);
        await importer.ValueAsync(cohort, NpgsqlDbType.Uuid, cancellationToken);
        await importer.TextsAsync([row.CohortText, row.RowKey], cancellationToken);
        await importer.WriteAsync(row.Cleared, NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
        await importer.ValueAsync(row.SessionOn, NpgsqlDbType.Date, cancellationToken);
        await importer.ValueAsync(row.SessionNo, NpgsqlDbType.Integer, cancellationToken);
        await importer.TextAsync(row.Attendance, cancellationToken);
        await importer.ValueAsync(row.Minutes, NpgsqlDbType.Integer, cancellationToken);
        await importer.TextsAsync([row.StudentKey, row.EmailKey, row.MobileKey, row.NameKey, row.NameWord, row.NationalIdHash], cancellationToken);
        foreach (var key in (ReadOnlySpan<Guid>)[row.NewPerson, row.NewRecord, row.NewEnrolment, row.NewFact, row.NewEnrolledFact])
        {
            importer.Write(key, NpgsqlDbType.Uuid);
        }

        await importer.WriteAsync(true, NpgsqlDbType.Boolean, cancellationToken);
    }

    private static async Task TextsAsync(this NpgsqlBinaryImporter importer, string?[] values, CancellationToken cancellationToken)
    {
        foreach (var value in values)
        {
            await importer.TextAsync(value, cancellationToken);
        }
    }

    private static Task TextAsync(this NpgsqlBinaryImporter importer, string? value, CancellationToken cancellationToken) =>
        value is null ? importer.WriteNullAsync(cancellationToken) : importer.WriteAsync(value, NpgsqlDbType.Text, cancellationToken);

    private static Task ValueAsync<T>(this NpgsqlBinaryImporter importer, T? value, NpgsqlDbType type, CancellationToken cancellationToken)
        where T : struct => value is { } present ? importer.WriteAsync(present, type, cancellationToken) : importer.WriteNullAsync(cancellationToken);
}
