using Npgsql;
using NpgsqlTypes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Data.Commitments;

/// <summary>Whose learners: a partner's, of one cohort where that is named, of some countries where the reader may see no others.</summary>
/// <param name="Partner">Whose records and facts.</param>
/// <param name="Cohort">Null for all of its cohorts.</param>
/// <param name="Countries">Null for everywhere.</param>
public sealed record LearnerGroup(Guid Partner, Guid? Cohort, string[]? Countries);

/// <summary>How many learners stand how for one target.</summary>
/// <param name="Commitment">Its code.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Reason">Null for those who count.</param>
public sealed record StandingNumber(string Commitment, string Name, Guid Target, string Code, decimal? Amount, ContributionState State, string? Reason, long N);

/// <summary>Where every learner of a group stands. For each target the numbers add up to <paramref name="Learners"/>.</summary>
public sealed record StandingNumbers(long Learners, IReadOnlyList<StandingNumber> Numbers);

/// <summary>One learner behind a number, with what was looked at.</summary>
/// <param name="On">The day of the fact that counts, or comes nearest; null where nothing of the kind has happened.</param>
public sealed record StandingPerson(
    Guid Record, string Name, string? StudentId, ContributionState State, string? Reason, DateOnly? On, string? Programme, string? Cohort, Guid? Roster, int? RowNo);

/// <summary>Where a learner stands for one promise.</summary>
/// <param name="State">As <c>ContributionState</c> in words.</param>
/// <param name="Reason">Why not, or not yet; null where it counts.</param>
public sealed record LearnerStanding(Guid Record, string Commitment, string Name, string State, string? Reason);

/// <summary>Which learners of a number: their state and reason, and the place in the order of names.</summary>
/// <param name="State">Null for all.</param>
/// <param name="Reason">Null for all.</param>
/// <param name="Place">The learner before the page, or behind it; null for the first.</param>
/// <param name="IsBackwards">The page ends before the place, and comes nearest first.</param>
/// <param name="Many">At most so many.</param>
public sealed record StandingFilter(ContributionState? State, string? Reason, (string Name, Guid Record)? Place, bool IsBackwards, int Many);

/// <summary>
/// Answers "who of them counts, and why not the others" for a partner's learners. Scope must be everything, because somebody may count through another
/// partner: of that nothing is told but that they are counted already.
/// </summary>
public static class Standings
{
    private static readonly string[] Running = [Words.Of(CommitmentState.Published), Words.Of(CommitmentState.Restated)];
    private static readonly string[] Public = [.. Running, Words.Of(CommitmentState.Closed)];

    /// <summary>The numbers of a group for every running promise.</summary>
    public static async Task<StandingNumbers> StandingNumbersAsync(this PortalDbContext db, LearnerGroup group, CancellationToken cancellationToken)
    {
        await db.RunAsync(StandingSql.TouchLearners, cancellationToken, Of(group));
        await db.StandAsync(group, null, Running, cancellationToken);
        var learners = await db.ListAsync(StandingSql.Learners, r => r.GetInt64(0), cancellationToken);
        var numbers = await db.ListAsync(
            StandingSql.Numbers,
            r => new StandingNumber(r.GetString(0), r.GetString(1), r.GetGuid(2), r.GetString(3), r.IsDBNull(4) ? null : r.GetDecimal(4), State(r.GetString(5)), r.TextOrNull(6), r.GetInt64(7)),
            cancellationToken);
        return new(learners[0], numbers);
    }

    /// <summary>The people behind a number, by name.</summary>
    public static async Task<List<StandingPerson>> StandingPeopleAsync(this PortalDbContext db, LearnerGroup group, Guid target, StandingFilter filter, CancellationToken cancellationToken)
    {
        await db.RunAsync(StandingSql.TouchLearners, cancellationToken, Of(group));
        await db.StandAsync(group, target, Running, cancellationToken);
        return await db.ListAsync(
            StandingSql.People(filter.IsBackwards),
            r => new StandingPerson(
                r.GetGuid(0), r.GetString(1), r.TextOrNull(2), State(r.GetString(3)), r.TextOrNull(4), r.IsDBNull(5) ? null : r.GetFieldValue<DateOnly>(5), r.TextOrNull(6), r.TextOrNull(7),
                r.IsDBNull(8) ? null : r.GetGuid(8), r.IsDBNull(9) ? null : r.GetInt32(9)),
            cancellationToken,
            Only(target),
            Counting.Text("state", filter.State is { } state ? Words.Of(state) : null),
            Counting.Text("reason", filter.Reason),
            Counting.Text("name", filter.Place?.Name),
            new NpgsqlParameter("after", filter.Place?.Record ?? Guid.Empty),
            new NpgsqlParameter("many", filter.Many));
    }

    /// <summary>Where some learners of a partner stand for the promises that ask for what it proved of them.</summary>
    public static async Task<List<LearnerStanding>> LearnerStandingsAsync(this PortalDbContext db, LearnerGroup group, Guid[] records, CancellationToken cancellationToken)
    {
        await db.TouchAsync(records, cancellationToken);
        await db.StandAsync(group, null, Public, cancellationToken);
        return await db.ListAsync(StandingSql.Lines, r => new LearnerStanding(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.TextOrNull(4)), cancellationToken);
    }

    private static async Task StandAsync(this PortalDbContext db, LearnerGroup group, Guid? only, string[] promises, CancellationToken cancellationToken)
    {
        await db.RunAsync(CountingSql.Want(StandingSql.Own, CountingSql.Parts.All, StandingSql.Running), cancellationToken, [.. Of(group), new("promises", promises)]);
        await db.RunAsync(StandingSql.Stand, cancellationToken, [.. Of(group), Only(only), new("promises", promises)]);
    }

    private static NpgsqlParameter[] Of(LearnerGroup group) =>
    [
        new("partner", group.Partner),
        new("cohort", NpgsqlDbType.Uuid) { Value = (object?)group.Cohort ?? DBNull.Value },
        new("countries", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = (object?)group.Countries ?? DBNull.Value },
    ];

    private static NpgsqlParameter Only(Guid? target) => new("only", NpgsqlDbType.Uuid) { Value = (object?)target ?? DBNull.Value };

    private static ContributionState State(string word) => Words.Parse<ContributionState>(word) ?? throw new InvalidOperationException($"There is no state {word}.");
}
