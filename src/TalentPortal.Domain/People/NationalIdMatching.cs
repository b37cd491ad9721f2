namespace TalentPortal.Domain.People;

/// <summary>
/// A country whose national identity numbers are compared as keyed hashes, because an administrator switched it on. Without a row here such
/// a column is dropped. The numbers themselves are never kept.
/// </summary>
public sealed class NationalIdMatching
{
    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    public required string Country { get; init; }

    /// <summary>The hash's key, protected by the portal's key ring.</summary>
    public required string ProtectedKey { get; init; }

    public Guid? By { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Switched off again; hashes made before stay where they are and are no longer compared with new ones.</summary>
    public DateTimeOffset? OffAt { get; private set; }

    public void SwitchOff(DateTimeOffset now) => OffAt = now;

    public void SwitchOn() => OffAt = null;
}
