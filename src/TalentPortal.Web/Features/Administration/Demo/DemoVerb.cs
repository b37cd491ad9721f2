using System.Globalization;
using TalentPortal.Web.Platform.Verbs;

namespace TalentPortal.Web.Features.Administration.Demo;

/// <summary><c>demo</c>: loads the demo into an empty portal; never in Production.</summary>
public sealed class DemoVerb(DemoLoader demo, IHostEnvironment environment) : IVerb
{
    public string Name => "demo";

    public string Help => "                                loads the demo into an empty portal; refuses any other and Production";

    public async Task<int> RunAsync(VerbArguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (environment.IsProduction())
        {
            await Console.Error.WriteLineAsync("The demo is not loaded in Production.");
            return 1;
        }

        if (!await demo.IsEmptyAsync(cancellationToken))
        {
            await Console.Error.WriteLineAsync("The portal is not empty; the demo was not loaded. Use an empty database.");
            return 1;
        }

        var loaded = await demo.LoadAsync(cancellationToken);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{loaded.Commitments} commitments, {loaded.Partners} partners, {loaded.Programmes} programmes, {loaded.Cohorts} cohorts, {loaded.Rosters} rosters, {loaded.People} people"));
        return 0;
    }
}
