using TalentPortal.Web.Features.Rosters.AnswerQuestions;
using TalentPortal.Web.Features.Rosters.ApplyRoster;
using TalentPortal.Web.Features.Rosters.DescribeSources;
using TalentPortal.Web.Features.Rosters.DownloadReport;
using TalentPortal.Web.Features.Rosters.ImportHistory;
using TalentPortal.Web.Features.Rosters.KeepHouse;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform.Identifiers;
using TalentPortal.Web.Platform.Jobs;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Rosters;

/// <summary>From a file to counted people.</summary>
public static class RostersFeature
{
    public static IServiceCollection AddRosters(this IServiceCollection services)
    {
        services.AddProblemTexts<RosterTexts>();
        services.AddProblemTexts<HistoryTexts>();
        services.AddSingleton<HistoryHandler>();
        services.AddSingleton<HistoryQuery>();
        services.AddSingleton<NationalIdHasher>();
        services.AddSingleton<RosterIntake>();
        services.AddSingleton<AnswerRosterHandler>();
        services.AddSingleton<SourcesQuery>();
        services.AddSingleton<SourceHandler>();
        services.AddSingleton<ApplyRosterHandler>();
        services.AddSingleton<IJobHandler, ReadRosterJob>();
        services.AddSingleton<IJobHandler, ApplyRosterJob>();
        services.AddSingleton<IJobHandler, UndoRosterJob>();
        services.AddSingleton<RosterHousekeeper>();
        services.AddSingleton<RosterQuery>();
        services.AddSingleton<RosterRowsQuery>();
        services.AddSingleton<RosterReport>();
        services.AddSingleton<FindingSentences>();
        return services;
    }

    public static void MapRosters(this IEndpointRouteBuilder api)
    {
        RostersEndpoints.Map(api);
        api.MapSourcesApi();
    }
}
