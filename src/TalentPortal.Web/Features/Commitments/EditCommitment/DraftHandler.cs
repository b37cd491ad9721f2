using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Commitments.EditCommitment;

/// <summary>A step of the form. Each is kept by itself, so that nothing written is lost.</summary>
public enum EditStep
{
    Promise,
    Reading,
    Counted,
    Check,

    /// <summary>What others state: written from the step of the reading, whose own fields may still be missing.</summary>
    Claims,
}

/// <summary>A commitment as its form shows it.</summary>
/// <param name="Code">Its address.</param>
/// <param name="Name">Its heading; the beginning of the quote where there is none yet.</param>
/// <param name="State">Where it stands: a draft is written in place, anything else is proposed.</param>
/// <param name="Revision">What the form was made from.</param>
/// <param name="Content">What it says, or what was written to take its place.</param>
/// <param name="Published">Codes of the targets that count already: their rules are changed on their own pages.</param>
/// <param name="Open">What is being written, or waits; null where nothing is.</param>
/// <param name="Faults">What still stands in the way of asking, by field.</param>
/// <param name="Copy">The copy of the source it is to have; null for none.</param>
/// <param name="Partners">Names of the partners that its parts name, as <see cref="WordingLines.PartnerKey"/> has them.</param>
public sealed record EditableCommitment(
    string Code, string Name, CommitmentState State, int Revision, CommitmentInput Content, IReadOnlyCollection<string> Published, Approval? Open, IReadOnlyList<FieldProblem> Faults,
    SourceCopy? Copy, IReadOnlyDictionary<string, string> Partners);

/// <summary>Writes a commitment step by step: a draft in its own rows, a published one as a proposal that stands beside it until a second person approves.</summary>
public sealed class DraftHandler(PortalDatabase portal, TimeProvider clock)
{
    private static readonly string[] Reserved = ["new"];

    /// <returns>Null where it does not exist or is of a country that the actor does not manage.</returns>
    public async Task<EditableCommitment?> FindAsync(Actor actor, string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var commitment = await db.Set<Commitment>().AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, cancellationToken);
        if (commitment is null || !MayEdit(actor, commitment))
        {
            return null;
        }

