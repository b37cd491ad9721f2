using TalentPortal.Web.Features.Audits.AnswerFinding;
using TalentPortal.Web.Features.Audits.DownloadPapers;
using TalentPortal.Web.Features.Audits.JudgeMember;
using TalentPortal.Web.Features.Audits.OpenAudit;
using TalentPortal.Web.Features.Audits.ReadAudits;
using TalentPortal.Web.Features.Audits.SignAudit;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Audits;

/// <summary>Auditors look at some of those counted, one by one, and sign what that says of all.</summary>
public static class AuditsFeature
{
    public static IServiceCollection AddAudits(this IServiceCollection services) => services
        .AddProblemTexts<AuditProblemTexts>()
        .AddSingleton<OpenAuditHandler>()
        .AddSingleton<JudgeMemberHandler>()
        .AddSingleton<SignAuditHandler>()
        .AddSingleton<AnswerFindingHandler>()
        .AddSingleton<AuditsQuery>()
        .AddSingleton<AuditMembersQuery>()
        .AddSingleton<MemberQuery>()
        .AddSingleton<PapersQuery>();

    /// <summary>The buttons and downloads of its pages.</summary>
    public static void MapAuditPages(this IEndpointRouteBuilder endpoints) => endpoints.MapAuditForms();

    public static void MapAudits(this IEndpointRouteBuilder api) => AuditsEndpoints.Map(api);
}
