using TalentPortal.Data.Jobs;

namespace TalentPortal.Web.Platform.Jobs;

/// <summary>Background work of one kind; lives in its feature.</summary>
public interface IJobHandler
{
    /// <summary>The kind it does, as queued.</summary>
    string Kind { get; }

    /// <summary>
    /// Does the work. Its effect and <see cref="JobQueue.FinishAsync"/> stand in one transaction, so that the work is done once
    /// or not at all, whoever dies.
    /// </summary>
    Task RunAsync(ClaimedJob job, CancellationToken cancellationToken);

    /// <summary>Leaves a visible outcome when the work is given up for good.</summary>
    Task GiveUpAsync(ClaimedJob job, CancellationToken cancellationToken);
}
