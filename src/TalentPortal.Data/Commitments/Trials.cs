using Npgsql;
using NpgsqlTypes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Data.Commitments;

/// <summary>How many subjects a rule on trial would leave in one state, for one reason.</summary>
public sealed record TrialCount(ContributionState State, string? Reason, long N);

/// <summary>Somebody a rule on trial would count or not, with what was looked at.</summary>
/// <param name="IsPartner">A partner; else a person.</param>
public sealed record TrialExample(
    ContributionState State, string? Reason, Guid Subject, string? Name, DateOnly On, string? Cohort, string? Programme, string? Level, string? Country, string? Nationality, string? Audience, bool IsPartner);

/// <summary>What a rule would count today.</summary>
/// <param name="Counts">By state and reason; together everybody to whom the rule's event happened.</param>
/// <param name="Gained">Counted by it and not by the version in force.</param>
/// <param name="Lost">Counted by the version in force and not by it.</param>
/// <param name="Examples">Empty where the asker sees numbers only.</param>
public sealed record TrialAnswer(IReadOnlyList<TrialCount> Counts, long Gained, long Lost, IReadOnlyList<TrialExample> Examples)
{
    public long Of(ContributionState state) => Counts.Where(c => c.State == state).Sum(c => c.N);
}

/// <summary>Tries a rule on what is known now. Scope must be everything: counting crosses partners.</summary>
public static class Trials
{
    /// <summary>Examples shown of each state and reason.</summary>
    public const int Each = 5;

    /// <param name="db">A unit of work that is not committed.</param>
    /// <param name="target">Whose window is asked.</param>
    /// <param name="rule">What would count.</param>
    /// <param name="countries">Where examples may be from; null for everywhere, empty for none.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<TrialAnswer> TryRuleAsync(this PortalDbContext db, Guid target, CountingRule rule, string[]? countries, CancellationToken cancellationToken)
    {
        await db.RunAsync(TrialSql.Begin, cancellationToken, Parameters(target, rule));
        await db.RunAsync(CountingSql.Want(CountingSql.Knowledge.Now, CountingSql.Parts.All, "true", "trial_rule"), cancellationToken);
        await db.RunAsync(TrialSql.SetApart, cancellationToken);
        var counts = await db.ListAsync(TrialSql.Answer, r => new TrialCount(State(r.GetString(0)), r.TextOrNull(1), r.GetInt64(2)), cancellationToken);
        var compared = await db.ListAsync(TrialSql.Compared, r => (Gained: r.GetInt64(0), Lost: r.GetInt64(1)), cancellationToken, new NpgsqlParameter("target", target));
        var examples = countries is { Length: 0 } ? [] : await db.ListAsync(
            TrialSql.Examples,
            r => new TrialExample(
                State(r.GetString(0)), r.TextOrNull(1), r.GetGuid(2), r.TextOrNull(3), r.GetFieldValue<DateOnly>(4), r.TextOrNull(5), r.TextOrNull(6), r.TextOrNull(7), r.TextOrNull(8), r.TextOrNull(9), r.TextOrNull(10), r.GetBoolean(11)),
            cancellationToken,
            new NpgsqlParameter("each", Each),
            new NpgsqlParameter("countries", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = (object?)countries ?? DBNull.Value });
        return new(counts, compared[0].Gained, compared[0].Lost, examples);
    }

    private static NpgsqlParameter[] Parameters(Guid target, CountingRule rule) =>
    [
        new("target", target), new("measure", Words.Of(rule.Measure)), new("event", Words.Of(rule.Event)), new("levels", rule.Levels.ToArray()), new("programmes", rule.Programmes.ToArray()),
        new("kinds", rule.Kinds.ToArray()), new("places", rule.Countries.ToArray()), new("nationalities", rule.Nationalities.ToArray()), new("audiences", rule.Audiences.ToArray()), new("partner_kinds", rule.PartnerKinds.ToArray()),
        new("residences", rule.Residences.ToArray()), new("funders", rule.Funders.ToArray()), new("evidence", rule.Evidence.ToArray()), new("evidence_at_least", rule.EvidenceAtLeast),
        Counting.Text("exclusivity_group", rule.ExclusivityGroup), new("late_until", NpgsqlDbType.Date) { Value = (object?)rule.LateUntil ?? DBNull.Value }, Counting.Text("currency", rule.Currency),
    ];

    private static ContributionState State(string word) => Words.Parse<ContributionState>(word) ?? throw new InvalidOperationException($"There is no state {word}.");
}
