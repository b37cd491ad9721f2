using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.ViewCommitment;

namespace TalentPortal.Web.Features.Commitments;

/// <summary>Public promises, their targets and what counts for them.</summary>
public static class CommitmentsFeature
{
    public static IServiceCollection AddCommitments(this IServiceCollection services) => services
        .AddSingleton<DescribeCommitmentHandler>()
        .AddSingleton<CommitmentQuery>()
        .AddSingleton<MembersQuery>();
}
