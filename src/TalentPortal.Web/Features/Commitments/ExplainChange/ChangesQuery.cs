using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Commitments.ViewCommitment;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Commitments.ExplainChange;

/// <summary>Between which two points a difference is asked for; what is left out is filled in as <see cref="ChangesQuery.ReadAsync"/> says.</summary>
public sealed record ChangesAsked(DateOnly? From, DateOnly? To, DateTimeOffset? KnownFrom, DateTimeOffset? KnownTo);

/// <summary>Why a target's number changed. The causes add up to the difference: Σ came − Σ went = after − before.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="KnownFrom">As known when, for the first number.</param>
/// <param name="KnownTo">As known when, for the last.</param>
/// <param name="Before">Counted on the first day; nobody before the target had a rule in force.</param>
/// <param name="After">Counted on the last day.</param>
public sealed record ChangesView(string Target, DateOnly From, DateOnly To, DateTimeOffset KnownFrom, DateTimeOffset KnownTo, long Before, long After, IReadOnlyList<CauseView> Causes);

/// <summary>One cause.</summary>
/// <param name="Cause">Its name, for asking who came and went.</param>
/// <param name="Kind">A word of moments of knowledge (roster, merge, rule …), or <c>happened</c> and <c>ended</c> for what was known all the while and fell between the days.</param>
/// <param name="Ref">The roster, where it is the reader's to see.</param>
/// <param name="Label">The roster's file.</param>
/// <param name="At">When it was known, the last time where there were several.</param>
/// <param name="Version">The version of the rule that came into force.</param>
public sealed record CauseView(string Cause, string Kind, Guid? Ref, string? Label, DateTimeOffset? At, int? Version, long Came, long Went);

/// <summary>Somebody who came or went, with the evidence.</summary>
/// <param name="Subject">A pseudonymous id.</param>
/// <param name="State">What stands of whoever went, as a word; null where nothing does.</param>
/// <param name="Reason">Why whoever went is not counted any more, as a code.</param>
public sealed record MovedView(Guid Subject, bool Came, DateOnly On, string? Name, string? Programme, string? Cohort, Guid? Roster, int? Row, string? State, string? Reason);

/// <summary>
/// Explains the difference between two days or two moments of knowledge, by cause for everybody who sees figures, and down to the person for
/// those who may see members.
/// </summary>
public sealed class ChangesQuery(PortalDatabase portal, TimeProvider clock)
{
    /// <summary>How far apart the two points are where nothing is said.</summary>
    public const int UsualDays = 30;

    private static readonly Guid First = Guid.Empty;

    /// <summary>Both numbers and the causes of their difference.</summary>
    /// <param name="actor">Sees causes of one kind as one, without the rosters' files, unless members are theirs to see.</param>
    /// <param name="code">The target.</param>
    /// <param name="asked">
    /// The last point is today as known now unless said otherwise. The first is <see cref="UsualDays"/> days earlier as it was known then; with only a day
    /// given, that day as known at the last point; with only a moment given, the last day as known then.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Refused as not found, for a moment in the future, and where the first point is later than the last.</returns>
    public async Task<Result<ChangesView>> ReadAsync(Actor actor, string code, ChangesAsked asked, CancellationToken cancellationToken)
    {
        // Numbers and causes are aggregates; the files behind them are read in the actor's own scope below.
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        if (await db.FindTargetAsync(actor, code, cancellationToken) is not { } target)
        {
            return CommitmentProblems.TargetNotFound;
        }

        var found = await SpanAsync(db, target, asked, cancellationToken);
        if (found.Problem is { } problem)
        {
            return problem;
        }

        var span = found.Value;
        var explained = await db.ExplainAsync(target.Id, span, cancellationToken);
        var causes = await MayOpenAsync(db, actor, target, cancellationToken) ? await ToldApartAsync(actor, explained.Causes, cancellationToken) : Together(explained.Causes);
        return new ChangesView(target.Code, span.FirstDay, span.LastDay, span.FirstKnown, span.LastKnown, explained.Before, explained.After, causes);
    }

