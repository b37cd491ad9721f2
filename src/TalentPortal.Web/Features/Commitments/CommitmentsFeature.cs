using TalentPortal.Web.Features.Commitments.ApproveCommitment;
using TalentPortal.Web.Features.Commitments.ApproveRule;
using TalentPortal.Web.Features.Commitments.BreakDownTarget;
using TalentPortal.Web.Features.Commitments.CountInParts;
using TalentPortal.Web.Features.Commitments.CountTarget;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.DescribeTranche;
using TalentPortal.Web.Features.Commitments.EditCommitment;
using TalentPortal.Web.Features.Commitments.ExplainChange;
using TalentPortal.Web.Features.Commitments.ExploreContributions;
using TalentPortal.Web.Features.Commitments.ListCommitments;
using TalentPortal.Web.Features.Commitments.ListContributions;
using TalentPortal.Web.Features.Commitments.MonthlyPacks;
using TalentPortal.Web.Features.Commitments.PublishFigure;
using TalentPortal.Web.Features.Commitments.ReadCommitments;
using TalentPortal.Web.Features.Commitments.ReadTranches;
using TalentPortal.Web.Features.Commitments.ShowWording;
using TalentPortal.Web.Features.Commitments.StoreSource;
using TalentPortal.Web.Features.Commitments.TargetSeries;
using TalentPortal.Web.Features.Commitments.ViewCommitment;
using TalentPortal.Web.Features.Commitments.WriteRule;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Drawing;
using TalentPortal.Web.Platform.Jobs;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Navigating;

namespace TalentPortal.Web.Features.Commitments;

/// <summary>Public promises, their targets and what counts for them.</summary>
public static class CommitmentsFeature
{
    public static IServiceCollection AddCommitments(this IServiceCollection services) => services
        .AddProblemTexts<CommitmentProblemTexts>()
        .AddSingleton<DescribeCommitmentHandler>()
        .AddSingleton<DraftHandler>()
        .AddSingleton<ApprovalHandler>()
        .AddSingleton<StoreSourceHandler>()
        .AddSingleton<SourceCopyQuery>()
        .AddSingleton<CommitmentListQuery>()
        .AddSingleton<WordingQuery>()
        .AddSingleton<CommitmentsQuery>()
        .AddSingleton<CountTargetQuery>()
        .AddSingleton<TargetSeriesQuery>()
        .AddSingleton<BreakDownTargetQuery>()
        .AddSingleton<ContributionsQuery>()
        .AddSingleton<StandingQuery>()
        .AddSingleton<PublishFigureHandler>()
        .AddSingleton<PublishedQuery>()
        .AddSingleton<ExplorerQuery>()
        .AddSingleton<CommitmentQuery>()
        .AddSingleton<MembersQuery>()
        .AddSingleton<ChangesQuery>()
        .AddSingleton<DescribeTrancheHandler>()
        .AddSingleton<TranchesQuery>()
        .AddSingleton<TryRuleQuery>()
        .AddSingleton<WriteRuleHandler>()
        .AddSingleton<DecideRuleHandler>()
        .AddSingleton<VersionQuery>()
        .AddProblemTexts<PackTexts>()
        .AddSingleton<ISvgPrinter, RsvgPrinter>()
        .AddSingleton<PackQuery>()
        .AddSingleton<PackPrinter>()
        .AddSingleton<PackHandler>()
        .AddSingleton<PacksQuery>()
        .AddSingleton<PackClock>()
        .AddSingleton<IJobHandler, MonthlyPackJob>()
        .AddSingleton<IJobHandler, ShadowRuleJob>()
        .AddSingleton<IJobHandler, CountTargetJob>()
        .AddNavigation(new NavItem("/commitments", typeof(CommitmentFormTexts), "list.title", "bookmark", 15, [.. Permissions.RolesWith(Permissions.ViewPortfolio)]) { CountedBy = typeof(CommitmentListQuery) });

    /// <summary>The buttons of its pages.</summary>
    public static void MapCommitmentPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRuleDecisions();
        endpoints.MapSourceCopies();
        endpoints.MapPublishing();
        endpoints.MapPacks();
    }

    public static void MapCommitments(this IEndpointRouteBuilder api)
    {
        CommitmentsEndpoints.Map(api);
        TargetsEndpoints.Map(api);
        RulesEndpoints.Map(api);
        TranchesEndpoints.Map(api);
    }
}
