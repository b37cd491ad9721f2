using TalentPortal.Data;
using TalentPortal.Web.Platform.Verbs;

namespace TalentPortal.Web.Features.Administration.Migrate;

/// <summary><c>migrate</c>: brings the schema up to date.</summary>
public sealed class MigrateVerb(Migrator migrator) : IVerb
{
    public string Name => "migrate";

    public string Help => "                             applies migrations and reference data";

    public async Task<int> RunAsync(VerbArguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        foreach (var migration in await migrator.MigrateAsync(cancellationToken))
        {
            await output.WriteLineAsync(migration);
        }

        return 0;
    }
}
