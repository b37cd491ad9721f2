namespace TalentPortal.Web.Platform.Verbs;

/// <summary>Options of the form <c>--name value</c> and switches <c>--name</c>.</summary>
public sealed class VerbArguments(IReadOnlyList<string> words)
{
    /// <summary>The value behind an option, or null where it is absent.</summary>
    /// <exception cref="VerbUsageException">The option stands there without a value.</exception>
    public string? Find(string name)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] == $"--{name}")
            {
                return i + 1 < words.Count && !words[i + 1].StartsWith("--", StringComparison.Ordinal)
                    ? words[i + 1]
                    : throw new VerbUsageException($"--{name} needs a value.");
            }
        }

        return null;
    }

    /// <exception cref="VerbUsageException">The option is missing.</exception>
    public string Require(string name) => Find(name) ?? throw new VerbUsageException($"--{name} is missing.");

    public bool Has(string name) => words.Contains($"--{name}");
}

/// <summary>The call was not understood; its message says what is missing.</summary>
public sealed class VerbUsageException(string message) : Exception(message);
