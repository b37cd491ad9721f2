namespace TalentPortal.Web.Platform;

/// <summary>Days as people in a place know them.</summary>
public static class Zones
{
    /// <summary>The day it is at an instant in an IANA zone.</summary>
    /// <exception cref="TimeZoneNotFoundException">The zone is unknown: it was stored without being checked.</exception>
    public static DateOnly DayIn(this DateTimeOffset instant, string zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);

    /// <summary>The last microsecond of a day in an IANA zone.</summary>
    /// <exception cref="TimeZoneNotFoundException">The zone is unknown: it was stored without being checked.</exception>
    public static DateTimeOffset EndIn(this DateOnly day, string zone)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(midnight)).ToUniversalTime().AddMicroseconds(-1);
    }

    /// <summary>Whether this is a zone we can reckon in.</summary>
    public static bool IsKnown(string? zone) => zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) && zone.Contains('/', StringComparison.Ordinal) || zone == "UTC";
}
