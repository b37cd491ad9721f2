using Microsoft.Extensions.Localization;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Needs;
using TalentPortal.Web.Ui.Nouns;

namespace TalentPortal.Web.Features.Rosters.ListRosters;

/// <summary>Rosters that wait for the actor's decision, the latest first.</summary>
public sealed class RosterNeeds(RosterListQuery rosters, IStringLocalizer<RosterPageTexts> texts) : INeeds
{
    public int Order => 20;

    public async Task<IReadOnlyList<Need>> FindAsync(Actor actor, CancellationToken cancellationToken)
    {
        var waiting = (await rosters.WaitingAsync(actor, new(null, null, null), cancellationToken)).Where(r => r.Mine).ToList();
        var lines = waiting.Take(NeedsSetup.Most).Select(r => new Need(
            $"/rosters/{r.Id}", $"{r.Partner}, {r.FileName}", NounTexts.Of("roster-state", r.State), Formats.Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(r.UploadedAt, r.Zone).DateTime))));
        return waiting.Count > NeedsSetup.Most ? [.. lines, new("/rosters", texts["need.more", Formats.Number(waiting.Count - NeedsSetup.Most)], null, null)] : [.. lines];
    }
}
