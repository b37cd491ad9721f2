namespace TalentPortal.Web.Features.Commitments.DescribeCommitment;

/// <summary>What a commitment is to say, with its targets.</summary>
/// <param name="Quote">The words of the promise.</param>
/// <param name="Source">Where it can be read.</param>
/// <param name="Interpretation">How the words are understood.</param>
/// <param name="Name">The heading; the beginning of the quote where it is absent.</param>
/// <param name="Zone">IANA zone whose midnight ends its days; <c>Asia/Kuala_Lumpur</c> where absent.</param>
/// <param name="Country">ISO 3166-1 alpha-2 of the country it was made for; absent for the world.</param>
/// <param name="State">For a new one <c>published</c> (default) or <c>draft</c>; later it may be left out, as publishing, restating and closing have verbs of their own.</param>
/// <param name="Reason">Why a published one changes, for everybody to read; kept with the words that stood.</param>
public sealed record CommitmentInput(
    string? Quote,
    string? SaidBy,
    DateOnly? AnnouncedOn,
    string? Source,
    string? Interpretation,
    IReadOnlyList<TargetInput>? Targets = null,
    string? Name = null,
    string? Zone = null,
    string? Country = null,
    string? State = null,
    string? Reason = null);

/// <summary>What a target is to be. Targets are never deleted: one that a later description leaves out stays.</summary>
/// <param name="Amount">The number promised; absent when there is none.</param>
/// <param name="Unit"><c>people</c>, <c>partners</c>, <c>money</c> or <c>attendances</c>; fixed once the target exists.</param>
public sealed record TargetInput(
    string? Code, decimal? Amount, string? Unit, DateOnly? StartsOn, DateOnly? EndsOn, RuleInput? Rule, decimal? Baseline = null, IReadOnlyList<MilestoneInput>? Milestones = null);

/// <summary>A point of the plan: this many by the end of this day.</summary>
public sealed record MilestoneInput(DateOnly? On, decimal? Amount);

/// <summary>What makes a subject count. An empty or absent list does not restrict.</summary>
/// <param name="Measure"><c>distinct-ever</c>, <c>distinct-active</c>, <c>sum</c> (money) or <c>attendances</c>.</param>
/// <param name="Event"><c>enrolled</c>, <c>completed</c>, <c>certified</c>, <c>attended</c>, <c>agreement-in-force</c> or <c>disbursed</c>; nothing records <c>placed</c> yet, so it is refused.</param>
/// <param name="Countries">Where it happened.</param>
/// <param name="Evidence">Kinds of evidence that are asked for: <c>roster</c>, <c>attendance</c>, <c>certificate</c>, <c>attestation</c>. Until enough of them stand a subject is provisional.</param>
/// <param name="ExclusivityGroup">A code; of the targets whose rules name the same one, each person counts for one: that of the highest level, of equals the one met first.</param>
/// <param name="Residences">Where the person lives: countries (<c>MY</c>), or states and regions (<c>MY-10</c>).</param>
/// <param name="LateUntil">The last day on which something may become known and still count.</param>
/// <param name="Funders">Who paid, by the codes that cohorts name.</param>
/// <param name="EvidenceAtLeast">How many of <c>evidence</c> must stand; 1 where absent.</param>
/// <param name="Currency">ISO 4217 code of the money that is summed.</param>
public sealed record RuleInput(
    string? Measure,
    string? Event,
    IReadOnlyList<string>? Levels = null,
    IReadOnlyList<string>? Programmes = null,
    IReadOnlyList<string>? Kinds = null,
    IReadOnlyList<string>? Countries = null,
    IReadOnlyList<string>? Nationalities = null,
    IReadOnlyList<string>? Audiences = null,
    IReadOnlyList<string>? PartnerKinds = null,
    IReadOnlyList<string>? Evidence = null,
    string? ExclusivityGroup = null,
    IReadOnlyList<string>? Residences = null,
    DateOnly? LateUntil = null,
    IReadOnlyList<string>? Funders = null,
    int? EvidenceAtLeast = null,
    string? Currency = null);

/// <summary>What a description of a commitment did.</summary>
/// <param name="Drafts">Targets whose rule differs from the one in force: the new version waits for a second person.</param>
/// <param name="Kept">Targets that the description left out; they stay.</param>
public sealed record DescribedCommitment(Guid Id, string Code, int Revision, bool Created, IReadOnlyList<string> Drafts, IReadOnlyList<string> Kept);
