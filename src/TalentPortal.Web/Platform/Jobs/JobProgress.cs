using TalentPortal.Data;
using TalentPortal.Data.Jobs;

namespace TalentPortal.Web.Platform.Jobs;

/// <summary>
/// Tells those who wait how far a piece of work is. The work stands in one transaction that nobody sees into, so this is told beside it; work that is
/// done at once says nothing.
/// </summary>
public sealed class JobProgress(PortalDatabase portal, ClaimedJob job, TimeProvider clock)
{
    /// <summary>At most once in this time.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private DateTimeOffset _last = clock.GetUtcNow();

    /// <param name="percent">Of the whole work.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task TellAsync(int percent, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - _last >= Pause)
        {
            await portal.TellAsync(job, percent, cancellationToken);
            _last = now;
        }
    }
}