    /// <summary>Who came and who went for one cause, in the order of their ids; a manager of some countries sees the people of those only.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="code">The target.</param>
    /// <param name="asked">As for the causes.</param>
    /// <param name="cause">One of the causes, by name.</param>
    /// <param name="paging">After (subject).</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Refused like the causes, as not found where members are not the actor's to see, and for a cause of no known kind.</returns>
    public async Task<Result<Page<MovedView>>> PeopleAsync(Actor actor, string code, ChangesAsked asked, string cause, Paging paging, CancellationToken cancellationToken)
    {
        // Whose rows they are is said country by country below.
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        if (await db.FindTargetAsync(actor, code, cancellationToken) is not { } target || !await MayOpenAsync(db, actor, target, cancellationToken))
        {
            return CommitmentProblems.TargetNotFound;
        }

        if (CauseName.Parse(cause) is not { } name)
        {
            return ApiProblems.UnknownWord("cause", cause, CauseName.Kinds);
        }

        var found = await SpanAsync(db, target, asked, cancellationToken);
        if (found.Problem is { } problem)
        {
            return problem;
        }

        var after = paging.After.Count == 0 ? First : Guid.Parse(paging.After[0]);
        var moved = await db.MovedAsync(target.Id, found.Value, new(name.Kind, name.Ref, MembersQuery.CountriesOf(actor), after, paging.Limit + 1), cancellationToken);
        var page = paging.Of(moved, m => [m.Subject.ToString()]);
        return new Page<MovedView>([.. page.Items.Select(m => new MovedView(m.Subject, m.Came, m.On, m.Name, m.Programme, m.Cohort, m.Roster, m.RowNo, m.State, m.Reason))], page.Next);
    }

    private static async Task<bool> MayOpenAsync(PortalDbContext db, Actor actor, Target target, CancellationToken cancellationToken)
    {
        var country = await db.Set<Commitment>().Where(c => c.Id == target.CommitmentId).Select(c => c.Country).SingleAsync(cancellationToken);
        return MembersQuery.Allows(actor, country);
    }

    private static IReadOnlyList<CauseView> Together(IReadOnlyList<ChangeCause> causes) =>
    [
        .. causes.GroupBy(c => c.Kind, StringComparer.Ordinal).Select(g => new CauseView(g.Key, g.Key, null, null, g.Max(c => c.At), null, g.Sum(c => c.Came), g.Sum(c => c.Went))),
    ];

    private async Task<Result<ChangeSpan>> SpanAsync(PortalDbContext db, Target target, ChangesAsked asked, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var last = await db.FindMomentAsync(asked.KnownTo, now, cancellationToken);
        if (last.Problem is { } future)
        {
            return future;
        }

        var to = asked.To ?? now.DayIn(target.Zone);
        var usual = asked is { From: null, KnownFrom: null };
        var from = asked.From ?? (usual ? to.AddDays(-UsualDays) : to);
        var then = usual ? Earlier(from.EndIn(target.Zone), last.Value) : asked.KnownFrom ?? last.Value;
        var first = await db.FindMomentAsync(then, now, cancellationToken);
        return first.Problem is { } refused ? refused
            : from > to || first.Value > last.Value ? CommitmentProblems.ChangesRunBackwards
            : new ChangeSpan(from, first.Value, to, last.Value);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private async Task<IReadOnlyList<CauseView>> ToldApartAsync(Actor actor, IReadOnlyList<ChangeCause> causes, CancellationToken cancellationToken)
    {
        var rosters = causes.Where(c => c.Ref is not null).Select(c => c.Ref!.Value).ToList();
        var countries = MembersQuery.CountriesOf(actor);
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var files = await (
            from r in db.Set<Roster>()
            join f in db.Set<StoredFile>() on r.FileId equals f.Id
            where rosters.Contains(r.Id) && (countries == null || countries.Contains(r.Country))
            select new { r.Id, f.Name }).ToDictionaryAsync(r => r.Id, r => r.Name, cancellationToken);
        return
        [
            .. causes.Select(c =>
            {
                var file = c.Ref is { } roster ? files.GetValueOrDefault(roster) : null;
                return new CauseView(new CauseName(c.Kind, c.Ref).ToString(), c.Kind, file is null ? null : c.Ref, file, c.At, c.Version, c.Came, c.Went);
            }),
        ];
    }
}

/// <summary>The name of a cause: its kind, and which one of it.</summary>
internal sealed record CauseName(string Kind, Guid? Ref)
{
    public static IReadOnlyList<string> Kinds { get; } = [.. Words.All<KnowingKind>(), Changes.Happened, Changes.Ended];

    /// <returns>Null where it names no kind.</returns>
    public static CauseName? Parse(string? text)
    {
        var parts = text?.Split(':', 2) ?? [""];
        return !Kinds.Contains(parts[0], StringComparer.Ordinal) ? null
            : parts.Length == 1 ? new(parts[0], null)
            : Guid.TryParse(parts[1], out var id) ? new(parts[0], id) : null;
    }

    public override string ToString() => Ref is { } id ? $"{Kind}:{id}" : Kind;
}
