namespace TalentPortal.Web.Platform.Jobs;

/// <summary>How background work is held; section <c>Portal:Jobs</c>.</summary>
public sealed class JobOptions
{
    /// <summary>After so many seconds without a sign of life another worker takes the work; at least 1.</summary>
    public int LeaseSeconds { get; set; } = 30;
}
