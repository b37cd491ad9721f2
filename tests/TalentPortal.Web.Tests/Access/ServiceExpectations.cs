using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.People;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Accounts.Administration;
using TalentPortal.Web.Features.Accounts.Colleagues;
using TalentPortal.Web.Features.Accounts.Inviting;
using TalentPortal.Web.Features.Accounts.Profile;
using TalentPortal.Web.Features.Administration.MatchNationalIds;
using TalentPortal.Web.Features.Audits.AnswerFinding;
using TalentPortal.Web.Features.Audits.DownloadPapers;
using TalentPortal.Web.Features.Audits.JudgeMember;
using TalentPortal.Web.Features.Audits.OpenAudit;
using TalentPortal.Web.Features.Audits.ReadAudits;
using TalentPortal.Web.Features.Audits.SignAudit;
using TalentPortal.Web.Features.Cohorts.DescribeCohort;
using TalentPortal.Web.Features.Cohorts.ListCohorts;
using TalentPortal.Web.Features.Cohorts.ReadCohorts;
using TalentPortal.Web.Features.Cohorts.ShowCohort;
using TalentPortal.Web.Features.Commitments.ApproveCommitment;
using TalentPortal.Web.Features.Commitments.ApproveRule;
using TalentPortal.Web.Features.Commitments.BreakDownTarget;
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
using TalentPortal.Web.Features.Commitments.ShowWording;
using TalentPortal.Web.Features.Commitments.StoreSource;
using TalentPortal.Web.Features.Commitments.TargetSeries;
using TalentPortal.Web.Features.Commitments.ViewCommitment;
using TalentPortal.Web.Features.Commitments.WriteRule;
using TalentPortal.Web.Features.Find;
using TalentPortal.Web.Features.Partners.DescribeAgreement;
using TalentPortal.Web.Features.Partners.DescribePartner;
using TalentPortal.Web.Features.Partners.ListPartners;
using TalentPortal.Web.Features.Partners.ShowPartner;
using TalentPortal.Web.Features.People.CorrectRecord;
using TalentPortal.Web.Features.People.DecidePair;
using TalentPortal.Web.Features.People.FindPeople;
using TalentPortal.Web.Features.People.ReadPerson;
using TalentPortal.Web.Features.People.ShowPairs;
using TalentPortal.Web.Features.People.ShowPerson;
using TalentPortal.Web.Features.Portfolio;
using TalentPortal.Web.Features.Programmes.DescribeProgramme;
using TalentPortal.Web.Features.Programmes.ListProgrammes;
using TalentPortal.Web.Features.Programmes.ShowProgramme;
using TalentPortal.Web.Features.Rosters.AnswerQuestions;
using TalentPortal.Web.Features.Rosters.ApplyRoster;
using TalentPortal.Web.Features.Rosters.DescribeSources;
using TalentPortal.Web.Features.Rosters.DownloadRegister;
using TalentPortal.Web.Features.Rosters.DownloadReport;
using TalentPortal.Web.Features.Rosters.ImportHistory;
using TalentPortal.Web.Features.Rosters.ListRosters;
using TalentPortal.Web.Features.Rosters.PartnerLearners;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Features.Rosters.Scorecard;
using TalentPortal.Web.Features.Rosters.ShowRoster;
using TalentPortal.Web.Features.Rosters.ShowRow;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Checking;
using TalentPortal.Web.Platform.Exports;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Ui.Finding;
using TalentPortal.Web.Ui.Needs;

namespace TalentPortal.Web.Tests.Access;

/// <summary>Calls a service for an actor about one side's object: <c>ok</c>, <c>missing</c>, or the code of the refusal. A list answers ok when the object is in it.</summary>
internal delegate Task<string> Call(MatrixWorld world, Actor actor, Side side);

/// <summary>Whom a service serves, whoever calls it from wherever: the second check, behind the door.</summary>
/// <param name="Permission">Null where the service gives aggregates only and leaves the permission to the door.</param>
internal sealed record ServiceExpected(string? Permission, Reach Reach, Call CallAsync)
{
    /// <summary>What nobody has is made, by whoever manages its country.</summary>
    public bool Creates { get; init; }

    /// <summary>Who is served where neither permission nor reach says it.</summary>
    public Func<Actor, bool>? Serves { get; init; }

    public string Wanted(MatrixWorld world, Actor actor, Side side)
    {
        var reaches = Expectations.Reaches(actor, Reach, world.Partner(side), MatrixWorld.Country(side)) && (Permission is null || actor.Allows(Permission)) && Serves?.Invoke(actor) != false;
        return (side, Creates) switch
        {
            (Side.None, true) => reaches ? "ok" : "country.not-managed",
            (Side.None, false) => "missing",
            _ => reaches ? "ok" : "missing",
        };
    }
}

/// <summary>The second half of the table: the services behind the doors, as <c>Type.Method</c>.</summary>
internal static class ServiceExpectations
{
    private const string Row = "student_id,full_name\nX1,Somebody\n";
    private static readonly Paging All500 = new([], 500);
    private static int _address;

