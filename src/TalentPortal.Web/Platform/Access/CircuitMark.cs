using Microsoft.AspNetCore.Components.Server.Circuits;

namespace TalentPortal.Web.Platform.Access;

/// <summary>Tells a circuit's services from a request's: in a circuit the HTTP context is that of the connection, long gone stale.</summary>
public sealed class CircuitMark : CircuitHandler
{
    public bool IsCircuit { get; private set; }

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsCircuit = true;
        return Task.CompletedTask;
    }
}
