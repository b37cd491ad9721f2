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
using TalentPortal.Web.Features.Commitments.ExportContributions;
using TalentPortal.Web.Features.Commitments.ForecastTarget;
using TalentPortal.Web.Features.Commitments.ListCommitments;
using TalentPortal.Web.Features.Commitments.ListContributions;
using TalentPortal.Web.Features.Commitments.MonthlyPacks;
using TalentPortal.Web.Features.Commitments.PublishFigure;
using TalentPortal.Web.Features.Commitments.ReadCommitments;
using TalentPortal.Web.Features.Commitments.ReadTranches;
using TalentPortal.Web.Features.Commitments.ShowPublic;
using TalentPortal.Web.Features.Commitments.ShowWording;
using TalentPortal.Web.Features.Commitments.StoreSource;
using TalentPortal.Web.Features.Commitments.TargetSeries;
using TalentPortal.Web.Features.Commitments.ViewCommitment;
using TalentPortal.Web.Features.Commitments.WriteRule;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Drawing;
using TalentPortal.Web.Platform.Jobs;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Finding;
using TalentPortal.Web.Ui.Navigating;
using TalentPortal.Web.Ui.Needs;

namespace TalentPortal.Web.Features.Commitments;

/// <summary>Public promises, their targets and what counts for them.</summary>
public static class CommitmentsFeature
{
    public static IServiceCollection AddCommitments(this IServiceCollection services) => services
        .AddDisclosure()
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
        .AddSingleton<ReleaseComposer>()
        .AddSingleton<ReleaseStamp>()
        .AddSingleton<PublicQuery>()
        .AddSingleton<PublicPages>()
        .AddTransient<PublicWords>()
        .AddSingleton<ExplorerQuery>()
        .AddSingleton<ContributionExport>()
        .AddFinder<CommitmentFinder>()
        .AddNeeds<CommitmentNeeds>()
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
        .AddSingleton<ForecastQuery>()
        .AddSingleton<ForecastKeeper>()
        .AddSingleton<IJobHandler, CountTargetJob>()
        .AddSingleton<IJobHandler, ForecastJob>()
        .AddNavigation(new NavItem("/commitments", typeof(CommitmentFormTexts), "list.title", "bookmark", 15, [.. Permissions.RolesWith(Permissions.ViewPortfolio)]) { CountedBy = typeof(CommitmentListQuery) });

    /// <summary>The buttons of its pages.</summary>
    public static void MapCommitmentPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRuleDecisions();
        endpoints.MapSourceCopies();
        endpoints.MapPublishing();
        endpoints.MapContributionExports();
        endpoints.MapPublic();
        endpoints.MapPacks();
    }

    public static void MapCommitments(this IEndpointRouteBuilder api)
    {
        CommitmentsEndpoints.Map(api);
        TargetsEndpoints.Map(api);
        RulesEndpoints.Map(api);
        TranchesEndpoints.Map(api);
    }

    /// <summary>Nobody may set the least number that is told so low that nothing is hidden.</summary>
    private static IServiceCollection AddDisclosure(this IServiceCollection services)
    {
        services.AddOptions<DisclosureOptions>().Configure<IServiceProvider>((o, provider) => provider.GetService<IConfiguration>()?.GetSection("Portal:Disclosure").Bind(o)).Validate(o => o.PublicLeast >= DisclosureOptions.Lowest && o.PartnerLeast >= DisclosureOptions.Lowest, $"Portal:Disclosure: at least {DisclosureOptions.Lowest}.");
        return services;
    }
}
