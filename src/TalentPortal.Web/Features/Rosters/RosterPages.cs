using TalentPortal.Domain.Access;
using TalentPortal.Web.Features.Rosters.AnswerQuestions;
using TalentPortal.Web.Features.Rosters.ApplyRoster;
using TalentPortal.Web.Features.Rosters.DescribeSources;
using TalentPortal.Web.Features.Rosters.DownloadRegister;
using TalentPortal.Web.Features.Rosters.DownloadReport;
using TalentPortal.Web.Features.Rosters.DownloadTemplate;
using TalentPortal.Web.Features.Rosters.ImportHistory;
using TalentPortal.Web.Features.Rosters.ListRosters;
using TalentPortal.Web.Features.Rosters.PartnerLearners;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Features.Rosters.Scorecard;
using TalentPortal.Web.Features.Rosters.ShowRoster;
using TalentPortal.Web.Features.Rosters.ShowRow;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Navigating;
using TalentPortal.Web.Ui.Needs;

namespace TalentPortal.Web.Features.Rosters;

/// <summary>The pages of rosters and the endpoints of their forms.</summary>
public static class RosterPages
{
    public static IServiceCollection AddRosterPages(this IServiceCollection services)
    {
        services.AddSingleton<RosterListQuery>().AddNeeds<RosterNeeds>();
        services.AddSingleton<UploadQuery>();
        services.AddSingleton<UploadRefusals>();
        services.AddScoped<UploadForms>();
        services.AddSingleton<QuestionsQuery>();
        services.AddSingleton<RosterPageQuery>();
        services.AddSingleton<RowQuery>();
        services.AddSingleton<ScorecardQuery>();
        services.AddSingleton<LearnersQuery>();
        services.AddSingleton<RosterWorkbook>();
        services.AddSingleton<CohortRegister>();
        return services.AddNavigation(new NavItem(
            "/rosters", typeof(RosterPageTexts), "nav", "bookmark", 30, Role.ProgrammeManager, Role.PartnerAdministrator, Role.Coordinator, Role.Auditor)
        { CountedBy = typeof(RosterListQuery) });
    }

    public static void MapRosterPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRosterUpload();
        endpoints.MapSourceForms();
        endpoints.MapRosterDecisions();
        endpoints.MapRosterReport();
        endpoints.MapRosterTemplates();
        endpoints.MapRegister();
        endpoints.MapHistoryFiles();
    }
}
