namespace TalentPortal.Domain.Rosters;

public enum Severity
{
    Info,
    Warning,
    Error,
}

/// <summary>Something to say about a row: a code with arguments, worded in the reader's language when it is read.</summary>
/// <param name="Code">Lower-case words with hyphens.</param>
/// <param name="Column">The canonical column it is about, or null for the whole row.</param>
/// <param name="Severity">An error keeps the row from being used.</param>
/// <param name="Args">What the sentence names.</param>
public sealed record Finding(string Code, string? Column, Severity Severity, params IReadOnlyList<string> Args);