    public static IReadOnlyDictionary<string, ServiceExpected> All { get; } = new Dictionary<string, ServiceExpected>(StringComparer.Ordinal)
    {
        ["DescribePartnerHandler.HandleAsync"] = Managed(async (w, a, s) => Of((await w.Get<DescribePartnerHandler>().HandleAsync(a, await w.ObjectAsync(What.Partner, s), (PartnerInput)MatrixWorld.BodyOf("PUT /api/v1/partners/{code}", s), null, default)).Problem)),
        ["DescribeAgreementHandler.HandleAsync"] = new(Permissions.ManageObjects, Reach.Managed, async (w, a, s) => Of((await w.Get<DescribeAgreementHandler>().HandleAsync(a, await w.ObjectAsync(What.Partner, s), 3, new("licence", new(2026, 1, 1), new(2026, 1, 1)), null, default)).Problem)),
        ["DescribeProgrammeHandler.HandleAsync"] = Managed(async (w, a, s) => Of((await w.Get<DescribeProgrammeHandler>().HandleAsync(a, await w.ObjectAsync(What.Programme, s), MatrixWorld.ProgrammeOf(s), null, default)).Problem)),
        ["DescribeCohortHandler.HandleAsync"] = Managed(async (w, a, s) => Of((await w.Get<DescribeCohortHandler>().HandleAsync(a, await w.ObjectAsync(What.Cohort, s), MatrixWorld.CohortOf(s), null, default)).Problem)),
        ["DescribeCommitmentHandler.HandleAsync"] = Managed(async (w, a, s) => Of((await w.Get<DescribeCommitmentHandler>().HandleAsync(a, await w.ObjectAsync(What.Commitment, s), (CommitmentInput)MatrixWorld.BodyOf("PUT /api/v1/commitments/{code}", s), null, default)).Problem)),
        ["DraftHandler.BeginAsync"] = new(Permissions.ManageObjects, Reach.Managed, BeginDraftAsync),
        ["DraftHandler.FindAsync"] = new(Permissions.ManageObjects, Reach.Managed, async (w, a, s) => Of(await w.Get<DraftHandler>().FindAsync(a, await w.ObjectAsync(What.Commitment, s), default))),
        ["DraftHandler.SaveAsync"] = new(Permissions.ManageObjects, Reach.Managed, async (w, a, s) => Decided((await w.Get<DraftHandler>().SaveAsync(a, await w.ObjectAsync(What.Commitment, s), EditStep.Reading, MatrixWorld.CommitmentOf(s, "t"), null, default)).Problem)),
        ["ApprovalHandler.AskAsync"] = new(Permissions.ManageObjects, Reach.Managed, async (w, a, s) => Decided((await w.Get<ApprovalHandler>().AskAsync(a, await w.ObjectAsync(What.Commitment, s), null, null, default)).Problem)),
        ["ApprovalHandler.RestateAsync"] = new(Permissions.ManageObjects, Reach.Managed, async (w, a, s) => Decided((await w.Get<ApprovalHandler>().RestateAsync(a, await w.ObjectAsync(What.Commitment, s), new(null, null, null, null, null), null, default)).Problem)),
        ["ApprovalHandler.AskToCloseAsync"] = new(Permissions.ManageObjects, Reach.Managed, async (w, a, s) => Decided((await w.Get<ApprovalHandler>().AskToCloseAsync(a, await w.ObjectAsync(What.Commitment, s), null, null, null, default)).Problem)),
        ["ApprovalHandler.ApproveAsync"] = new(Permissions.ManageObjects, Reach.Managed, async (w, a, s) => Decided((await w.Get<ApprovalHandler>().ApproveAsync(a, await w.ObjectAsync(What.Commitment, s), null, default)).Problem)),
        ["ApprovalHandler.DeclineAsync"] = new(Permissions.ManageObjects, Reach.Managed, async (w, a, s) => Decided((await w.Get<ApprovalHandler>().DeclineAsync(a, await w.ObjectAsync(What.Commitment, s), "No.", default)).Problem)),
        ["ApprovalHandler.TakeBackAsync"] = new(Permissions.ManageObjects, Reach.Managed, async (w, a, s) => Decided((await w.Get<ApprovalHandler>().TakeBackAsync(a, await w.ObjectAsync(What.Commitment, s), default)).Problem)),

        ["DraftHandler.PartnersToSplitByAsync"] = new(Permissions.ManageObjects, Reach.Everybody, async (w, a, s) => Has(await w.Get<DraftHandler>().PartnersToSplitByAsync(a, default), await w.ObjectAsync(What.Partner, s), p => p.Code)),
        ["StoreSourceHandler.HandleAsync"] = new(Permissions.ManageObjects, Reach.Managed, StoreSourceAsync),
        ["SourceCopyQuery.FindAsync"] = new(null, Reach.Everybody, async (w, a, s) => Of(await w.Get<SourceCopyQuery>().FindAsync(a, await IdAsync(w, What.SourceCopy, s), default))),
        ["HistoryHandler.ReadAsync"] = new(Permissions.ManageObjects, Reach.Managed, ReadHistoryAsync),
        ["HistoryHandler.KeepAsync"] = new(Permissions.ManageObjects, Reach.Managed, async (w, a, s) => Decided((await w.Get<HistoryHandler>().KeepAsync(a, await IdAsync(w, What.History, s), default)).Problem)),
        ["HistoryHandler.TakeBackAsync"] = new(Permissions.ManageObjects, Reach.Managed, async (w, a, s) => Decided((await w.Get<HistoryHandler>().TakeBackAsync(a, await IdAsync(w, What.History, s), "test", default)).Problem)),
        ["HistoryQuery.ListAsync"] = new(Permissions.ManageObjects, Reach.Managed, async (w, a, s) => Of(await w.Get<HistoryQuery>().ListAsync(a, await w.ObjectAsync(What.Target, s), default))),
        ["HistoryQuery.FindAsync"] = new(Permissions.ManageObjects, Reach.Managed, async (w, a, s) => Of(await w.Get<HistoryQuery>().FindAsync(a, await IdAsync(w, What.History, s), null, 0, default))),
        ["HistoryQuery.WriteAsync"] = new(Permissions.ManageObjects, Reach.Managed, async (w, a, s) => Of(await w.Get<HistoryQuery>().WriteAsync(a, await IdAsync(w, What.History, s), Stream.Null, default))),
        ["TryRuleQuery.FindAsync"] = new(Permissions.ManageObjects, Reach.RostersToFill, async (w, a, s) => Of(await w.Get<TryRuleQuery>().FindAsync(a, await w.ObjectAsync(What.Target, s), default))),
        ["TryRuleQuery.RunAsync"] = new(Permissions.ManageObjects, Reach.RostersToFill, async (w, a, s) => Of((await w.Get<TryRuleQuery>().RunAsync(a, await w.ObjectAsync(What.Target, s), new("distinct-ever", "completed"), default)).Problem)),
        ["WriteRuleHandler.HandleAsync"] = new(Permissions.ManageObjects, Reach.RostersToFill, async (w, a, s) => Decided((await w.Get<WriteRuleHandler>().HandleAsync(a, await w.ObjectAsync(What.Target, s), new("distinct-ever", "completed"), "To see", default)).Problem)),
        ["VersionQuery.RunAsync"] = new(Permissions.ManageObjects, Reach.RostersToFill, async (w, a, s) => Of(await w.Get<VersionQuery>().RunAsync(a, await w.ObjectAsync(What.Target, s), 2, null, null, default))),
        ["DecideRuleHandler.ShadowAsync"] = new(Permissions.ManageObjects, Reach.RostersToFill, async (w, a, s) => Decided((await w.Get<DecideRuleHandler>().ShadowAsync(a, await w.ObjectAsync(What.Target, s), 2, default)).Problem)),
        ["DecideRuleHandler.ApproveAsync"] = new(Permissions.ManageObjects, Reach.RostersToFill, async (w, a, s) => Decided((await w.Get<DecideRuleHandler>().ApproveAsync(a, await w.ObjectAsync(What.Target, s), 2, default)).Problem)),
        ["DecideRuleHandler.RejectAsync"] = new(Permissions.ManageObjects, Reach.RostersToFill, async (w, a, s) => Decided((await w.Get<DecideRuleHandler>().RejectAsync(a, await w.ObjectAsync(What.Target, s), 2, "test", default)).Problem)),

        ["CohortsQuery.FindAsync"] = new(Permissions.ViewCohorts, Reach.Cohorts, async (w, a, s) => Of(await w.Get<CohortsQuery>().FindAsync(a, await w.ObjectAsync(What.Cohort, s), default))),
        ["CohortsQuery.ListAsync"] = new(Permissions.ViewCohorts, Reach.Cohorts, async (w, a, s) => Has((await w.Get<CohortsQuery>().ListAsync(a, All500, default)).Items, await w.ObjectAsync(What.Cohort, s), c => c.Code)),
        ["RosterIntake.ReceiveAsync"] = new(Permissions.UploadRosters, Reach.RostersToFill, ReceiveAsync),
        ["AnswerRosterHandler.AnswerAsync"] = new(Permissions.UploadRosters, Reach.RostersToFill, async (w, a, s) => Decided((await w.Get<AnswerRosterHandler>().AnswerAsync(a, await IdAsync(w, What.Preview, s), new(), default)).Problem)),
        ["QuestionsQuery.FindAsync"] = new(Permissions.UploadRosters, Reach.RostersToFill, async (w, a, s) => Of(await w.Get<QuestionsQuery>().FindAsync(a, await IdAsync(w, What.Waiting, s), default))),
        ["SourcesQuery.FindAsync"] = new(Permissions.ViewRosters, Reach.Rosters, async (w, a, s) => Of(await w.Get<SourcesQuery>().FindAsync(a, await w.ObjectAsync(What.Partner, s), default))),
        ["SourcesQuery.FindManagedAsync"] = new(Permissions.ManageSources, Reach.RostersToFill, async (w, a, s) => Of(await w.Get<SourcesQuery>().FindManagedAsync(a, await w.ObjectAsync(What.Partner, s), default))),
        ["SourceHandler.DescribeAsync"] = new(Permissions.ManageSources, Reach.RostersToFill, async (w, a, s) => Of((await w.Get<SourceHandler>().DescribeAsync(a, await w.ObjectAsync(What.Partner, s), "third", new("Third"), null, default)).Problem)),
        ["SourceHandler.ForgetAsync"] = new(Permissions.ManageSources, Reach.RostersToFill, async (w, a, s) => Of((await w.Get<SourceHandler>().ForgetAsync(a, await w.ObjectAsync(What.Partner, s), "2", Remembered.Heading, "x", default)).Problem)),
        ["NationalIdSwitch.ListAsync"] = new(Permissions.ManageIdentity, Reach.Everybody, async (w, a, s) => Of(s != Side.None && (await w.Get<NationalIdSwitch>().ListAsync(a, default)).Count > 0)),
        ["NationalIdSwitch.SetAsync"] = new(Permissions.ManageIdentity, Reach.Everybody, async (w, a, s) => Of((await w.Get<NationalIdSwitch>().SetAsync(a, s == Side.None ? "ZZ" : MatrixWorld.Country(s), false, default)).Succeeded)),
        ["ApplyRosterHandler.ApplyAsync"] = new(Permissions.UploadRosters, Reach.RostersToFill, async (w, a, s) => Decided((await w.Get<ApplyRosterHandler>().ApplyAsync(a, await IdAsync(w, What.Preview, s), RosterApply.Valid, default)).Problem)),
        ["ApplyRosterHandler.ApproveAsync"] = new(Permissions.UploadRosters, Reach.RostersToFill, async (w, a, s) => Decided((await w.Get<ApplyRosterHandler>().ApproveAsync(a, await IdAsync(w, What.Waiting, s), 1, default)).Problem)),
        ["ApplyRosterHandler.UndoAsync"] = new(Permissions.UploadRosters, Reach.RostersToFill, async (w, a, s) => Decided((await w.Get<ApplyRosterHandler>().UndoAsync(a, await IdAsync(w, What.Waiting, s), default)).Problem)),
        ["ApplyRosterHandler.CancelAsync"] = new(Permissions.UploadRosters, Reach.RostersToFill, async (w, a, s) => Decided((await w.Get<ApplyRosterHandler>().CancelAsync(a, await IdAsync(w, What.Preview, s), default)).Problem)),
        ["RosterQuery.FindAsync"] = new(Permissions.ViewRosters, Reach.Rosters, async (w, a, s) => Of(await w.Get<RosterQuery>().FindAsync(a, await IdAsync(w, What.Roster, s), p => p.Code, default))),
        ["RosterRowsQuery.ListAsync"] = new(Permissions.ViewRosters, Reach.Rosters, async (w, a, s) => Of(await w.Get<RosterRowsQuery>().ListAsync(a, await IdAsync(w, What.Roster, s), new(null, null), All500, default))),
        ["RosterReport.ExistsAsync"] = new(Permissions.ViewRosters, Reach.Rosters, async (w, a, s) => Of(await w.Get<RosterReport>().ExistsAsync(a, await IdAsync(w, What.Roster, s), default))),
        ["RosterReport.WriteAsync"] = new(Permissions.ViewRosters, Reach.Rosters, ReportAsync),
        ["PersonQuery.FindAsync"] = new(Permissions.ViewMembers, Reach.People, async (w, a, s) => Of(await w.Get<PersonQuery>().FindAsync(a, await IdAsync(w, What.Person, s), default))),
        ["PersonPageQuery.FindAsync"] = new(Permissions.ViewMembers, Reach.People, async (w, a, s) => Of(await w.Get<PersonPageQuery>().FindAsync(a, await IdAsync(w, What.Person, s), default))),
        ["PersonPageQuery.FindMergedAsync"] = new(Permissions.ViewMembers, Reach.People, MergedAsync),
        ["PeopleQuery.FindAsync"] = new(Permissions.ViewMembers, Reach.People, async (w, a, s) => Has(await w.Get<PeopleQuery>().FindAsync(a, StudentOf(s), default), await IdAsync(w, What.Person, s), f => f.Person)),
        ["PairQueue.CountAsync"] = new(Permissions.DecidePairs, Reach.Everybody, async (w, a, s) => Of(s != Side.None && (await w.Get<PairQueue>().CountAsync(a, default) >= 0 && a.Allows(Permissions.DecidePairs)))),
        ["PairQueue.FindAsync"] = new(Permissions.ViewMembers, Reach.People, async (w, a, s) => Of(await w.Get<PairQueue>().FindAsync(a, new(), await IdAsync(w, What.Pair, s), default))),
        ["DecidePairHandler.DecideAsync"] = new(Permissions.DecidePairs, Reach.Pairs, async (w, a, s) => Decided((await w.Get<DecidePairHandler>().DecideAsync(a, await IdAsync(w, What.Pair, s), PairStatus.NeedInfo, null, null, default)).Problem)),
        ["DecidePairHandler.AskAsync"] = new(Permissions.DecidePairs, Reach.Pairs, async (w, a, s) => Decided((await w.Get<DecidePairHandler>().AskAsync(a, await IdAsync(w, What.Person, s), await IdAsync(w, What.Person, s), default)).Problem)),
        ["CorrectRecordHandler.FindAsync"] = new(Permissions.UploadRosters, Reach.RostersToFill, async (w, a, s) => Of(await w.Get<CorrectRecordHandler>().FindAsync(a, await IdAsync(w, What.Record, s), default))),
        ["CorrectRecordHandler.HandleAsync"] = new(Permissions.UploadRosters, Reach.RostersToFill, CorrectAsync),
        ["MembersQuery.Allows"] = new(Permissions.ViewMembers, Reach.People, (_, a, s) => Task.FromResult(Of(s != Side.None && MembersQuery.Allows(a, MatrixWorld.Country(s))))),
        ["MembersQuery.RunAsync"] = new(Permissions.ViewMembers, Reach.People, async (w, a, s) => Of((await MembersAsync(w, a, s))?.Items.Any(m => m.Name == StudentOf(s)) == true)),
        ["MembersQuery.NumbersAsync"] = new(Permissions.ViewMembers, Reach.People, async (w, a, s) => Of(s != Side.None && (await w.Get<MembersQuery>().NumbersAsync(a, MatrixWorld.Country(s), (await TargetAsync(w, s)).Id, 1, new(), default)).Count > 0)),
        ["ExplorerQuery.ChoicesAsync"] = new(Permissions.ViewMembers, Reach.People, async (w, a, s) => Of(s != Side.None && (await w.Get<ExplorerQuery>().ChoicesAsync(a, MatrixWorld.Country(s), await TargetAsync(w, s), new(), default)).Countries.Count > 0)),
        ["ExplorerQuery.PassedOverAsync"] = new(Permissions.ViewMembers, Reach.People, async (w, a, s) => Of(s != Side.None && await w.Get<ExplorerQuery>().PassedOverAsync(a, MatrixWorld.Country(s), await TargetAsync(w, s), new(), null, default) is not null)),
        ["StandingQuery.OfCohortAsync"] = new(Permissions.ViewRosters, Reach.Rosters, async (w, a, s) => Of(await w.Get<StandingQuery>().OfCohortAsync(a, await w.ObjectAsync(What.Cohort, s), new(), default))),
        ["StandingQuery.OfPartnerAsync"] = new(Permissions.ViewRosters, Reach.Rosters, async (w, a, s) => Of(await w.Get<StandingQuery>().OfPartnerAsync(a, await w.ObjectAsync(What.Partner, s), new(), default))),
        ["PublishFigureHandler.AskAsync"] = new(Permissions.ManageObjects, Reach.RostersToFill, async (w, a, s) => Decided((await w.Get<PublishFigureHandler>().AskAsync(a, await w.ObjectAsync(What.Target, s), null, null, default)).Problem)),
        ["PublishFigureHandler.ApproveAsync"] = new(Permissions.ManageObjects, Reach.RostersToFill, async (w, a, s) => Decided((await w.Get<PublishFigureHandler>().ApproveAsync(a, await w.ObjectAsync(What.Target, s), default)).Problem)),
        ["PublishFigureHandler.DeclineAsync"] = new(Permissions.ManageObjects, Reach.RostersToFill, async (w, a, s) => Decided((await w.Get<PublishFigureHandler>().DeclineAsync(a, await w.ObjectAsync(What.Target, s), default)).Problem)),
        ["ForecastQuery.ListAsync"] = new(null, Reach.Everybody, async (w, a, s) => Of((await w.Get<ForecastQuery>().ListAsync(a, await w.ObjectAsync(What.Target, s), All500, default)).Problem)),
        ["ForecastQuery.FindAsync"] = new(Permissions.ViewPortfolio, Reach.Everybody, async (w, a, s) => Of(await w.Get<ForecastQuery>().FindAsync(a, await w.ObjectAsync(What.Target, s), null, default))),
        ["PublishedQuery.ListAsync"] = new(null, Reach.Everybody, async (w, a, s) => Of((await w.Get<PublishedQuery>().ListAsync(a, await w.ObjectAsync(What.Target, s), All500, default)).Problem)),
        ["PackHandler.GetAsync"] = new(Permissions.ViewPortfolio, Reach.Everybody, async (w, a, s) => s == Side.None ? "missing" : Of((await w.Get<PackHandler>().GetAsync(a, new(2026, 5, 1), "en", default)).Problem)),
        ["PacksQuery.ListAsync"] = new(Permissions.ViewPortfolio, Reach.Everybody, async (w, a, s) => Has((await w.Get<PacksQuery>().ListAsync(a, null, default))?.Packs.Items ?? [], await w.ObjectAsync(What.Pack, s), p => p.Code)),
        ["PacksQuery.CheckAsync"] = new(Permissions.ViewPortfolio, Reach.Everybody, async (w, a, s) => Of(await w.Get<PacksQuery>().CheckAsync(a, await w.ObjectAsync(What.Pack, s), default))),
        ["OpenAuditHandler.OpenAsync"] = new(Permissions.AuditCounts, Reach.Everybody, async (w, a, s) => Of((await w.Get<OpenAuditHandler>().OpenAsync(a, await w.ObjectAsync(What.Target, s), new(Size: 1), default)).Problem)),
        ["JudgeMemberHandler.JudgeAsync"] = new(Permissions.AuditCounts, Reach.Everybody, async (w, a, s) => Of((await w.Get<JudgeMemberHandler>().JudgeAsync(a, await IdAsync(w, What.Audit, s), 1, new(AuditVerdict.Confirmed, null, null), null, default)).Problem)),
        ["SignAuditHandler.SignAsync"] = new(Permissions.AuditCounts, Reach.Everybody, async (w, a, s) => Decided((await w.Get<SignAuditHandler>().SignAsync(a, await IdAsync(w, What.SignedAudit, s), null, default)).Problem)),
        ["AnswerFindingHandler.AnswerAsync"] = new(Permissions.ManageObjects, Reach.Managed, async (w, a, s) => Of((await w.Get<AnswerFindingHandler>().AnswerAsync(a, await IdAsync(w, What.SignedAudit, s), 1, "Found.", default)).Problem)),
        ["AuditsQuery.ListAsync"] = new(Permissions.ViewPortfolio, Reach.Everybody, async (w, a, s) => Of((await w.Get<AuditsQuery>().ListAsync(a, await w.ObjectAsync(What.Target, s), All500, default)).Problem)),
        ["AuditsQuery.PageAsync"] = new(Permissions.ViewPortfolio, Reach.Everybody, async (w, a, s) => Of(await w.Get<AuditsQuery>().PageAsync(a, await w.ObjectAsync(What.Target, s), null, default))),
        ["AuditsQuery.FindAsync"] = new(Permissions.ViewPortfolio, Reach.Everybody, async (w, a, s) => Of(await w.Get<AuditsQuery>().FindAsync(a, await IdAsync(w, What.Audit, s), default))),
        ["AuditMembersQuery.ListAsync"] = new(Permissions.ViewMembers, Reach.People, async (w, a, s) => Of((await w.Get<AuditMembersQuery>().ListAsync(a, await IdAsync(w, What.SignedAudit, s), MemberFilter.All, All500, default)).Problem)),
        ["MemberQuery.FindAsync"] = new(Permissions.AuditCounts, Reach.Everybody, async (w, a, s) => Of(await w.Get<MemberQuery>().FindAsync(a, await IdAsync(w, What.Audit, s), 1, default))),
        ["PapersQuery.JsonAsync"] = new(Permissions.ViewMembers, Reach.People, async (w, a, s) => Of((await w.Get<PapersQuery>().JsonAsync(a, await IdAsync(w, What.SignedAudit, s), default)).Problem)),
        ["PapersQuery.CsvAsync"] = new(Permissions.ViewMembers, Reach.People, async (w, a, s) => Of((await w.Get<PapersQuery>().CsvAsync(a, await IdAsync(w, What.SignedAudit, s), default)).Problem)),
        ["PublishedQuery.FindAsync"] = new(Permissions.ViewPortfolio, Reach.Everybody, async (w, a, s) => Of(await w.Get<PublishedQuery>().FindAsync(a, await w.ObjectAsync(What.Target, s), null, default))),
        ["ContributionsQuery.ListAsync"] = new(Permissions.ViewRosters, Reach.Rosters, ContributionsAsync),

        ["ContributionExport.FindAsync"] = new(Permissions.ViewMembers, Reach.People, async (w, a, s) => Of(await w.Get<ContributionExport>().FindAsync(a, await w.ObjectAsync(What.Commitment, s), null, default))),
        ["ContributionExport.CountAsync"] = new(null, Reach.People, async (w, a, s) => Of(await ExportedAsync(w, s) is { } t && await w.Get<ContributionExport>().CountAsync(a, t, new(), default) > 0)) { Serves = a => a.Allows(Permissions.ViewMembers) },
        ["ContributionExport.WriteAsync"] = new(null, Reach.People, ExportAsync) { Serves = a => a.Allows(Permissions.ViewMembers) },
        ["FindQuery.RunAsync"] = new(Permissions.ViewPortfolio, Reach.Everybody, async (w, a, s) => Has((await w.Get<FindQuery>().RunAsync(a, await w.ObjectAsync(What.Programme, s), default)).SelectMany(g => g.Items), $"/programmes/{await w.ObjectAsync(What.Programme, s)}", i => i.Href)),
        ["CommitmentFinder.FindAsync"] = new(null, Reach.Everybody, async (w, a, s) => Has(await Finder<CommitmentFinder>(w).FindAsync(a, await w.ObjectAsync(What.Commitment, s), 5, default), $"/commitments/{await w.ObjectAsync(What.Commitment, s)}", f => f.Href)),
        ["CommitmentFinder.IsFor"] = new(Permissions.ViewPortfolio, Reach.Everybody, (w, a, s) => Task.FromResult(Of(s != Side.None && Finder<CommitmentFinder>(w).IsFor(a)))),
        ["ProgrammeFinder.FindAsync"] = new(Permissions.ViewPortfolio, Reach.Everybody, async (w, a, s) => Has(await Finder<ProgrammeFinder>(w).FindAsync(a, await w.ObjectAsync(What.Programme, s), 5, default), $"/programmes/{await w.ObjectAsync(What.Programme, s)}", f => f.Href)),
        ["ProgrammeFinder.IsFor"] = new(Permissions.ViewPortfolio, Reach.Everybody, (w, a, s) => Task.FromResult(Of(s != Side.None && Finder<ProgrammeFinder>(w).IsFor(a)))),
        ["CohortFinder.FindAsync"] = new(Permissions.ViewCohorts, Reach.Rosters, async (w, a, s) => Has(await Finder<CohortFinder>(w).FindAsync(a, await w.ObjectAsync(What.Cohort, s), 5, default), $"/cohorts/{await w.ObjectAsync(What.Cohort, s)}", f => f.Href)),
        ["CohortFinder.IsFor"] = new(Permissions.ViewCohorts, Reach.Everybody, (w, a, s) => Task.FromResult(Of(s != Side.None && Finder<CohortFinder>(w).IsFor(a)))),
        ["PartnerFinder.FindAsync"] = new(Permissions.ViewPortfolio, Reach.Everybody, async (w, a, s) => Has(await Finder<PartnerFinder>(w).FindAsync(a, await w.ObjectAsync(What.Partner, s), 5, default), $"/partners/{await w.ObjectAsync(What.Partner, s)}", f => f.Href)),
        ["PartnerFinder.IsFor"] = new(Permissions.ViewPortfolio, Reach.Everybody, (w, a, s) => Task.FromResult(Of(s != Side.None && Finder<PartnerFinder>(w).IsFor(a)))),
        ["PeopleFinder.FindAsync"] = new(Permissions.ViewMembers, Reach.People, async (w, a, s) => Has(await Finder<PeopleFinder>(w).FindAsync(a, StudentOf(s), 5, default), $"/people/{await w.ObjectAsync(What.Person, s)}", f => f.Href)),
        ["PeopleFinder.IsFor"] = new(Permissions.ViewMembers, Reach.Everybody, (w, a, s) => Task.FromResult(Of(s != Side.None && Finder<PeopleFinder>(w).IsFor(a)))),
        ["PairNeeds.FindAsync"] = new(Permissions.DecidePairs, Reach.Everybody, async (w, a, s) => Of(s != Side.None && (a.Allows(Permissions.DecidePairs) || (await w.Get<IEnumerable<INeeds>>().OfType<PairNeeds>().Single().FindAsync(a, default)).Count > 0))),
        ["RosterNeeds.FindAsync"] = new(Permissions.UploadRosters, Reach.Everybody, async (w, a, s) => Of(s != Side.None && (a.Allows(Permissions.UploadRosters) || (await w.Get<IEnumerable<INeeds>>().OfType<RosterNeeds>().Single().FindAsync(a, default)).Count > 0))),
        ["CommitmentNeeds.FindAsync"] = new(Permissions.ManageObjects, Reach.Everybody, async (w, a, s) => Of(s != Side.None && (a.Allows(Permissions.ManageObjects) || (await w.Get<IEnumerable<INeeds>>().OfType<CommitmentNeeds>().Single().FindAsync(a, default)).Count > 0))),
        ["AgreementNeeds.FindAsync"] = new(Permissions.ManageObjects, Reach.Everybody, async (w, a, s) => Of(s != Side.None && (a.Allows(Permissions.ManageObjects) || (await w.Get<IEnumerable<INeeds>>().OfType<AgreementNeeds>().Single().FindAsync(a, default)).Count > 0))),
        ["ProgrammeListQuery.RunAsync"] = new(Permissions.ViewPortfolio, Reach.Everybody, async (w, a, s) => Has((await w.Get<ProgrammeListQuery>().RunAsync(a, new(null, null, null, null), null, null, default)).Items, await w.ObjectAsync(What.Programme, s), p => p.Code)),
        ["ProgrammeListQuery.CountriesAsync"] = new(null, Reach.Everybody, async (w, a, s) => Of(s != Side.None && (await w.Get<ProgrammeListQuery>().CountriesAsync(a, default)).Count > 0)),
        ["ProgrammeQuery.RunAsync"] = new(Permissions.ViewPortfolio, Reach.Everybody, async (w, a, s) => Of(await w.Get<ProgrammeQuery>().RunAsync(a, await w.ObjectAsync(What.Programme, s), default))),
        ["PartnerListQuery.RunAsync"] = new(Permissions.ViewPortfolio, Reach.Everybody, async (w, a, s) => Has((await w.Get<PartnerListQuery>().RunAsync(a, new(null, null, null), null, null, default)).Items, await w.ObjectAsync(What.Partner, s), p => p.Code)),
        ["PartnerListQuery.CountriesAsync"] = new(null, Reach.Everybody, async (w, a, s) => Of(s != Side.None && (await w.Get<PartnerListQuery>().CountriesAsync(a, default)).Count > 0)),
        ["PartnerQuery.RunAsync"] = new(Permissions.ViewPortfolio, Reach.Everybody, async (w, a, s) => Of(await w.Get<PartnerQuery>().RunAsync(a, await w.ObjectAsync(What.Partner, s), default))),
        ["CohortListQuery.RunAsync"] = new(Permissions.ViewCohorts, Reach.Rosters, async (w, a, s) => Has((await w.Get<CohortListQuery>().RunAsync(a, new(null, null, null), null, null, default)).Items, await w.ObjectAsync(What.Cohort, s), c => c.Code)),
        ["CohortListQuery.PartnersAsync"] = new(Permissions.ViewCohorts, Reach.Rosters, async (w, a, s) => Has(await w.Get<CohortListQuery>().PartnersAsync(a, default), await w.ObjectAsync(What.Partner, s), p => p.Code)),
        ["CohortQuery.FindAsync"] = new(Permissions.ViewCohorts, Reach.Rosters, async (w, a, s) => Of(await w.Get<CohortQuery>().FindAsync(a, await w.ObjectAsync(What.Cohort, s), default))),
        ["CohortQuery.EnrolmentsAsync"] = new(Permissions.ViewCohorts, Reach.Rosters, async (w, a, s) => Of((await w.Get<CohortQuery>().EnrolmentsAsync(a, await CohortIdAsync(w, s), EnrolmentFilter.All, null, null, default)).Items.Count > 0)),
        ["RosterListQuery.CountAsync"] = new(Permissions.UploadRosters, Reach.Everybody, async (w, a, s) => Of(s != Side.None && (await w.Get<RosterListQuery>().CountAsync(a, default) > 0 || a.Allows(Permissions.UploadRosters)))),
        ["RosterListQuery.WaitingAsync"] = new(Permissions.ViewRosters, Reach.Rosters, async (w, a, s) => Of((await w.Get<RosterListQuery>().WaitingAsync(a, new(null, null, await w.ObjectAsync(What.Cohort, s)), default)).Count > 0)),
        ["RosterListQuery.RunAsync"] = new(Permissions.ViewRosters, Reach.Rosters, async (w, a, s) => Has((await w.Get<RosterListQuery>().RunAsync(a, new(RosterState.Applied, null, await w.ObjectAsync(What.Cohort, s)), null, null, default)).Items, await IdAsync(w, What.Roster, s), r => r.Id)),
        ["RosterListQuery.PartnersAsync"] = new(Permissions.ViewRosters, Reach.Rosters, async (w, a, s) => Has(await w.Get<RosterListQuery>().PartnersAsync(a, default), await w.ObjectAsync(What.Partner, s), p => p.Code)),
        ["RosterListQuery.SourcesAsync"] = new(Permissions.ViewRosters, Reach.Rosters, SourcesAsync),
        ["ScorecardQuery.FindAsync"] = new(Permissions.UploadRosters, Reach.RostersToFill, async (w, a, s) => Of(await w.Get<ScorecardQuery>().FindAsync(a, await w.ObjectAsync(What.Partner, s), default))),
        ["LearnersQuery.FindAsync"] = new(Permissions.UploadRosters, Reach.RostersToFill, async (w, a, s) => Of(await w.Get<LearnersQuery>().FindAsync(a, await w.ObjectAsync(What.Partner, s), null, null, null, null, default))),
        ["RosterPageQuery.FindAsync"] = new(Permissions.ViewRosters, Reach.Rosters, async (w, a, s) => Of(await w.Get<RosterPageQuery>().FindAsync(a, await IdAsync(w, What.Roster, s), default))),
        ["RosterPageQuery.RowsAsync"] = new(Permissions.ViewRosters, Reach.Rosters, RowsOfPageAsync),
        ["RowQuery.FindAsync"] = new(Permissions.ViewRosters, Reach.Rosters, async (w, a, s) => Of(await w.Get<RowQuery>().FindAsync(a, await IdAsync(w, What.Roster, s), 2, default))),
        ["CohortRegister.FindAsync"] = new(Permissions.UploadRosters, Reach.RostersToFill, async (w, a, s) => Of(await w.Get<CohortRegister>().FindAsync(a, await w.ObjectAsync(What.Cohort, s), default))),
        ["CohortRegister.WriteAsync"] = new(Permissions.UploadRosters, Reach.RostersToFill, RegisterAsync),
        ["UploadQuery.FindPartnerAsync"] = new(Permissions.UploadRosters, Reach.RostersToFill, async (w, a, s) => Of(await w.Get<UploadQuery>().FindPartnerAsync(a, await w.ObjectAsync(What.Partner, s), default))),
        ["UploadQuery.PartnersAsync"] = new(Permissions.UploadRosters, Reach.RostersToFill, async (w, a, s) => Has(await w.Get<UploadQuery>().PartnersAsync(a, default), await w.ObjectAsync(What.Partner, s), p => p.Code)),
        ["UploadQuery.FindReplacedAsync"] = new(Permissions.UploadRosters, Reach.RostersToFill, async (w, a, s) => Of(await w.Get<UploadQuery>().FindReplacedAsync(a, await IdAsync(w, What.Waiting, s), default))),
        ["UploadQuery.FindAsync"] = new(Permissions.UploadRosters, Reach.RostersToFill, async (w, a, s) => Of(await w.Get<UploadQuery>().FindAsync(a, await w.ObjectAsync(What.Cohort, s), default))),

        ["PortfolioQuery.RunAsync"] = new(null, Reach.Everybody, async (w, a, s) => Has((await w.Get<PortfolioQuery>().RunAsync(a, default)).Lines, await w.ObjectAsync(What.Commitment, s), l => l.Code)),
        ["CommitmentListQuery.RunAsync"] = new(null, Reach.Everybody, async (w, a, s) => Has(await w.Get<CommitmentListQuery>().RunAsync(a, default), await w.ObjectAsync(What.Commitment, s), l => l.Code)),
        ["CommitmentListQuery.CountAsync"] = new(Permissions.ManageObjects, Reach.Everybody, async (w, a, s) => Of(s != Side.None && await w.Get<CommitmentListQuery>().CountAsync(a, default) >= 0 && a.Allows(Permissions.ManageObjects))),
        ["WordingQuery.FindAsync"] = new(null, Reach.Everybody, async (w, a, s) => Of(await w.Get<WordingQuery>().FindAsync(a, await w.ObjectAsync(What.Commitment, s), default))),
        ["CommitmentQuery.RunAsync"] = new(null, Reach.Everybody, async (w, a, s) => Of(await w.Get<CommitmentQuery>().RunAsync(a, await w.ObjectAsync(What.Commitment, s), null, default))),
        ["DescribeTrancheHandler.HandleAsync"] = Managed(async (w, a, s) => Of((await w.Get<DescribeTrancheHandler>().HandleAsync(a, await w.ObjectAsync(What.Commitment, s), MatrixWorld.TrancheOf(s), null, default)).Problem)),
        ["TranchesQuery.FindAsync"] = new(null, Reach.Everybody, async (w, a, s) => Of(await w.Get<TranchesQuery>().FindAsync(a, await w.ObjectAsync(What.Commitment, s), default))),
        ["TranchesQuery.ListAsync"] = new(null, Reach.Everybody, async (w, a, s) => Has((await w.Get<TranchesQuery>().ListAsync(a, null, All500, default)).Items, await w.ObjectAsync(What.Commitment, s), c => c.Code)),
        ["CommitmentsQuery.FindAsync"] = new(null, Reach.Everybody, async (w, a, s) => Of(await w.Get<CommitmentsQuery>().FindAsync(a, await w.ObjectAsync(What.Commitment, s), default))),
        ["CommitmentsQuery.ListAsync"] = new(null, Reach.Everybody, async (w, a, s) => Has((await w.Get<CommitmentsQuery>().ListAsync(a, All500, default)).Items, await w.ObjectAsync(What.Commitment, s), c => c.Code)),
        ["CountTargetQuery.CountAsync"] = new(null, Reach.Everybody, async (w, a, s) => Of((await w.Get<CountTargetQuery>().CountAsync(a, await w.ObjectAsync(What.Target, s), null, null, null, default)).Problem)),
        ["ChangesQuery.ReadAsync"] = new(null, Reach.Everybody, async (w, a, s) => Of((await w.Get<ChangesQuery>().ReadAsync(a, await w.ObjectAsync(What.Target, s), new(null, null, null, null), default)).Problem)),
        ["ChangesQuery.PeopleAsync"] = new(Permissions.ViewMembers, Reach.People, async (w, a, s) => Of((await w.Get<ChangesQuery>().PeopleAsync(a, await w.ObjectAsync(What.Target, s), new(null, null, null, null), "roster", All500, default)).Problem)),
        ["TargetSeriesQuery.ReadAsync"] = new(null, Reach.Everybody, async (w, a, s) => Of((await w.Get<TargetSeriesQuery>().ReadAsync(a, await w.ObjectAsync(What.Target, s), null, null, default)).Problem)),
        ["BreakDownTargetQuery.ReadPublicAsync"] = new(null, Reach.Everybody, async (w, a, s) => Decided((await w.Get<BreakDownTargetQuery>().ReadPublicAsync(a, await w.ObjectAsync(What.Target, s), "audience", default)).Problem)),
        ["BreakDownTargetQuery.ReadAsync"] = new(null, Reach.Everybody, async (w, a, s) => Of((await w.Get<BreakDownTargetQuery>().ReadAsync(a, await w.ObjectAsync(What.Target, s), "audience", default)).Problem)),

        ["AccountsQuery.RunAsync"] = new(Permissions.ManageAccounts, Reach.Everybody, (w, a, s) => ScopedAsync<AccountsQuery>(w, async q => Of(s != Side.None && (await q.RunAsync(a, 1, default)).Rows.Count > 0))),
        ["AccountCommands.SuspendAsync"] = new(Permissions.ManageAccounts, Reach.Everybody, (w, a, s) => ScopedAsync<AccountCommands>(w, async c => Of((await c.SuspendAsync(a, await IdAsync(w, What.Account, s), default)).Problem))),
        ["AccountCommands.RestoreAsync"] = new(Permissions.ManageAccounts, Reach.Everybody, (w, a, s) => ScopedAsync<AccountCommands>(w, async c => Of((await c.RestoreAsync(a, await IdAsync(w, What.Account, s), default)).Problem))),
        ["AccountCommands.WithdrawAsync"] = new(Permissions.ManageAccounts, Reach.Everybody, (w, a, s) => ScopedAsync<AccountCommands>(w, async c => Of((await c.WithdrawAsync(a, await IdAsync(w, What.Grant, s), default)).Problem))),
        ["ColleaguesQuery.RunAsync"] = new(Permissions.ManageColleagues, Reach.Colleagues, (w, a, s) => ScopedAsync<ColleaguesQuery>(w, async q => Of((await q.RunAsync(a, default)).Any(c => c.PartnerId == w.Partner(s))))),
        ["RemoveColleagueHandler.HandleAsync"] = new(Permissions.ManageColleagues, Reach.Colleagues, (w, a, s) => ScopedAsync<RemoveColleagueHandler>(w, async h => Of((await h.HandleAsync(a, await IdAsync(w, What.Grant, s), default)).Problem))),
        ["InviteHandler.HandleAsync"] = new(null, Reach.Everybody, InviteAsync) { Serves = a => a.Is(Role.Administrator) || a.Is(Role.PartnerAdministrator) },
        ["InviteHandler.RolesFor"] = new(null, Reach.Everybody, (_, a, s) => Task.FromResult(Of(s != Side.None && InviteHandler.RolesFor(a).Contains(Role.Coordinator)))) { Serves = a => a.Is(Role.Administrator) || a.Is(Role.PartnerAdministrator) },
        ["ChangePasswordHandler.HandleAsync"] = new(Permissions.SignedIn, Reach.Everybody, ChangePasswordAsync) { Serves = a => !a.IsKey },
    };

