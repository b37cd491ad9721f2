using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace TalentPortal.Data.Conventions;

/// <summary>Small lists and records kept as one value, <c>jsonb</c>.</summary>
internal static class JsonColumn
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    /// <summary>A list of values that are compared one by one.</summary>
    public static PropertyBuilder<T[]> IsJsonList<T>(this PropertyBuilder<T[]> property) => property.HasColumnType("jsonb").HasDefaultValueSql("'[]'").HasConversion(
        list => JsonSerializer.Serialize(list, Json),
        text => JsonSerializer.Deserialize<T[]>(text, Json)!,
        new ValueComparer<T[]>((a, b) => a!.SequenceEqual(b!), list => list.Length, list => list.ToArray()));

    /// <summary>One value that knows when it equals another.</summary>
    public static PropertyBuilder<T?> IsJson<T>(this PropertyBuilder<T?> property)
        where T : class => property.HasColumnType("jsonb").HasConversion(value => JsonSerializer.Serialize(value, Json), text => JsonSerializer.Deserialize<T>(text, Json));
}
