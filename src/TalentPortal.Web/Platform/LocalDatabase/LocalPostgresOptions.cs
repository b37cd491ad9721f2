namespace TalentPortal.Web.Platform.LocalDatabase;

/// <summary>Which private server, and how careful it is with what it is given.</summary>
/// <param name="DataPath">The folder that holds it (<c>.data</c>); the server lives in <c>postgres</c> below it. One folder, one server.</param>
public sealed record LocalPostgresOptions(string DataPath)
{
    /// <summary>False turns fsync and its companions off: faster, and a power cut may cost everything. For test clusters that no crash test uses.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>The database that is created when missing and that the connection string names.</summary>
    public string DatabaseName { get; init; } = "portal";

    /// <summary>Where fetched server binaries are kept; <see cref="DataPath"/> unless several servers share one fetched copy.</summary>
    public string? ToolsPath { get; init; }
}

/// <summary>The private server can't be had; the message says why, and what the reader can do about it.</summary>
public sealed class LocalPostgresException(string message, Exception? cause = null) : Exception(message, cause);
