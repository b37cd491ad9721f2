using Npgsql;
using NpgsqlTypes;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.People;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.People.Matching;

namespace TalentPortal.Data.Rosters;

/// <summary>What an undo came to.</summary>
/// <param name="Conflicts">Values left alone because somebody changed them since.</param>
/// <param name="At">The moment from which it is known.</param>
public sealed record UndoneRoster(int Conflicts, IReadOnlyList<TargetEffect> Effects, DateTimeOffset At);

/// <summary>Takes back what a roster wrote, inside one unit of work.</summary>
public static class RosterUndo
{
    /// <summary>Puts back every value nobody changed since, retires who was created and not touched since, and counts.</summary>
    public static async Task<UndoneRoster> UndoAsync(this PortalDbContext db, Guid roster, Guid partner, TimeProvider clock, (Guid? Id, string Name) by, CancellationToken cancellationToken)
    {
        NpgsqlParameter[] who = [new("roster", roster), new("partner", partner)];
        await db.RunAsync(RosterUndoSql.Find, cancellationToken, who);
        var at = await db.BeginKnowingAsync(clock, new(KnowingKind.Undo, roster, by.Id, by.Name), cancellationToken);
        await using var closed = db.Command(RosterUndoSql.FindClosedFacts, new NpgsqlParameter("roster", roster));
        var facts = (int)(await closed.ExecuteScalarAsync(cancellationToken))!;
        Guid[] ids = [.. Enumerable.Range(0, facts).Select(_ => Guid.CreateVersion7())];
        await db.RunAsync(RosterUndoSql.Write, cancellationToken, new NpgsqlParameter("roster", roster), new NpgsqlParameter("partner", partner), Counting.At("at", at), new NpgsqlParameter("ids", ids));
        await db.RekeyAsync(cancellationToken);
        await db.ResolveTraitsAsync(at, cancellationToken);
        await db.RunAsync(RosterCountSql.GatherKnown, cancellationToken);
        var effects = await db.WantGatheredAsync(cancellationToken);
        await db.WriteWantedAsync(at, Reasons.RosterUndone, null, cancellationToken);
        await using var conflicts = db.Command(RosterUndoSql.Conflicts, new NpgsqlParameter("roster", roster));
        return new((int)(await conflicts.ExecuteScalarAsync(cancellationToken))!, effects, at);
    }

    private static async Task RekeyAsync(this PortalDbContext db, CancellationToken cancellationToken)
    {
        var records = await db.ListAsync(
            RosterUndoSql.ToRekey, r => (Id: r.GetGuid(0), Name: r.GetString(1), Email: r.IsDBNull(2) ? null : r.GetString(2), Mobile: r.IsDBNull(3) ? null : r.GetString(3), Country: r.GetString(4)), cancellationToken);
        if (records.Count == 0)
        {
            return;
        }

        await db.RunAsync(
            RosterUndoSql.Rekey,
            cancellationToken,
            new NpgsqlParameter("records", records.Select(r => r.Id).ToArray()),
            Texts("name_keys", records.Select(r => IdentityKeys.Name(r.Name))),
            Texts("name_words", records.Select(r => IdentityKeys.NameWord(r.Name))),
            Texts("email_keys", records.Select(r => IdentityKeys.Email(r.Email))),
            Texts("mobile_keys", records.Select(r => IdentityKeys.Mobile(r.Mobile, r.Country))));
    }

    private static NpgsqlParameter Texts(string name, IEnumerable<string?> values) => new(name, NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = values.ToArray() };
}
