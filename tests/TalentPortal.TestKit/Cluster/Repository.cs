namespace TalentPortal.TestKit.Cluster;

/// <summary>The checkout the tests were built from.</summary>
public static class Repository
{
    private const string Mark = "TalentPortal.sln";

    /// <summary>Its root: the first folder above the running tests that holds the solution.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Mark)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No {Mark} above {AppContext.BaseDirectory}: the tests run inside a checkout.");
    }
}
