using System.Text.Json;
using System.Text.Json.Serialization;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters;

/// <summary>How findings, outcomes, effects and problems of a roster are kept: small JSON with codes, worded when read.</summary>
public static class Findings
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Write(IReadOnlyList<Finding> findings) => findings.Count == 0
        ? "[]"
        : JsonSerializer.Serialize(findings.Select(f => new Kept(f.Code, f.Column, Words.Of(f.Severity), [.. f.Args])), Json);

    public static IReadOnlyList<Finding> Read(string json) =>
        [.. JsonSerializer.Deserialize<Kept[]>(json, Json)!.Select(k => new Finding(k.Code, k.Column, Words.Parse<Severity>(k.Severity) ?? Severity.Info, [.. k.Args.Select(a => a.ToString() ?? "")]))];

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Json);

    public static T ReadAs<T>(string json) => JsonSerializer.Deserialize<T>(json, Json)!;

    public static string Write(Problem problem) => JsonSerializer.Serialize(new KeptProblem(problem.Code, [.. problem.Arguments]), Json);

    public static Problem? ReadProblem(string? json)
    {
        if (json is null)
        {
            return null;
        }

        var kept = JsonSerializer.Deserialize<KeptProblem>(json, Json)!;
        return new(kept.Code, [.. kept.Args.Select(Value)]);
    }

    private static object Value(object arg) => arg is JsonElement { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : arg.ToString() ?? "";

    private sealed record Kept(string Code, string? Column, string Severity, object[] Args);

    private sealed record KeptProblem(string Code, object[] Args);
}
