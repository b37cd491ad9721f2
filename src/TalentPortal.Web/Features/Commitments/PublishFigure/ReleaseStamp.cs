using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;

namespace TalentPortal.Web.Features.Commitments.PublishFigure;

/// <summary>
/// The latest release there is, whoever published it and on whichever node: what public pages are cached under. It is asked for at most once a second and node,
/// so a new release is told everywhere within that second, and at once where it was published.
/// </summary>
public sealed class ReleaseStamp(PortalDatabase portal, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private Stamp? _last;

    /// <summary>The id of the latest release; empty before the first.</summary>
    public async ValueTask<Guid> GetAsync(CancellationToken cancellationToken)
    {
        if (_last is { } fresh && clock.GetElapsedTime(fresh.At) < Holds)
        {
            return fresh.Release;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_last is { } read && clock.GetElapsedTime(read.At) < Holds)
            {
                return read.Release;
            }

            var at = clock.GetTimestamp();
            await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
            var release = await db.Set<FigureRelease>().OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Select(r => r.Id).FirstOrDefaultAsync(cancellationToken);
            _last = new(release, at);
            return release;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>A release was made here.</summary>
    public void Forget() => _last = null;

    public void Dispose() => _reading.Dispose();

    private sealed record Stamp(Guid Release, long At);
}
