using TalentPortal.Web.Features.Commitments.ViewCommitment;

namespace TalentPortal.Web.Features.Commitments;

/// <summary>What people read of a commitment.</summary>
public static class CommitmentPages
{
    public static IServiceCollection AddCommitmentPages(this IServiceCollection services) => services
        .AddSingleton<CommitmentQuery>()
        .AddSingleton<MembersQuery>();
}
