using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Web.Features.Audits.SignAudit;

/// <summary>What the papers are written from.</summary>
internal sealed record PaperGround(
    AuditSample Sample, Target Target, Commitment Commitment, RuleVersion Rule, IReadOnlyList<AuditStratum> Strata, IReadOnlyList<AuditMember> Members, ErrorEstimate Estimate, (string Name, DateTimeOffset At) Signed);

/// <summary>
/// The working papers in one spelling: the same audit gives the same bytes. Members stand by their pseudonymous id; notes, which may name people, by their
/// hash alone, so that they are bound without being told.
/// </summary>
internal static class AuditPapers
{
    /// <summary>Raised when a reader of older papers has to know that they differ.</summary>
    public const string Format = "talentportal-audit-1";

    private const string Method =
        "Stratified by partner and evidence; partners whose share is below one draw stand together. In each stratum those are drawn whose SHA-256 over seed and subject id (UTF-8 text) comes first. "
        + "Projected: sum of stratum size times share of errors; an error is whatever was not confirmed or had no evidence. Bounds: Clopper-Pearson over the effective size (sampled population / largest weight); "
        + "strata drawn whole are exact. See docs/adr/0018.";

    public static string Write(PaperGround ground)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            Number(json, ground);
            Rule(json, ground.Rule);
            Draw(json, ground);
            Result(json, ground);
            Members(json, ground);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    /// <summary>SHA-256 of a note; null where there is none.</summary>
    public static string? HashOf(string? note) => note is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(note)));

    private static void Number(Utf8JsonWriter json, PaperGround ground)
    {
        var sample = ground.Sample;
        json.WriteString("audit", sample.Id);
        json.WriteString("commitment", ground.Commitment.Code);
        json.WriteString("quote", ground.Commitment.Quote);
        json.WriteString("interpretation", ground.Commitment.Interpretation);
        json.WriteString("target", ground.Target.Code);
        json.WriteString("from", Day(ground.Target.StartsOn));
        json.WriteString("until", Day(ground.Target.EndsOn));
        json.WriteString("zone", ground.Target.Zone);
        json.WriteString("asOf", Day(sample.AsOf));
        json.WriteString("knownAt", Instant(sample.KnownAt));
        json.WriteNumber("ruleVersion", sample.Version);
        json.WriteString("published", sample.PublishedId?.ToString());
        json.WriteNumber("population", sample.Population);
        json.WriteString("membersHash", sample.MembersHash);
        json.WriteString("query", SamplingSql.Population.ReplaceLineEndings("\n"));
    }

    private static void Rule(Utf8JsonWriter json, RuleVersion version)
    {
        var rule = version.Rule;
        json.WriteStartObject("rule");
        json.WriteString("measure", Words.Of(rule.Measure));
        json.WriteString("event", Words.Of(rule.Event));
        foreach (var (name, values) in new (string, IEnumerable<string>)[]
        {
            ("levels", rule.Levels), ("programmes", rule.Programmes.Select(p => p.ToString())), ("kinds", rule.Kinds), ("countries", rule.Countries), ("nationalities", rule.Nationalities),
            ("residences", rule.Residences), ("audiences", rule.Audiences), ("partnerKinds", rule.PartnerKinds), ("funders", rule.Funders), ("evidence", rule.Evidence),
        })
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        json.WriteNumber("evidenceAtLeast", rule.EvidenceAtLeast);
        json.WriteString("exclusivityGroup", rule.ExclusivityGroup);
        json.WriteString("lateUntil", rule.LateUntil is { } late ? Day(late) : null);
        json.WriteEndObject();
    }

    private static void Draw(Utf8JsonWriter json, PaperGround ground)
    {
        var sample = ground.Sample;
        json.WriteString("method", Method);
        json.WriteString("seed", sample.Seed);
        json.WriteNumber("confidence", sample.Confidence);
        if (sample.Tolerable is { } tolerable)
        {
            json.WriteNumber("tolerable", tolerable);
        }

        json.WriteNumber("drawn", sample.Drawn);
        json.WriteString("openedBy", sample.OpenedByName);
        json.WriteString("openedAt", Instant(sample.OpenedAt));
        json.WriteStartArray("strata");
        foreach (var stratum in ground.Strata)
        {
            json.WriteStartObject();
            json.WriteNumber("no", stratum.No);
            json.WriteString("partner", stratum.PartnerName);
            json.WriteString("evidence", stratum.Evidence);
            json.WriteNumber("size", stratum.Size);
            json.WriteNumber("drawn", stratum.Drawn);
            json.WriteNumber("errors", ground.Members.Count(m => m.StratumNo == stratum.No && m.IsError));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Result(Utf8JsonWriter json, PaperGround ground)
    {
        var estimate = ground.Estimate;
        json.WriteStartObject("result");
        json.WriteNumber("notConfirmed", ground.Members.Count(m => m.Verdict == AuditVerdict.NotConfirmed));
        json.WriteNumber("evidenceMissing", ground.Members.Count(m => m.Verdict == AuditVerdict.EvidenceMissing));
        json.WriteNumber("projected", estimate.Projected);
        json.WriteNumber("lower", estimate.Lower);
        json.WriteNumber("upper", estimate.Upper);
        json.WriteNumber("atMost", estimate.AtMost);
        json.WriteString("effectiveSize", estimate.EffectiveSize.ToString("F3", CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteString("signedBy", ground.Signed.Name);
        json.WriteString("signedAt", Instant(ground.Signed.At));
    }

    private static void Members(Utf8JsonWriter json, PaperGround ground)
    {
        json.WriteStartArray("members");
        foreach (var member in ground.Members)
        {
            json.WriteStartObject();
            json.WriteNumber("no", member.No);
            json.WriteNumber("stratum", member.StratumNo);
            json.WriteString("subject", member.SubjectId);
            json.WriteString("verdict", Words.Of(member.Verdict!.Value));
            json.WriteString("reason", member.Reason is { } reason ? Words.Of(reason) : null);
            json.WriteString("noteSha256", HashOf(member.Note));
            json.WriteString("judgedBy", member.JudgedByName);
            json.WriteString("judgedAt", member.JudgedAt is { } at ? Instant(at) : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
