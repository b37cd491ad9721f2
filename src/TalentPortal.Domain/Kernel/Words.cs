using System.Collections.Concurrent;
using System.Text;

namespace TalentPortal.Domain.Kernel;

/// <summary>
/// The word of an enum value as outsiders and the database know it: <c>NeedsDecision</c> is <c>needs-decision</c>. One spelling everywhere.
/// </summary>
public static class Words
{
    private static readonly ConcurrentDictionary<Type, (Dictionary<object, string> ToWord, Dictionary<string, object> FromWord)> Known = new();

    public static string Of<T>(T value)
        where T : struct, Enum => Table(typeof(T)).ToWord[value];

    /// <summary>The value a word stands for, or null where it stands for none. Exact spelling.</summary>
    public static T? Parse<T>(string? word)
        where T : struct, Enum => word is not null && Table(typeof(T)).FromWord.TryGetValue(word, out var value) ? (T)value : null;

    /// <summary>All words of an enum, in the order of its values.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Of)];

    private static (Dictionary<object, string> ToWord, Dictionary<string, object> FromWord) Table(Type type) => Known.GetOrAdd(type, static t =>
    {
        var toWord = Enum.GetValues(t).Cast<object>().ToDictionary(v => v, v => Kebab(v.ToString()!));
        return (toWord, toWord.ToDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal));
    });

    private static string Kebab(string name)
    {
        var made = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && made.Length > 0)
            {
                made.Append('-');
            }

            made.Append(char.ToLowerInvariant(c));
        }

        return made.ToString();
    }
}
