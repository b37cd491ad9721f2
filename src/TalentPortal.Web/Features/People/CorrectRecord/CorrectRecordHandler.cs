using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentPortal.Data;
using TalentPortal.Data.People;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.People;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.People.CorrectRecord;

/// <summary>One record as it may be corrected.</summary>
/// <param name="Values">Column and value, in the order of <see cref="CorrectRecordHandler.Columns"/>.</param>
/// <param name="Person">Whose it is, for those who may open the person's page; null otherwise.</param>
public sealed record CorrectableRecord(Guid Id, int Revision, string Partner, string Name, IReadOnlyDictionary<string, string?> Values, Guid? Person, IReadOnlyList<string> Held);

/// <summary>Corrects one record in place, with a reason and its history: for managers of the partner's country, whose word rosters keep away from, and for the partner itself.</summary>
public sealed class CorrectRecordHandler(PortalDatabase portal, TimeProvider clock)
{
    private const string ByManager = "manager";
    private const string ByLearner = "learner";

    /// <summary>What may be corrected: the columns of a roster that are about the person.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        RosterColumns.FullName, RosterColumns.StudentId, RosterColumns.Email, RosterColumns.Mobile, RosterColumns.Nationality, RosterColumns.State, RosterColumns.Gender,
        RosterColumns.BirthDate, RosterColumns.BirthYear, RosterColumns.Audience, RosterColumns.Employer, RosterColumns.Sector, RosterColumns.Disability,
    ];

    /// <returns>Null where it is not the actor's to correct.</returns>
    public async Task<CorrectableRecord?> FindAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        return await FindAsync(db, actor, id, cancellationToken) is var (record, partner)
            ? new(id, record.Revision, partner.Name, record.FullName, Values(record), actor.Allows(Permissions.ViewMembers) ? record.PersonId : null, [.. HeldOf(record).Where(h => IsHeld(h.Value, actor, partner)).Select(h => h.Key)])
            : null;
    }

    /// <summary>Writes the values that differ; a blank one empties its field.</summary>
    /// <param name="actor">Who corrects.</param>
    /// <param name="id">The record.</param>
    /// <param name="values">By column; a column that is absent stays as it is.</param>
    /// <param name="reason">Why; required.</param>
    /// <param name="seen">The revision that was looked at; null where it does not matter.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How many values changed; refused with everything that is wrong, each at its field.</returns>
    public async Task<Outcome<int>> HandleAsync(Actor actor, Guid id, IReadOnlyDictionary<string, string?> values, string? reason, int? seen, CancellationToken cancellationToken)
    {
        // Authorised in the actor's own scope; counting then crosses partners.
        await using (var own = await portal.BeginAsync(actor.Scope, cancellationToken))
        {
            if (await FindAsync(own, actor, id, cancellationToken) is null)
            {
                return PersonProblems.RecordNotFound;
            }
        }

        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        if (await FindAsync(db, actor, id, cancellationToken) is not var (record, partner))
        {
            return PersonProblems.RecordNotFound;
        }

        if (!Keeping.Matches(seen, record.Revision))
        {
            return Keeping.Changed;
        }

        var (now, was) = (clock.GetUtcNow(), Values(record));
        var (row, checks) = Read(was, values, reason, record, partner, now);
        var became = Values(row);
        var changed = Columns.Where(c => was[c] != became[c]).ToList();
        foreach (var field in changed.Where(c => HeldOf(record).TryGetValue(c, out var holder) && IsHeld(holder, actor, partner)))
        {
            checks.Add(field, PersonProblems.ValueHeld(HeldOf(record)[field]));
        }

        if (changed.Contains(RosterColumns.StudentId) && row.StudentKey is { } key && await db.Set<PersonRecord>().AnyAsync(r => r.PartnerId == record.PartnerId && r.StudentKey == key && r.State == RecordState.Live && r.Id != id, cancellationToken))
        {
            checks.Add(RosterColumns.StudentId, PersonProblems.StudentIdTaken(row.StudentId!));
        }

        return checks.Failed ? checks : changed.Count == 0 ? PersonProblems.NothingChanged : await WriteAsync(db, actor, record, partner, row, changed.ConvertAll(c => (c, was[c], became[c])), reason!.Trim(), cancellationToken);
    }

    private async Task<Outcome<int>> WriteAsync(
        PortalDbContext db, Actor actor, PersonRecord record, Partner partner, RosterRow row, List<(string Field, string? Was, string? Became)> changed, string reason, CancellationToken cancellationToken)
    {
        try
        {
            var holder = actor.ManagesCountry(partner.Country) ? ByManager : null;
            if (await db.CorrectAsync(record, row, Held(changed), holder, clock, (actor.Id, actor.Name), cancellationToken) is not { } at)
            {
                return Keeping.Changed;
            }

            db.AddRange(changed.ConvertAll(c => new RecordChange
            {
                Id = Guid.CreateVersion7(at),
                RecordId = record.Id,
                PartnerId = record.PartnerId,
                Field = c.Field,
                Was = c.Was,
                Became = c.Became,
                Reason = reason,
                By = actor.Id,
                ByName = actor.Name,
                At = at,
            }));
            db.Record(actor, at, "record.corrected", ("person_record", record.Id), changed.ConvertAll(c => c.Field), record.PartnerId);
            await db.CommitAsync(cancellationToken);
            return changed.Count;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // Somebody else's record got this student id between the look and the write.
            var checks = new Checks();
            checks.Add(RosterColumns.StudentId, PersonProblems.StudentIdTaken(row.StudentId ?? ""));
            return checks;
        }
    }

    /// <summary>Who holds the day of birth holds its year.</summary>
    private static string[] Held(List<(string Field, string? Was, string? Became)> changed) =>
        [.. changed.Select(c => c.Field).Concat(changed.Exists(c => c.Field == RosterColumns.BirthDate) ? [RosterColumns.BirthYear] : []).Distinct()];

    private static async Task<(PersonRecord Record, Partner Partner)?> FindAsync(PortalDbContext db, Actor actor, Guid id, CancellationToken cancellationToken)
    {
        var found = await (
            from r in db.Set<PersonRecord>().AsNoTracking()
            join p in db.Set<Partner>().AsNoTracking() on r.PartnerId equals (Guid?)p.Id
            where r.Id == id && r.State == RecordState.Live
            select new { Record = r, Partner = p }).SingleOrDefaultAsync(cancellationToken);
        return found is not null && actor.Allows(Permissions.UploadRosters) && actor.MayFill(found.Partner.Id, found.Partner.Country) ? (found.Record, found.Partner) : null;
    }

    /// <summary>Reads the values as a row of a roster is read, so that both understand the same.</summary>
    private static (RosterRow Row, Checks Checks) Read(
        Dictionary<string, string?> was, IReadOnlyDictionary<string, string?> values, string? reason, PersonRecord record, Partner partner, DateTimeOffset now)
    {
        var cells = Columns.Select(c => values.TryGetValue(c, out var value) ? value ?? "" : was[c] ?? "").ToArray();
        var (row, findings) = new RosterRowReader([.. Columns], DateOnly.FromDateTime(now.UtcDateTime), partner.Country).Read((Guid.Empty, record.PartnerId!.Value, 2), cells);
        var checks = new Checks();
        foreach (var finding in findings)
        {
            checks.Add(finding.Column ?? RosterColumns.FullName, PersonProblems.Unusable(finding.Code));
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            checks.Add("reason", PersonProblems.ReasonMissing);
        }
        else if (reason.Trim().Length > RecordChange.ReasonMaxLength)
        {
            checks.Add("reason", Checks.TooLong(RecordChange.ReasonMaxLength));
        }

        return (row, checks);
    }

    private static Dictionary<string, string?> Values(PersonRecord r) => ByColumn(
        r.FullName, r.StudentId, r.Email, r.Mobile, r.Nationality, r.Region, r.Gender, Text(r.BirthDate), Text(r.BirthYear), r.Audience, r.Employer, r.Sector, r.Disability);

    private static Dictionary<string, string?> Values(RosterRow r) => ByColumn(
        r.FullName, r.StudentId, r.Email, r.Mobile, r.Nationality, r.Region, r.Gender, Text(r.BirthDate), Text(r.BirthYear), r.Audience, r.Employer, r.Sector, r.Disability);

    private static Dictionary<string, string?> ByColumn(params ReadOnlySpan<string?> values)
    {
        var named = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (var i = 0; i < values.Length; i++)
        {
            named[Columns[i]] = values[i];
        }

        return named;
    }

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static Dictionary<string, string> HeldOf(PersonRecord record) => record.Held is { } held ? JsonSerializer.Deserialize<Dictionary<string, string>>(held)! : [];

    /// <summary>A learner's own word stands above everybody's, a manager's above the partner's.</summary>
    private static bool IsHeld(string holder, Actor actor, Partner partner) => holder == ByLearner || (holder == ByManager && !actor.ManagesCountry(partner.Country));
}
