namespace TalentPortal.Web.Features.Administration.Demo;

/// <summary>A clock that is moved along the demo's history, never backwards.</summary>
internal sealed class DemoClock : TimeProvider
{
    private DateTimeOffset _now;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Nine in the morning of a day in Kuala Lumpur and Singapore, or a minute later than it was.</summary>
    public void MoveTo(DateOnly day) => MoveTo(new DateTimeOffset(day.ToDateTime(new(9, 0)), TimeSpan.FromHours(8)).ToUniversalTime());

    public void MoveTo(DateTimeOffset instant) => _now = instant > _now ? instant : _now.AddMinutes(1);
}
