using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Needs;

namespace TalentPortal.Web.Features.Commitments.ListCommitments;

/// <summary>Promises, rules and numbers that wait for the actor as a second person; what one asked for oneself waits for others.</summary>
public sealed class CommitmentNeeds(PortalDatabase portal, IStringLocalizer<CommitmentFormTexts> texts) : INeeds
{
    public int Order => 30;

    public async Task<IReadOnlyList<Need>> FindAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Allows(Permissions.ManageObjects))
        {
            return [];
        }

        var (me, everywhere) = (actor.Id, actor.ManagesCountry(null));
        var countries = actor.Grants.Where(g => g.Role == Role.ProgrammeManager).Select(g => g.Country).ToList();
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var mine = db.Set<Commitment>().Where(c => everywhere || countries.Contains(c.Country));
        var wordings = await (
            from a in db.Set<Approval>()
            join c in mine on a.CommitmentId equals c.Id
            where a.State == ApprovalState.Waiting && a.AskedBy != me
            orderby a.AskedAt
            select new { c.Code, c.Name, a.Kind, At = a.AskedAt, c.Zone }).Take(NeedsSetup.Most).ToListAsync(cancellationToken);
        var rules = await (
            from r in db.Set<RuleVersion>()
            join t in db.Set<Target>() on r.TargetId equals t.Id
            join c in mine on t.CommitmentId equals c.Id
            where r.Status == RuleStatus.Shadow && r.ShadowDoneAt != null && r.Author != me
            orderby t.Code
            select new { t.Code, c.Name, r.Version }).Take(NeedsSetup.Most).ToListAsync(cancellationToken);
        var figures = await (
            from f in db.Set<FigureProposal>()
            join t in db.Set<Target>() on f.TargetId equals t.Id
            join c in mine on t.CommitmentId equals c.Id
            where f.State == ApprovalState.Waiting && f.AskedBy != me
            orderby f.AskedAt
            select new { t.Code, c.Name, f.N, At = f.AskedAt, t.Zone }).Take(NeedsSetup.Most).ToListAsync(cancellationToken);
        return
        [
            .. wordings.Select(w => new Need($"/commitments/{w.Code}/wording", w.Name.Length > 0 ? w.Name : w.Code, texts[$"need.{Words.Of(w.Kind)}"], Formats.Day(w.At.DayIn(w.Zone)))),
            .. rules.Select(r => new Need($"/targets/{r.Code}/versions/{r.Version}", r.Name, texts["need.rule", Formats.Number(r.Version)], null)),
            .. figures.Select(f => new Need($"/targets/{f.Code}/published", f.Name, texts["need.figure", Formats.Number(f.N)], Formats.Day(f.At.DayIn(f.Zone)))),
        ];
    }
}