    /// <summary>The members behind a side's target, as its page would show them.</summary>
    public static async Task<MembersPage?> MembersAsync(MatrixWorld world, Actor actor, Side side)
    {
        var code = await world.ObjectAsync(What.Target, side);
        Guid? target;
        await using (var db = await world.Get<PortalDatabase>().BeginAsync(Scope.Nothing, default))
        {
            target = await db.Set<Target>().Where(t => t.Code == code).Select(t => (Guid?)t.Id).SingleOrDefaultAsync();
        }

        return await world.Get<MembersQuery>().RunAsync(actor, MatrixWorld.Country(side), target ?? Guid.CreateVersion7(), 1, new(ContributionState.Counted), new(null, false), default);
    }

    private static async Task<Web.Features.Commitments.ViewCommitment.TargetView> TargetAsync(MatrixWorld world, Side side) =>
        (await world.Get<CommitmentQuery>().RunAsync(Actor.System, await world.ObjectAsync(What.Commitment, side), null, default))!.Target!;

    private static T Finder<T>(MatrixWorld world) => world.Get<IEnumerable<IFinder>>().OfType<T>().Single();

    private static async Task<ExportedTarget?> ExportedAsync(MatrixWorld world, Side side) =>
        await world.Get<ContributionExport>().FindAsync(Actor.System, await world.ObjectAsync(What.Commitment, side), null, default);

