using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Commitments;

/// <summary>Four eyes on whatever is said in public: words and figures alike.</summary>
internal static class SecondPerson
{
    /// <summary>Whether somebody may approve what another asked for about a country's commitment, and by which rule.</summary>
    public static async Task<Result<ApprovalHow>> MayApproveAsync(
        this IManagerDirectory managers, Actor actor, string? country, (Guid? By, DateTimeOffset At) asked, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var manages = actor.Allows(Permissions.ManageObjects) && actor.ManagesCountry(country);
        var team = await managers.ManagersOfAsync(country, cancellationToken);
        return Approval.Check(asked.By, new(actor.Id, actor.IsKey, manages, !manages && actor.Is(Role.ProgrammeManager)), team.Count(m => m != asked.By), asked.At, now);
    }
}
