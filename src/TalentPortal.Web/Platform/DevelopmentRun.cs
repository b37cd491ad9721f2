namespace TalentPortal.Web.Platform;

/// <summary>
/// What <c>dotnet run</c> adds: the project file hands it a switch of ours instead of a launch profile, because a profile is announced on standard
/// output (where a verb prints its result alone) and overrides the environment. What is set there wins; the published portal never has the switch.
/// </summary>
public static class DevelopmentRun
{
    public const string Switch = "--development";

    private const string Address = "http://localhost:5080";

    /// <summary>Takes the switch off and sets what it stands for, where nothing else is set.</summary>
    /// <returns>The arguments behind it.</returns>
    public static string[] Prepare(string[] args)
    {
        if (args is not [Switch, .. var rest])
        {
            return args;
        }

        Default("ASPNETCORE_ENVIRONMENT", Environments.Development);
        Default("ASPNETCORE_URLS", Address);
        return rest;
    }

    private static void Default(string name, string value)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
