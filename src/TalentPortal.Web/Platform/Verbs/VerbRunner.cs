namespace TalentPortal.Web.Platform.Verbs;

/// <summary>Finds the verb that was called and runs it in a scope of its own.</summary>
public static class VerbRunner
{
    /// <summary>Whether the command line asks for a verb rather than for the portal to serve.</summary>
    public static bool IsAsked(string[] args) => args.Length > 0 && (!args[0].StartsWith('-') || args[0] is "--help" or "-h");

    public static IServiceCollection AddVerb<T>(this IServiceCollection services)
        where T : class, IVerb => services.AddScoped<IVerb, T>();

    public static async Task<int> RunAsync(IServiceProvider services, string[] args, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var verbs = scope.ServiceProvider.GetServices<IVerb>().OrderByDescending(v => v.Name.Length).ToList();
        var call = string.Join(' ', args);
        var verb = verbs.Find(v => call == v.Name || call.StartsWith(v.Name + " ", StringComparison.Ordinal));
        if (verb is null)
        {
            var asked = args[0] is "--help" or "-h" or "help";
            await PrintHelpAsync(asked ? Console.Out : Console.Error, verbs);
            return asked ? 0 : 2;
        }

        try
        {
            return await verb.RunAsync(new VerbArguments(args[verb.Name.Split(' ').Length..]), Console.Out, cancellationToken);
        }
        catch (VerbUsageException mistake)
        {
            await Console.Error.WriteLineAsync($"{mistake.Message}\nusage: {verb.Name} {verb.Help}");
            return 2;
        }
    }

    private static async Task PrintHelpAsync(TextWriter to, IEnumerable<IVerb> verbs)
    {
        await to.WriteLineAsync("TalentPortal: without a verb it serves the portal; with one it does that and ends.\n");
        foreach (var verb in verbs.OrderBy(v => v.Name, StringComparer.Ordinal))
        {
            await to.WriteLineAsync($"  {verb.Name} {verb.Help}");
        }
    }
}
