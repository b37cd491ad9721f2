using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Jobs;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;
using TalentPortal.Web.Platform.Jobs;

namespace TalentPortal.Web.Features.Rosters.AnswerQuestions;

/// <summary>What somebody says of a file. What is absent stays as it was said before.</summary>
/// <param name="Sheet">The sheet of the workbook to read.</param>
/// <param name="Encoding">The encoding to read with: <c>UTF-8</c>, <c>UTF-16LE</c>, <c>UTF-16BE</c>, <c>windows-1252</c>, <c>GB18030</c> or <c>Big5</c>.</param>
/// <param name="DateOrder">Which part of 03/04/2026 is the day: <c>day-first</c> or <c>month-first</c>.</param>
/// <param name="Mapping">Heading to canonical column, or to an empty text for a column that is not used.</param>
/// <param name="Cohorts">Value of the cohort column to the code of a cohort, or to an empty text for rows to leave out.</param>
/// <param name="Remember">Whether the next file of the same source is read alike; true unless said.</param>
public sealed record AnswersInput(
    string? Sheet = null, string? Encoding = null, string? DateOrder = null, IReadOnlyDictionary<string, string>? Mapping = null, IReadOnlyDictionary<string, string>? Cohorts = null, bool? Remember = null)
{
    internal bool SaysNothing => Sheet is null && Encoding is null && DateOrder is null && Mapping is not { Count: > 0 } && Cohorts is not { Count: > 0 };
}

/// <summary>Takes what a human says of a file, remembers it for the source, and has the file read again.</summary>
public sealed class AnswerRosterHandler(PortalDatabase portal, JobSignal signal, TimeProvider clock)
{
    /// <returns>
    /// The new revision. Refused as not found for somebody else's roster, when the roster does not wait for anybody or nothing is said, and, field by field,
    /// for answers that fit no question: a column twice, no identifier or name, a cohort that may not be filled, a question left open.
    /// </returns>
    public async Task<Outcome<int>> AnswerAsync(Actor actor, Guid id, AnswersInput input, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var roster = await db.Set<Roster>().SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        if (roster is null || !actor.MayFill(roster.PartnerId, roster.Country))
        {
            return RosterProblems.NotFound;
        }

        if (!roster.WaitsForPerson || input.SaysNothing)
        {
            return RosterProblems.NothingAsked;
        }

        var asked = roster.Questions is { } questions ? Findings.ReadAs<RosterQuestions>(questions) : RosterQuestions.None;
        var before = roster.Answers is { } said ? Findings.ReadAs<RosterAnswers>(said) : RosterAnswers.None;
        var source = await db.Set<RosterSource>().SingleAsync(s => s.Id == roster.SourceId, cancellationToken);
        var checks = new Checks();
        var answers = new AnswerChecks(checks, roster, asked, source.Mapping, await CohortCodesAsync(db, roster, cancellationToken)).Read(input, before);
        if (checks.Failed)
        {
            return checks;
        }

        var answered = roster.Answer(Findings.Write(answers));
        if (answered.Problem is { } problem)
        {
            return problem;
        }

        if (input.Remember != false)
        {
            source.Remember(Worth(source, input, answers));
        }

        var now = clock.GetUtcNow();
        db.Record(actor, now, "roster.answered", ("roster", id), Fields(input), roster.PartnerId);
        await db.EnqueueAsync(ReadRosterJob.JobKind, $"{ReadRosterJob.JobKind}:{id}:{roster.Revision}", Findings.Write(new RosterJobPayload(id)), now, cancellationToken);
        if (await db.TryCommitAsync(cancellationToken) is { Problem: { } changed })
        {
            return changed;
        }

        signal.Wake();
        return roster.Revision;
    }

    /// <summary>Codes of the cohorts whose rows the file may hold.</summary>
    private static async Task<IReadOnlyList<string>> CohortCodesAsync(PortalDbContext db, Roster roster, CancellationToken cancellationToken) =>
        await db.Set<Cohort>().Where(c => c.PartnerId == roster.PartnerId && (roster.Countries == null || roster.Countries.Contains(c.Country))).Select(c => c.Code).ToListAsync(cancellationToken);

    // What every file says by itself is not worth remembering, unless something else was remembered before.
    private static RosterAnswers Worth(RosterSource source, AnswersInput input, RosterAnswers answers) => new(
        null,
        null,
        input.DateOrder is null ? null : answers.DateOrder,
        (input.Mapping ?? RosterAnswers.None.Mapping).Where(m => source.Mapping.ContainsKey(m.Key) || (RosterColumns.Find(m.Key) ?? "") != m.Value).ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal),
        input.Cohorts ?? RosterAnswers.None.Cohorts);

    private static IEnumerable<string> Fields(AnswersInput input)
    {
        foreach (var (name, said) in new[] { ("sheet", input.Sheet is not null), ("encoding", input.Encoding is not null), ("dateOrder", input.DateOrder is not null), ("mapping", input.Mapping is { Count: > 0 }), ("cohorts", input.Cohorts is { Count: > 0 }) })
        {
            if (said)
            {
                yield return name;
            }
        }
    }
}