    private static async Task<string> ExportAsync(MatrixWorld world, Actor actor, Side side)
    {
        if (await ExportedAsync(world, side) is not { } target)
        {
            return "missing";
        }

        using var rows = new MemoryStream();
        await using (var csv = new CsvExport(rows))
        {
            await world.Get<ContributionExport>().WriteAsync(actor, target, new(), csv, default);
        }

        return Of(Encoding.UTF8.GetString(rows.ToArray()).Contains(StudentOf(side), StringComparison.Ordinal));
    }

    public static string StudentOf(Side side) => side switch { Side.Alpha => "alpha student", Side.Beta => "beta student", _ => "nobody" };

    private static ServiceExpected Managed(Call call) => new(Permissions.ManageObjects, Reach.Managed, call) { Creates = true };

    // Begun by whoever manages the country it is made for; there is nothing to find yet.
    private static async Task<string> BeginDraftAsync(MatrixWorld world, Actor actor, Side side) => side == Side.None ? "missing"
        : Of((await world.Get<DraftHandler>().BeginAsync(actor, MatrixWorld.CommitmentOf(side, "t"), default)).Problem) is var answer && answer == "country.not-managed" ? "missing" : answer;

    private static async Task<string> ReceiveAsync(MatrixWorld world, Actor actor, Side side)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(Row));
        var upload = new RosterUpload(await world.ObjectAsync(What.Cohort, side), "r.csv", "text/csv", RosterMode.Delta, RosterApply.Preview);
        return Of((await world.Get<RosterIntake>().ReceiveAsync(actor, upload, bytes, default)).Problem);
    }

    private static async Task<string> ReadHistoryAsync(MatrixWorld world, Actor actor, Side side)
    {
        using var bytes = new MemoryStream("student_id,full_name,completed_on\nH2,Before,2020-01-01\n"u8.ToArray());
        return Of((await world.Get<HistoryHandler>().ReadAsync(actor, await world.ObjectAsync(What.Target, side), new("old.csv", "declared", "Somebody says so."), bytes, default)).Problem);
    }

    private static async Task<string> StoreSourceAsync(MatrixWorld world, Actor actor, Side side)
    {
        using var bytes = new MemoryStream("As it was said."u8.ToArray());
        return Of((await world.Get<StoreSourceHandler>().HandleAsync(actor, await world.ObjectAsync(What.Commitment, side), "source.txt", bytes, default)).Problem);
    }

    // As if a careless caller had kept what somebody else may see: the service must look for itself.
    private static async Task<string> RowsOfPageAsync(MatrixWorld world, Actor actor, Side side)
    {
        var query = world.Get<RosterPageQuery>();
        var kept = (await query.FindAsync(Actor.System, await IdAsync(world, What.Roster, side == Side.None ? Side.Alpha : side), default))!;
        return Of((await query.RowsAsync(actor, side == Side.None ? kept with { Id = Guid.CreateVersion7() } : kept, LinesFilter.All, null, null, default)).Lines.Count > 0);
    }

    // Every side has a roster from a system of its own, made the first time it is asked for.
    private static async Task<string> SourcesAsync(MatrixWorld world, Actor actor, Side side)
    {
        if (side == Side.None)
        {
            return "missing";
        }

        var code = $"{side}-lms".ToLowerInvariant();
        await using (var db = await world.Get<PortalDatabase>().BeginAsync(Scope.Everything, default))
        {
            if (!await db.Set<RosterSource>().AnyAsync(s => s.Code == code))
            {
                var now = world.Portal.Clock.GetUtcNow();
                var source = RosterSource.Create(world.Partner(side), code, "Learning platform", now);
                var like = await db.Set<Roster>().Where(r => r.PartnerId == world.Partner(side)).OrderBy(r => r.Id).FirstAsync();
                var place = new TalentPortal.Domain.Rosters.RosterPlace(like.PartnerId, like.CohortId, like.Country, source.Id, null);
                db.Add(source);
                db.Add(Roster.Receive(Guid.CreateVersion7(now), place, like.FileId, like.Sha256, RosterMode.Delta, RosterApply.Preview, null, "Somebody", null, [], false, now));
                await db.CommitAsync(default);
            }
        }

        return Has(await world.Get<RosterListQuery>().SourcesAsync(actor, default), code, s => s.Code);
    }

    private static async Task<Guid> CohortIdAsync(MatrixWorld world, Side side) =>
        (await world.Get<CohortQuery>().FindAsync(Actor.System, await world.ObjectAsync(What.Cohort, side), default))?.Id ?? Guid.CreateVersion7();

    private static async Task<string> ReportAsync(MatrixWorld world, Actor actor, Side side)
    {
        using var report = new MemoryStream();
        await world.Get<RosterReport>().WriteAsync(actor, await IdAsync(world, What.Roster, side), report, default);
        return Of(report.ToArray().Length > 0);
    }

    private static async Task<string> RegisterAsync(MatrixWorld world, Actor actor, Side side)
    {
        using var register = new MemoryStream();
        await using (var csv = new CsvExport(register))
        {
            await world.Get<CohortRegister>().WriteAsync(actor, await world.ObjectAsync(What.Cohort, side), csv, default);
        }

        return Of(Encoding.UTF8.GetString(register.ToArray()).Contains(StudentOf(side), StringComparison.Ordinal));
    }

    // Asked of alpha's target, which counts both partners' students: the rows that come back are the actor's own.
    private static async Task<string> ContributionsAsync(MatrixWorld world, Actor actor, Side side)
    {
        var page = await world.Get<ContributionsQuery>().ListAsync(actor, await world.ObjectAsync(What.Target, side == Side.None ? Side.None : Side.Alpha), new(), All500, default);
        return page.Problem is { } problem ? Of(problem) : Has(page.Value.Items, side == Side.Alpha ? "alpha" : "beta", c => c.Event.Partner ?? "");
    }

    // A partner administrator asked about another partner hears the same as about none at all; an administrator may invite to any.
    private static Task<string> InviteAsync(MatrixWorld world, Actor actor, Side side) => ScopedAsync<InviteHandler>(world, async handler =>
    {
        var own = side == Side.Beta && actor.Is(Role.PartnerAdministrator);
        var answer = (await handler.HandleAsync(actor, new($"i{Guid.CreateVersion7():N}@example.org", "Invited", Role.Coordinator, side == Side.None ? null : world.Partner(side), null), default)).Problem?.Code ?? "ok";
        return own ? answer == "partner.unknown" ? "ok" : $"foreign partner: {answer}" : answer is "partner.unknown" or "role.unknown" ? "missing" : answer;
    });

    // A person whose only record belongs to another person now: asked for by the old id, found by whoever may see the new one.
    private static async Task<string> MergedAsync(MatrixWorld world, Actor actor, Side side)
    {
        var (former, now) = (Guid.CreateVersion7(), await IdAsync(world, What.Person, side));
        await using (var owner = await world.Get<NpgsqlDataSource>().OpenConnectionAsync())
        {
            await using var command = new NpgsqlCommand(
                """
                insert into person (id, state, revision) values (@former, 'live', 1);
                insert into person_link (record_id, person_id, known_from, known_to, why) select r.id, @former, '2020-01-01', '2020-01-02', 'new' from person_record r where r.person_id = @now order by r.id limit 1 on conflict do nothing;
                update person_link set person_id = @former where known_from = '2020-01-01' and record_id in (select id from person_record where person_id = @now);
                """,
                owner);
            command.Parameters.AddWithValue("former", former);
            command.Parameters.AddWithValue("now", now);
            await command.ExecuteNonQueryAsync();
        }

        return Of(await world.Get<PersonPageQuery>().FindMergedAsync(actor, former, default) == now);
    }

    private static async Task<string> CorrectAsync(MatrixWorld world, Actor actor, Side side) => Of((await world.Get<CorrectRecordHandler>().HandleAsync(
        actor, await IdAsync(world, What.Record, side), new Dictionary<string, string?> { ["disability"] = $"{Interlocked.Increment(ref _address)}" }, "Told by the learner.", null, default)).Problem) is var answer
        && answer == Checks.Malformed.Code ? "ok" : answer;

    private static Task<string> ChangePasswordAsync(MatrixWorld world, Actor actor, Side side) => ScopedAsync<ChangePasswordHandler>(world, async handler =>
    {
        if (side == Side.None)
        {
            return "missing";
        }

        var address = new IPAddress([172, 16, 0, (byte)(Interlocked.Increment(ref _address) % 250)]);
        var answer = (await handler.HandleAsync(actor, "not this one at all", "seven blue ladders sing", address, default)).Problem;
        return answer?.Code == "password.current-wrong" ? "ok" : Of(answer);
    });

    private static async Task<string> ScopedAsync<T>(MatrixWorld world, Func<T, Task<string>> call)
        where T : notnull
    {
        await using var scope = world.Portal.Services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<T>());
    }

    private static async Task<Guid> IdAsync(MatrixWorld world, What what, Side side) => Guid.Parse(await world.ObjectAsync(what, side));

    private static string Of(Problem? problem) => problem is null ? "ok" : problem.Code.EndsWith(".not-found", StringComparison.Ordinal) || problem.Code == "account.missing" ? "missing" : problem.Code;

    private static string Of(object? found) => found is null ? "missing" : "ok";

    private static string Of(bool found) => found ? "ok" : "missing";

    // Let in, though somebody decided before.
    private static string Decided(Problem? problem) => Of(problem) is "missing" ? "missing" : "ok";

    private static string Has<T, TKey>(IEnumerable<T> items, TKey wanted, Func<T, TKey> key) => Of(items.Any(i => Equals(key(i), wanted)));
}
