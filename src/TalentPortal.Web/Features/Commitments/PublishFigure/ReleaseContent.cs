using System.Text.Json;
using System.Text.Json.Serialization;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Commitments.Disclosure;

namespace TalentPortal.Web.Features.Commitments.PublishFigure;

/// <summary>All that is told in public with one number, as it was on that day. Nothing in it is secret, and nothing of it is ever changed.</summary>
/// <param name="Least">Groups of fewer people than this are not told.</param>
/// <param name="Counted">The number; null where it is itself below <paramref name="Least"/>.</param>
/// <param name="Planned">What the plan expected by then.</param>
/// <param name="Path">Days with the number at their end; empty where it is not told.</param>
/// <param name="Tables">The counted by their groups.</param>
public sealed record ReleaseContent(
    ReleasedPromise Promise, ReleasedTarget Target, ReleasedRule Rule, DateOnly AsOf, DateTimeOffset KnownAt, string MembersHash, int Least, long? Counted, long? Planned,
    IReadOnlyList<ToldPoint> Path, IReadOnlyList<ReleasedGroups> Tables)
{
    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static ReleaseContent Read(string json) => JsonSerializer.Deserialize<ReleaseContent>(json, Json)!;

    public string Write() => JsonSerializer.Serialize(this, Json);
}

/// <summary>The promise in its own words.</summary>
public sealed record ReleasedPromise(
    string Code, string Name, string Quote, string SaidBy, DateOnly AnnouncedOn, string Source, string Interpretation, string? Country, IReadOnlyList<Statement> Statements);

/// <summary>What was promised, by when, along which line.</summary>
public sealed record ReleasedTarget(string Code, Unit Unit, decimal? Amount, DateOnly From, DateOnly Until, string Zone, IReadOnlyList<PlannedPoint> Plan);

/// <summary>What the plan expects by the end of a day.</summary>
public sealed record PlannedPoint(DateOnly On, long N);

/// <summary>The version of the rule, and the names of the programmes it speaks of.</summary>
public sealed record ReleasedRule(int Version, CountingRule Rule, IReadOnlyList<string> Programmes);

/// <summary>A table of groups as it is told.</summary>
/// <param name="By">The property: <c>audience</c>, <c>gender</c>, <c>age-band</c>, <c>region</c>, <c>sector</c>, <c>partner</c> or <c>evidence</c>.</param>
/// <param name="Form">How much of it is told.</param>
/// <param name="Together">What the groups that are not told come to together; null where all are, and where numbers are rounded.</param>
public sealed record ReleasedGroups(string By, TableForm Form, IReadOnlyList<ReleasedGroup> Rows, long? Together);

/// <summary>One group as it is told.</summary>
/// <param name="Key">A word or code; <c>not-stated</c> for those of whom it is not known, <c>not-agreed</c> for the partners that did not agree.</param>
/// <param name="Name">Of a partner.</param>
/// <param name="Mark">Why it shows what it shows.</param>
/// <param name="People">The number; null where it is not told.</param>
/// <param name="Within">The group it is part of: a country.</param>
public sealed record ReleasedGroup(string Key, string? Name, CellMark Mark, long? People, string? Within = null)
{
    public const string NotStated = "not-stated";
    public const string NotAgreed = "not-agreed";
}

/// <summary>What stands behind a release. Read by the next one only.</summary>
internal sealed record ReleaseTruth(IReadOnlyList<ReleasedTable> Tables, IReadOnlyList<ToldPoint> Path)
{
    public static ReleaseTruth Read(string json) => JsonSerializer.Deserialize<ReleaseTruth>(json, ReleaseContent.Json)!;

    public string Write() => JsonSerializer.Serialize(this, ReleaseContent.Json);
}
