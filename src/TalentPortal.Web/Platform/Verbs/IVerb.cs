namespace TalentPortal.Web.Platform.Verbs;

/// <summary>One thing an operator can ask of the executable: <c>dotnet run --project src/TalentPortal.Web -- NAME …</c>.</summary>
public interface IVerb
{
    /// <summary>The words that call it: <c>migrate</c>, <c>keys create</c>.</summary>
    string Name { get; }

    /// <summary>The rest of the call and what it does, one line each, for <c>--help</c>.</summary>
    string Help { get; }

    /// <summary>Does it.</summary>
    /// <param name="arguments">What stood behind the name.</param>
    /// <param name="output">Results go here; explanations go to the log.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>The exit code; 0 when done, 1 when refused or a check failed, 2 when the call was not understood.</returns>
    Task<int> RunAsync(VerbArguments arguments, TextWriter output, CancellationToken cancellationToken);
}
