using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using TalentPortal.Data;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Partners;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Needs;

namespace TalentPortal.Web.Features.Partners.ListPartners;

/// <summary>Partners whose last agreement lapses soon: targets that count partners would fall by them.</summary>
public sealed class AgreementNeeds(PortalDatabase portal, TimeProvider clock, IStringLocalizer<PartnerPageTexts> texts) : INeeds
{
    /// <summary>Days ahead.</summary>
    public const int Soon = 90;

    public int Order => 40;

    public async Task<IReadOnlyList<Need>> FindAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Allows(Permissions.ManageObjects))
        {
            return [];
        }

        var today = clock.GetUtcNow().DayIn(Commitment.DefaultZone);
        var until = today.AddDays(Soon);
        var countries = actor.Grants.Where(g => g.Role == Domain.Access.Role.ProgrammeManager).Select(g => g.Country).ToList();
        var everywhere = actor.ManagesCountry(null);
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var lapsing = await db.Set<Partner>().Where(p => everywhere || countries.Contains(p.Country))
            .Select(p => new { p.Code, p.Name, Endless = db.Set<Agreement>().Any(a => a.PartnerId == p.Id && a.ExpiresOn == null), Last = db.Set<Agreement>().Where(a => a.PartnerId == p.Id).Max(a => a.ExpiresOn) })
            .Where(p => !p.Endless && p.Last >= today && p.Last <= until).OrderBy(p => p.Last).ThenBy(p => p.Code).Take(NeedsSetup.Most + 1).ToListAsync(cancellationToken);
        var lines = lapsing.Take(NeedsSetup.Most).Select(p => new Need($"/partners/{p.Code}", p.Name, texts["need.lapses"], Formats.Day(p.Last!.Value)));
        return lapsing.Count > NeedsSetup.Most ? [.. lines, new("/partners", texts["need.more"], null, null)] : [.. lines];
    }
}
