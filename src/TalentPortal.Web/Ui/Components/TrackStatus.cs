namespace TalentPortal.Web.Ui.Components;

/// <summary>How a target stands, for a <c>StatusChip</c>.</summary>
public enum TrackStatus
{
    OnTrack,
    AtRisk,
    OffTrack,
    NotEnoughData,

    /// <summary>The amount is reached.</summary>
    Met,

    /// <summary>The window is over and the amount was not reached.</summary>
    ClosedShort,
}
