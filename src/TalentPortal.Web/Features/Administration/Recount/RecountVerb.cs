using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Platform.Verbs;

namespace TalentPortal.Web.Features.Administration.Recount;

/// <summary><c>recount</c>: compares the ledger with the facts, and without <c>--check</c> writes the differences with today's knowledge.</summary>
public sealed class RecountVerb(PortalDatabase portal, TimeProvider clock) : IVerb
{
    public string Name => "recount";

    public string Help => "[--check] [--target CODE]   rebuilds contributions from facts; with --check changes nothing and exits 1 on any difference";

    public async Task<int> RunAsync(VerbArguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        // Counting crosses partners, and an operator on the machine may do it.
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        Guid[]? targets = null;
        if (arguments.Find("target") is { } code)
        {
            targets = await db.Set<Target>().Where(t => t.Code == code).Select(t => t.Id).ToArrayAsync(cancellationToken);
            if (targets.Length == 0)
            {
                await output.WriteLineAsync($"There is no target {code}.");
                return 1;
            }
        }

        var lines = await db.CheckAsync(targets, cancellationToken);
        foreach (var line in lines)
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{line.Target} v{line.Version}: ledger {line.Ledger}, recount {line.Recount}, difference {line.Recount - line.Ledger}, rows differing {line.Differing}, figures off {line.FiguresOff}"));
        }

        if (arguments.Has("check"))
        {
            return lines.All(l => l.Agrees) ? 0 : 1;
        }

        if (lines.Any(l => !l.Agrees))
        {
            await db.RecountAsync(targets, clock, cancellationToken);
            await db.CommitAsync(cancellationToken);
        }

        return 0;
    }
}