        var open = await db.OpenAsync(commitment, cancellationToken);
        var now = await db.ContentAsync(commitment, cancellationToken);
        var content = open is { Kind: ApprovalKind.Restatement, Proposal: { } proposal } ? CommitmentContent.Read(proposal, now) : now;
        var checks = await CheckAsync(db, code, content, cancellationToken);
        return new(
            commitment.Code, commitment.Name.Length > 0 ? commitment.Name : commitment.Code, commitment.State, commitment.Revision, content,
            commitment.State == CommitmentState.Draft ? [] : [.. now.Targets!.Select(t => t.Code!)], open, checks.Problems,
            (await db.Set<SourceCopy>().AsNoTracking().Where(s => s.CommitmentId == commitment.Id).ToListAsync(cancellationToken)).Find(s => s.Hash == content.SourceCopy),
            await PartnersAsync(db, content, cancellationToken));
    }

    /// <summary>Every partner there is, by name, for parts to be chosen from.</summary>
    public async Task<IReadOnlyList<(string Code, string Name)>> PartnersToSplitByAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Allows(Permissions.ManageObjects))
        {
            return [];
        }

        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var partners = await db.Set<Partner>().OrderBy(p => p.Name).ThenBy(p => p.Code).Select(p => new { p.Code, p.Name }).ToListAsync(cancellationToken);
        return [.. partners.Select(p => (p.Code, p.Name))];
    }

    /// <summary>Begins a draft with its promise; its code is made from its name.</summary>
    /// <returns>The code. Refused with everything that is wrong with the promise, and for a country that the actor does not manage.</returns>
    public async Task<Outcome<string>> BeginAsync(Actor actor, CommitmentInput promise, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var checks = new Checks();
        Keep(checks, await CheckAsync(db, null, promise, cancellationToken), EditStep.Promise);
        if (checks.Failed)
        {
            return checks;
        }

        if (!actor.Allows(Permissions.ManageObjects) || !actor.ManagesCountry(promise.Country))
        {
            return Keeping.CountryNotManaged(promise.Country);
        }

        var now = clock.GetUtcNow();
        var commitment = Commitment.Create(await CodeOfAsync(db, promise, cancellationToken), now);
        var fields = commitment.Describe(Said(promise));
        db.Add(commitment);
        db.Record(actor, now, "commitment.drafted", ("commitment", commitment.Id), fields);
        return (await db.TryCommitAsync(cancellationToken)).Problem is { } taken ? taken : commitment.Code;
    }

    /// <summary>Keeps one step; of the others only what they said before.</summary>
    /// <param name="actor">Who writes.</param>
    /// <param name="code">The commitment.</param>
    /// <param name="step">The step; what is wrong with the others is told when they are reached.</param>
    /// <param name="content">All that it is to say.</param>
    /// <param name="seen">The revision that the form was made from.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Refused as not found, when it changed since, when it waits for approval or is closed, and with everything that is wrong with the step.</returns>
    public async Task<Outcome<bool>> SaveAsync(Actor actor, string code, EditStep step, CommitmentInput content, int? seen, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var commitment = await db.Set<Commitment>().SingleOrDefaultAsync(c => c.Code == code, cancellationToken);
        if (commitment is null || !MayEdit(actor, commitment))
        {
            return CommitmentProblems.NotFound;
        }

        var open = await db.OpenAsync(commitment, cancellationToken);
        if (Refusal(actor, commitment, open, content, seen) is { } refused)
        {
            return refused;
        }

        var checks = new Checks();
        var wanted = new Checks();
        var reader = new CommitmentChecks(wanted, await CommitmentWriting.NameableAsync(db, code, content, cancellationToken));
        var said = reader.Said(content);
        var targets = reader.Targets(content, said.Zone);
        Keep(checks, wanted, step);
        if (checks.Failed)
        {
            return checks;
        }

        var now = clock.GetUtcNow();
        return commitment.State == CommitmentState.Draft
            ? await DraftAsync(db, actor, commitment, Said(content) with { Statements = said.Statements, SourceCopyId = said.SourceCopyId, KeepsSourceCopy = said.KeepsSourceCopy }, step == EditStep.Counted ? targets : null, now, cancellationToken)
            : await ProposeAsync(db, actor, commitment, open, content, now, cancellationToken);
    }

    /// <summary>A code for a new target of a commitment: its own, with a number where that is taken.</summary>
    public async Task<string> TargetCodeAsync(string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Data.Scopes.Scope.Nothing, cancellationToken);
        var stem = code[..Math.Min(code.Length, Code.MaxLength - 4)].Trim('-');
        var taken = await db.Set<Target>().Where(t => t.Code.StartsWith(stem)).Select(t => t.Code).ToListAsync(cancellationToken);
        taken.AddRange(await db.DroppedTargetCodesAsync([], stem, cancellationToken));
        var open = await (from a in db.Set<Approval>() join c in db.Set<Commitment>() on a.CommitmentId equals c.Id where c.Code == code && a.Proposal != null && a.State == ApprovalState.Writing select a.Proposal).SingleOrDefaultAsync(cancellationToken);
        return CommitmentCodes.Free(stem, [.. taken, .. open is null ? [] : CommitmentContent.Read(open).Targets!.Select(t => t.Code!)]);
    }

    /// <summary>Everything that stands in the way of asking for approval.</summary>
    internal static async Task<Checks> CheckAsync(PortalDbContext db, string? code, CommitmentInput content, CancellationToken cancellationToken)
    {
        var checks = new Checks();
        var reader = new CommitmentChecks(checks, await CommitmentWriting.NameableAsync(db, code, content, cancellationToken));
        var said = reader.Said(content);
        reader.Targets(content, said.Zone);
        return checks;
    }

    /// <summary>The step at which a field is written.</summary>
    internal static EditStep StepOf(string field) => field switch
    {
        "interpretation" or "zone" => EditStep.Reading,
        _ when field.StartsWith("statements", StringComparison.Ordinal) => EditStep.Claims,
        _ when field.StartsWith("targets", StringComparison.Ordinal) => EditStep.Counted,
        _ => EditStep.Promise,
    };

    private static async Task<Dictionary<string, string>> PartnersAsync(PortalDbContext db, CommitmentInput content, CancellationToken cancellationToken)
    {
        var codes = content.Targets?.Where(t => t.Split?.By == Words.Of(SplitBy.Partner)).SelectMany(t => t.Split!.Parts ?? []).Select(p => p.Key).Distinct().ToList() ?? [];
        return await db.Set<Partner>().Where(p => codes.Contains(p.Code)).ToDictionaryAsync(p => WordingLines.PartnerKey(p.Code), p => p.Name, cancellationToken);
    }

    private static bool MayEdit(Actor actor, Commitment commitment) => actor.Allows(Permissions.ManageObjects) && actor.ManagesCountry(commitment.Country);

    private static Problem? Refusal(Actor actor, Commitment commitment, Approval? open, CommitmentInput content, int? seen) => true switch
    {
        _ when !actor.ManagesCountry(content.Country) => Keeping.CountryNotManaged(content.Country),
        _ when commitment.State == CommitmentState.Closed => CommitmentProblems.Closed,
        _ when open is { State: ApprovalState.Waiting } || open is { Kind: ApprovalKind.Closing } => ApprovalProblems.Waits,
        _ when !Keeping.Matches(seen, commitment.Revision) => Keeping.Changed,
        _ => null,
    };

    private static void Keep(Checks checks, Checks found, EditStep step)
    {
        foreach (var (field, problem) in found.Problems.Where(p => step == EditStep.Check || StepOf(p.Field) == step))
        {
            checks.Add(field, problem);
        }
    }

    /// <summary>What was said so far; what is missing is empty in a draft.</summary>
    private static CommitmentWords Said(CommitmentInput content)
    {
        var quote = content.Quote?.Trim() ?? "";
        var name = string.IsNullOrWhiteSpace(content.Name) ? CommitmentChecks.Heading(quote) : content.Name.Trim();
        return new(name, quote, content.SaidBy?.Trim() ?? "", content.AnnouncedOn ?? default, content.Source?.Trim() ?? "", content.Interpretation?.Trim() ?? "")
        {
            Zone = string.IsNullOrEmpty(content.Zone) ? Commitment.DefaultZone : content.Zone,
            Country = string.IsNullOrEmpty(content.Country) ? null : content.Country,
        };
    }

    private static async Task<Outcome<bool>> DraftAsync(
        PortalDbContext db, Actor actor, Commitment commitment, CommitmentWords said, IReadOnlyList<CheckedTarget>? targets, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var fields = commitment.Describe(said).ToList();
        if (targets is not null)
        {
            var work = await TargetWork.LoadAsync(db, commitment, targets, cancellationToken);
            work.DropOthers([.. targets.Select(t => t.Code)], now);
            if (work.Describe(targets, said.Zone, actor.Id, now) is { Failed: true } wrong)
            {
                return wrong;
            }

            if (work.Fields.Count > 0 && fields.Count == 0)
            {
                commitment.TargetsChanged();
            }

            fields.AddRange(work.Fields);
        }

        if (fields.Count > 0)
        {
            db.Record(actor, now, "commitment.drafted", ("commitment", commitment.Id), fields);
        }

        return (await db.TryCommitAsync(cancellationToken)).Problem is { } changed ? changed : true;
    }

    private static async Task<Outcome<bool>> ProposeAsync(
        PortalDbContext db, Actor actor, Commitment commitment, Approval? open, CommitmentInput content, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (open is null)
        {
            open = Approval.Begin(commitment.Id, ApprovalKind.Restatement, null, (actor.Id, actor.Name), now);
            db.Add(open);
        }

        if (open.Write(CommitmentContent.Write(content)).Problem is { } waits)
        {
            return waits;
        }

        db.Record(actor, now, "commitment.proposed", ("commitment", commitment.Id));
        return (await db.TryCommitAsync(cancellationToken)).Problem is { } changed ? changed : true;
    }

    private static async Task<string> CodeOfAsync(PortalDbContext db, CommitmentInput promise, CancellationToken cancellationToken)
    {
        var made = Code.FromName(string.IsNullOrWhiteSpace(promise.Name) ? promise.Quote ?? "" : promise.Name) ?? "commitment";
        var stem = made[..Math.Min(made.Length, Code.MaxLength - 4)].Trim('-');
        var taken = await db.Set<Commitment>().Where(c => c.Code.StartsWith(stem)).Select(c => c.Code).ToListAsync(cancellationToken);
        return CommitmentCodes.Free(stem, [.. taken, .. Reserved]);
    }
}

/// <summary>Codes that are made rather than chosen.</summary>
internal static class CommitmentCodes
{
    /// <summary>The stem, or the first of stem-2, stem-3, … that is not taken.</summary>
    public static string Free(string stem, IReadOnlyCollection<string> taken) =>
        Enumerable.Range(1, taken.Count + 1).Select(n => n == 1 ? stem : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{stem}-{n}")).First(c => !taken.Contains(c));

    /// <summary>What is being written about a commitment, or waits for a second person.</summary>
    public static Task<Approval?> OpenAsync(this PortalDbContext db, Commitment commitment, CancellationToken cancellationToken) =>
        db.Set<Approval>().SingleOrDefaultAsync(a => a.CommitmentId == commitment.Id && (a.State == ApprovalState.Writing || a.State == ApprovalState.Waiting), cancellationToken);
}
