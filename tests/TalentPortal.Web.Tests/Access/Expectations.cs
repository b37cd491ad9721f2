using TalentPortal.Domain.Access;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Tests.Access;

/// <summary>What a path or call is about.</summary>
public enum What
{
    Nothing,
    Partner,
    Programme,
    Cohort,
    Commitment,
    Target,

    /// <summary>A stored copy of the source of a commitment, part of its public wording.</summary>
    SourceCopy,

    /// <summary>A file of people trained before the promise.</summary>
    History,

    /// <summary>An audit whose members are being judged.</summary>
    Audit,
    SignedAudit,

    /// <summary>A month on paper, by its check code.</summary>
    Pack,
    Roster,
    Preview,

    /// <summary>A preview that nobody decides about.</summary>
    Waiting,
    Person,

    /// <summary>What one source says of a person.</summary>
    Record,

    /// <summary>Two records that may be one person.</summary>
    Pair,
    Grant,
    Account,
}

/// <summary>Whose it is: partner alpha's in Singapore, partner beta's in Malaysia, or nobody's.</summary>
public enum Side
{
    Alpha,
    Beta,
    None,
}

/// <summary>Whose objects somebody with the permission reaches.</summary>
public enum Reach
{
    /// <summary>Everybody's: catalogue and aggregates.</summary>
    Everybody,

    /// <summary>A partner its own; managers and auditors all.</summary>
    Cohorts,

    /// <summary>A partner its own; managers those of their countries; auditors all.</summary>
    Rosters,

    /// <summary>A partner its own; managers those of their countries.</summary>
    RostersToFill,

    /// <summary>Managers those of their countries, and new ones there.</summary>
    Managed,

    /// <summary>Managers those of their countries; auditors all.</summary>
    People,

    /// <summary>Managers those of their countries.</summary>
    Pairs,

    /// <summary>Partner administrators the roles at their own partner.</summary>
    Colleagues,
}

/// <summary>Who may call an endpoint, about whose objects, and how it answers those who may.</summary>
/// <param name="Permission">Null for everybody, signed in or not.</param>
/// <param name="Allowed">The statuses that mean: let in.</param>
internal sealed record Expected(string? Permission, What About, Reach Reach, params int[] Allowed)
{
    /// <summary>Added to the address; <c>{0}</c> is the object.</summary>
    public string Query { get; init; } = "";

    /// <summary>The body is sent without a form's token by design: nothing of the session is used.</summary>
    public bool TakesNoForm { get; init; }
}

/// <summary>
/// The one table of who may call what. A new endpoint, page, handler or query fails the build of trust until it has its line here.
/// Doors: everything below <c>/api</c> opens by key only, everything else by session only.
/// </summary>
internal static class Expectations
{
    public static IReadOnlyDictionary<string, Expected> Doors { get; } = new Dictionary<string, Expected>(StringComparer.Ordinal)
    {
        ["GET /api/v1/partners"] = new(Permissions.ReadCounts, What.Nothing, Reach.Everybody, 200),
        ["GET /api/v1/partners/{code}"] = new(Permissions.ReadCounts, What.Partner, Reach.Everybody, 200),
        ["PUT /api/v1/partners/{code}"] = new(Permissions.ManageObjects, What.Partner, Reach.Managed, 200, 201),
        ["PUT /api/v1/partners/{code}/agreements/{n:int}"] = new(Permissions.ManageObjects, What.Partner, Reach.RostersToFill, 200, 201),
        ["GET /api/v1/programmes"] = new(Permissions.ReadCounts, What.Nothing, Reach.Everybody, 200),
        ["GET /api/v1/programmes/{code}"] = new(Permissions.ReadCounts, What.Programme, Reach.Everybody, 200),
        ["PUT /api/v1/programmes/{code}"] = new(Permissions.ManageObjects, What.Programme, Reach.Managed, 200, 201),
        ["GET /api/v1/cohorts"] = new(Permissions.ViewCohorts, What.Nothing, Reach.Everybody, 200),
        ["GET /api/v1/cohorts/{code}"] = new(Permissions.ViewCohorts, What.Cohort, Reach.Cohorts, 200),
        ["PUT /api/v1/cohorts/{code}"] = new(Permissions.ManageObjects, What.Cohort, Reach.Managed, 200, 201),
        ["GET /api/v1/commitments"] = new(Permissions.ReadCounts, What.Nothing, Reach.Everybody, 200),
        ["GET /api/v1/commitments/{code}"] = new(Permissions.ReadCounts, What.Commitment, Reach.Everybody, 200),
        ["GET /api/v1/tranches"] = new(Permissions.ReadCounts, What.Nothing, Reach.Everybody, 200),
        ["GET /api/v1/tranches/{code}"] = new(Permissions.ReadCounts, What.Commitment, Reach.Everybody, 200),
        ["PUT /api/v1/tranches/{code}"] = new(Permissions.ManageObjects, What.Commitment, Reach.Managed, 200, 201),
        ["PUT /api/v1/commitments/{code}"] = new(Permissions.ManageObjects, What.Commitment, Reach.Managed, 200, 201),
        ["POST /api/v1/commitments/{code}/publish"] = new(Permissions.ManageObjects, What.Commitment, Reach.Managed, 409),
        ["POST /api/v1/commitments/{code}/restate"] = new(Permissions.ManageObjects, What.Commitment, Reach.Managed, 409, 422),
        ["POST /api/v1/commitments/{code}/close"] = new(Permissions.ManageObjects, What.Commitment, Reach.Managed, 422),
        ["POST /api/v1/commitments/{code}/approve"] = new(Permissions.ManageObjects, What.Commitment, Reach.Managed, 409),
        ["GET /api/v1/targets/{code}/count"] = new(Permissions.ReadCounts, What.Target, Reach.Everybody, 200),
        ["GET /api/v1/targets/{code}/changes"] = new(Permissions.ReadCounts, What.Target, Reach.Everybody, 200),
        ["GET /api/v1/targets/{code}/changes/people"] = new(Permissions.ViewMembers, What.Target, Reach.People, 200) { Query = "cause=roster" },
        ["GET /api/v1/targets/{code}/series"] = new(Permissions.ReadCounts, What.Target, Reach.Everybody, 200),
        ["GET /api/v1/targets/{code}/forecast"] = new(Permissions.ReadCounts, What.Target, Reach.Everybody, 200),
        ["GET /api/v1/targets/{code}/breakdown"] = new(Permissions.ReadCounts, What.Target, Reach.Everybody, 200) { Query = "by=audience" },
        ["GET /api/v1/targets/{code}/contributions"] = new(Permissions.ViewRosters, What.Target, Reach.Everybody, 200),
        ["POST /api/v1/targets/{code}/publish"] = new(Permissions.ManageObjects, What.Target, Reach.RostersToFill, 202, 409),
        ["GET /api/v1/targets/{code}/published"] = new(Permissions.ReadCounts, What.Target, Reach.Everybody, 200),
        ["GET /api/v1/targets/{code}/audits"] = new(Permissions.ViewPortfolio, What.Target, Reach.Everybody, 200),
        ["POST /api/v1/targets/{code}/audits"] = new(Permissions.AuditCounts, What.Target, Reach.Everybody, 201),
        ["GET /api/v1/audits/{id:guid}"] = new(Permissions.ViewPortfolio, What.Audit, Reach.Everybody, 200),
        ["GET /api/v1/audits/{id:guid}/members"] = new(Permissions.ViewMembers, What.SignedAudit, Reach.People, 200),
        ["PUT /api/v1/audits/{id:guid}/members/{no:int}/verdict"] = new(Permissions.AuditCounts, What.Audit, Reach.Everybody, 200),
        ["POST /api/v1/audits/{id:guid}/members/{no:int}/answers"] = new(Permissions.ManageObjects, What.SignedAudit, Reach.RostersToFill, 422),
        ["POST /api/v1/audits/{id:guid}/sign"] = new(Permissions.AuditCounts, What.SignedAudit, Reach.Everybody, 409),
        ["GET /api/v1/audits/{id:guid}/papers.json"] = new(Permissions.ViewMembers, What.SignedAudit, Reach.People, 200),
        ["POST /api/v1/targets/{code}/try"] = new(Permissions.ManageObjects, What.Target, Reach.RostersToFill, 200),
        ["POST /api/v1/targets/{code}/versions"] = new(Permissions.ManageObjects, What.Target, Reach.RostersToFill, 201, 409),
        ["GET /api/v1/targets/{code}/versions/{number:int}"] = new(Permissions.ManageObjects, What.Target, Reach.RostersToFill, 200),
        ["POST /api/v1/targets/{code}/versions/{number:int}/shadow"] = new(Permissions.ManageObjects, What.Target, Reach.RostersToFill, 200, 409),
        ["POST /api/v1/targets/{code}/versions/{number:int}/reject"] = new(Permissions.ManageObjects, What.Target, Reach.RostersToFill, 200, 409) { Query = "because=test" },
        ["POST /api/v1/rosters"] = new(Permissions.UploadRosters, What.Cohort, Reach.RostersToFill, 202) { Query = "cohort={0}" },
        ["POST /api/v1/rosters/{id:guid}/answers"] = new(Permissions.UploadRosters, What.Preview, Reach.RostersToFill, 202, 409),
        ["GET /api/v1/partners/{code}/sources"] = new(Permissions.ViewRosters, What.Partner, Reach.Rosters, 200),
        ["PUT /api/v1/partners/{code}/sources/{source}"] = new(Permissions.ManageSources, What.Partner, Reach.RostersToFill, 200),
        ["GET /api/v1/rosters/{id:guid}"] = new(Permissions.ViewRosters, What.Roster, Reach.Rosters, 200),
        ["GET /api/v1/rosters/{id:guid}/rows"] = new(Permissions.ViewRosters, What.Roster, Reach.Rosters, 200),
        ["GET /api/v1/rosters/{id:guid}/report.csv"] = new(Permissions.ViewRosters, What.Roster, Reach.Rosters, 200),
        ["POST /api/v1/rosters/{id:guid}/apply"] = new(Permissions.UploadRosters, What.Preview, Reach.RostersToFill, 202, 409),
        ["POST /api/v1/rosters/{id:guid}/approve"] = new(Permissions.UploadRosters, What.Waiting, Reach.RostersToFill, 409),
        ["POST /api/v1/rosters/{id:guid}/undo"] = new(Permissions.UploadRosters, What.Waiting, Reach.RostersToFill, 409),
        ["POST /api/v1/rosters/{id:guid}/cancel"] = new(Permissions.UploadRosters, What.Preview, Reach.RostersToFill, 200, 409),
        ["GET /api/v1/people/{id:guid}"] = new(Permissions.ViewMembers, What.Person, Reach.People, 200),

        ["PAGE /"] = new(Permissions.SignedIn, What.Nothing, Reach.Everybody, 200, 302, 404),
        ["PAGE /portfolio"] = new(Permissions.SignedIn, What.Nothing, Reach.Everybody, 200, 302, 404),
        ["PAGE /commitments/{Code}"] = new(Permissions.ViewPortfolio, What.Commitment, Reach.Everybody, 200),
        ["PAGE /targets/{Code}/rule"] = new(Permissions.ManageObjects, What.Target, Reach.RostersToFill, 200),
        ["PAGE /targets/{Code}/versions/{Number:int}"] = new(Permissions.ManageObjects, What.Target, Reach.RostersToFill, 200),
        ["POST /targets/{code}/versions/{number:int}/shadow"] = new(Permissions.ManageObjects, What.Target, Reach.RostersToFill, 303),
        ["POST /targets/{code}/versions/{number:int}/approve"] = new(Permissions.ManageObjects, What.Target, Reach.RostersToFill, 303),
        ["POST /targets/{code}/versions/{number:int}/reject"] = new(Permissions.ManageObjects, What.Target, Reach.RostersToFill, 303),
        ["PAGE /commitments/{Code}/changes"] = new(Permissions.ViewPortfolio, What.Commitment, Reach.Everybody, 200),
        ["PAGE /commitments/{Code}/contributions"] = new(Permissions.ViewMembers, What.Commitment, Reach.People, 200),
        ["GET /commitments/{code}/contributions.csv"] = new(Permissions.ViewMembers, What.Commitment, Reach.People, 200),
        ["GET /commitments/{code}/contributions.xlsx"] = new(Permissions.ViewMembers, What.Commitment, Reach.People, 200),
        ["PAGE /find"] = new(Permissions.SignedIn, What.Nothing, Reach.Everybody, 200),
        ["PAGE /programmes"] = new(Permissions.ViewPortfolio, What.Nothing, Reach.Everybody, 200),
        ["PAGE /programmes/{code}"] = new(Permissions.ViewPortfolio, What.Programme, Reach.Everybody, 200),
        ["PAGE /partners"] = new(Permissions.ViewPortfolio, What.Nothing, Reach.Everybody, 200),
        ["PAGE /partners/{code}"] = new(Permissions.ViewPortfolio, What.Partner, Reach.Everybody, 200),
        ["PAGE /cohorts/{code}/standing"] = new(Permissions.ViewRosters, What.Cohort, Reach.Rosters, 200),
        ["PAGE /partners/{code}/standing"] = new(Permissions.ViewRosters, What.Partner, Reach.Rosters, 200),
        ["PAGE /targets/{Code}/forecast"] = new(Permissions.ViewPortfolio, What.Target, Reach.Everybody, 200),
        ["PAGE /targets/{Code}/published"] = new(Permissions.ViewPortfolio, What.Target, Reach.Everybody, 200),
        ["POST /targets/{code}/published/ask"] = new(Permissions.ManageObjects, What.Target, Reach.RostersToFill, 303),
        ["POST /targets/{code}/published/approve"] = new(Permissions.ManageObjects, What.Target, Reach.RostersToFill, 303),
        ["POST /targets/{code}/published/decline"] = new(Permissions.ManageObjects, What.Target, Reach.RostersToFill, 303),
        ["PAGE /portfolio/packs"] = new(Permissions.ViewPortfolio, What.Nothing, Reach.Everybody, 200),
        ["PAGE /pack/{Code}"] = new(Permissions.ViewPortfolio, What.Pack, Reach.Everybody, 200),
        ["GET /portfolio/pack.pdf"] = new(Permissions.ViewPortfolio, What.Nothing, Reach.Everybody, 200, 303),
        ["PAGE /targets/{Code}/audits"] = new(Permissions.ViewPortfolio, What.Target, Reach.Everybody, 200),
        ["PAGE /audits/{Id:guid}"] = new(Permissions.ViewPortfolio, What.Audit, Reach.Everybody, 200),
        ["PAGE /audits/{Id:guid}/members/{No:int}"] = new(Permissions.AuditCounts, What.Audit, Reach.Everybody, 200),
        ["POST /targets/{code}/audits/open"] = new(Permissions.AuditCounts, What.Target, Reach.Everybody, 303),
        ["POST /audits/{id:guid}/members/{no:int}/verdict"] = new(Permissions.AuditCounts, What.Audit, Reach.Everybody, 303),
        ["POST /audits/{id:guid}/members/{no:int}/answer"] = new(Permissions.ManageObjects, What.SignedAudit, Reach.RostersToFill, 303),
        ["POST /audits/{id:guid}/sign"] = new(Permissions.AuditCounts, What.SignedAudit, Reach.Everybody, 303),
        ["GET /audits/{id:guid}/papers.json"] = new(Permissions.ViewMembers, What.SignedAudit, Reach.People, 200),
        ["GET /audits/{id:guid}/papers.csv"] = new(Permissions.ViewMembers, What.SignedAudit, Reach.People, 200),
        ["PAGE /commitments"] = new(Permissions.ViewPortfolio, What.Nothing, Reach.Everybody, 200),
        ["PAGE /commitments/new"] = new(Permissions.ManageObjects, What.Nothing, Reach.Everybody, 200),
        ["PAGE /commitments/{Code}/edit"] = new(Permissions.ManageObjects, What.Commitment, Reach.Managed, 200),
        ["PAGE /commitments/{Code}/wording"] = new(Permissions.ViewPortfolio, What.Commitment, Reach.Everybody, 200),
        ["GET /source-copies/{copy:guid}"] = new(Permissions.ViewPortfolio, What.SourceCopy, Reach.Everybody, 200),
        ["PAGE /targets/{Code}/history"] = new(Permissions.ManageObjects, What.Target, Reach.Managed, 200),
        ["PAGE /history/{Id:guid}"] = new(Permissions.ManageObjects, What.History, Reach.Managed, 200),
        ["GET /history/{id:guid}/file"] = new(Permissions.ManageObjects, What.History, Reach.Managed, 200),
        ["PAGE /rosters"] = new(Permissions.ViewRosters, What.Nothing, Reach.Everybody, 200),
        ["PAGE /rosters/{id:guid}"] = new(Permissions.ViewRosters, What.Roster, Reach.Rosters, 200),
        ["PAGE /rosters/{id:guid}/rows/{rowNo:int}"] = new(Permissions.ViewRosters, What.Roster, Reach.Rosters, 200),
        ["GET /rosters/{id:guid}/report.csv"] = new(Permissions.ViewRosters, What.Roster, Reach.Rosters, 200),
        ["POST /rosters/{id:guid}/apply"] = new(Permissions.UploadRosters, What.Preview, Reach.RostersToFill, 303),
        ["POST /rosters/{id:guid}/approve"] = new(Permissions.UploadRosters, What.Waiting, Reach.RostersToFill, 303),
        ["POST /rosters/{id:guid}/undo"] = new(Permissions.UploadRosters, What.Waiting, Reach.RostersToFill, 303),
        ["PAGE /partners/{code}/quality"] = new(Permissions.UploadRosters, What.Partner, Reach.RostersToFill, 200),
        ["PAGE /partners/{code}/learners"] = new(Permissions.UploadRosters, What.Partner, Reach.RostersToFill, 200),
        ["POST /rosters/{id:guid}/cancel"] = new(Permissions.UploadRosters, What.Preview, Reach.RostersToFill, 303),
        ["PAGE /people"] = new(Permissions.ViewMembers, What.Nothing, Reach.Everybody, 200),
        ["PAGE /people/pairs"] = new(Permissions.ViewMembers, What.Pair, Reach.People, 200) { Query = "pair={0}" },
        ["PAGE /people/{id:guid}"] = new(Permissions.ViewMembers, What.Person, Reach.People, 200),
        ["POST /people/{id:guid}/ask"] = new(Permissions.DecidePairs, What.Person, Reach.Pairs, 302),
        ["POST /people/pairs/{id:guid}/decide"] = new(Permissions.DecidePairs, What.Pair, Reach.Pairs, 302),
        ["PAGE /learners/{record:guid}/correct"] = new(Permissions.UploadRosters, What.Record, Reach.RostersToFill, 200),
        ["PAGE /rosters/{id:guid}/questions"] = new(Permissions.UploadRosters, What.Waiting, Reach.RostersToFill, 200),
        ["PAGE /rosters/upload"] = new(Permissions.UploadRosters, What.Partner, Reach.RostersToFill, 200) { Query = "partner={0}" },
        ["POST /rosters/upload/{partner}"] = new(Permissions.UploadRosters, What.Partner, Reach.RostersToFill, 303),
        ["PAGE /partners/{code}/sources"] = new(Permissions.ManageSources, What.Partner, Reach.RostersToFill, 200),
        ["POST /partners/{code}/sources/keep"] = new(Permissions.ManageSources, What.Partner, Reach.RostersToFill, 303),
        ["POST /partners/{code}/sources/{source}/forget"] = new(Permissions.ManageSources, What.Partner, Reach.RostersToFill, 303),
        ["PAGE /administration/identity"] = new(Permissions.ManageIdentity, What.Nothing, Reach.Everybody, 200),
        ["POST /administration/identity/{country}"] = new(Permissions.ManageIdentity, What.Nothing, Reach.Everybody, 302, 404),
        ["PAGE /cohorts"] = new(Permissions.ViewCohorts, What.Nothing, Reach.Everybody, 200),
        ["PAGE /cohorts/{code}"] = new(Permissions.ViewCohorts, What.Cohort, Reach.Rosters, 200),
        ["PAGE /cohorts/{code}/upload"] = new(Permissions.UploadRosters, What.Cohort, Reach.RostersToFill, 200),
        ["POST /cohorts/{code}/rosters"] = new(Permissions.UploadRosters, What.Cohort, Reach.RostersToFill, 303),
        ["GET /cohorts/{code}/template.csv"] = new(Permissions.UploadRosters, What.Cohort, Reach.RostersToFill, 200),
        ["GET /cohorts/{code}/template.xlsx"] = new(Permissions.UploadRosters, What.Cohort, Reach.RostersToFill, 200),
        ["GET /cohorts/{code}/register.csv"] = new(Permissions.UploadRosters, What.Cohort, Reach.RostersToFill, 200),
        ["GET /cohorts/{code}/register.xlsx"] = new(Permissions.UploadRosters, What.Cohort, Reach.RostersToFill, 200),
        ["PAGE /account"] = new(Permissions.SignedIn, What.Nothing, Reach.Everybody, 200),
        ["PAGE /account/sign-in"] = new(null, What.Nothing, Reach.Everybody, 200, 302),
        ["PAGE /account/forgot"] = new(null, What.Nothing, Reach.Everybody, 200),
        ["PAGE /account/set-password"] = new(null, What.Nothing, Reach.Everybody, 200),
        ["PAGE /colleagues"] = new(Permissions.ManageColleagues, What.Nothing, Reach.Everybody, 200),
        ["PAGE /administration/accounts"] = new(Permissions.ManageAccounts, What.Nothing, Reach.Everybody, 200),
        ["PAGE /dev/mail"] = new(Permissions.ManageAccounts, What.Nothing, Reach.Everybody, 200),
        // What was never published is missing for everybody, the published is for everybody; the table of services may publish here. Which is which: PublicPagesTests.
        ["GET /p"] = new(null, What.Nothing, Reach.Everybody, 200),
        ["HEAD /p"] = new(null, What.Nothing, Reach.Everybody, 200),
        ["GET /p/{code}"] = new(null, What.Commitment, Reach.Everybody, 200, 404),
        ["HEAD /p/{code}"] = new(null, What.Commitment, Reach.Everybody, 200, 404),
        ["GET /p/{code}.csv"] = new(null, What.Commitment, Reach.Everybody, 200, 404),
        ["HEAD /p/{code}.csv"] = new(null, What.Commitment, Reach.Everybody, 200, 404),
        ["GET /p/{code}.json"] = new(null, What.Commitment, Reach.Everybody, 200, 404),
        ["HEAD /p/{code}.json"] = new(null, What.Commitment, Reach.Everybody, 200, 404),
        ["GET /p/{code}/embed"] = new(null, What.Commitment, Reach.Everybody, 200, 404),
        ["HEAD /p/{code}/embed"] = new(null, What.Commitment, Reach.Everybody, 200, 404),
        ["GET /p/{code}/card"] = new(null, What.Commitment, Reach.Everybody, 200, 404),
        ["HEAD /p/{code}/card"] = new(null, What.Commitment, Reach.Everybody, 200, 404),
        ["GET /p/{code}/share.png"] = new(null, What.Commitment, Reach.Everybody, 200, 404, 429),
        ["HEAD /p/{code}/share.png"] = new(null, What.Commitment, Reach.Everybody, 200, 404, 429),
        ["GET /q/{code}"] = new(null, What.Commitment, Reach.Everybody, 404),
        ["HEAD /q/{code}"] = new(null, What.Commitment, Reach.Everybody, 404),
        ["GET /verify-figure"] = new(null, What.Nothing, Reach.Everybody, 200, 429),
        ["HEAD /verify-figure"] = new(null, What.Nothing, Reach.Everybody, 200, 429),
        ["GET /sitemap.xml"] = new(null, What.Nothing, Reach.Everybody, 200),
        ["HEAD /sitemap.xml"] = new(null, What.Nothing, Reach.Everybody, 200),
        ["GET /robots.txt"] = new(null, What.Nothing, Reach.Everybody, 200),
        ["HEAD /robots.txt"] = new(null, What.Nothing, Reach.Everybody, 200),
        ["PAGE /error"] = new(null, What.Nothing, Reach.Everybody, 200, 500),
        ["PAGE /error/{status:int}"] = new(null, What.Nothing, Reach.Everybody, 200, 404),
        ["PAGE /not-found"] = new(null, What.Nothing, Reach.Everybody, 200, 404),

        ["POST /account/sign-out"] = new(null, What.Nothing, Reach.Everybody, 302),
        ["POST /colleagues/{grant:guid}/remove"] = new(Permissions.ManageColleagues, What.Grant, Reach.Colleagues, 302),
        ["POST /administration/accounts/{account:guid}/suspend"] = new(Permissions.ManageAccounts, What.Account, Reach.Everybody, 302),
        ["POST /administration/accounts/{account:guid}/restore"] = new(Permissions.ManageAccounts, What.Account, Reach.Everybody, 302),
        ["POST /administration/grants/{grant:guid}/withdraw"] = new(Permissions.ManageAccounts, What.Grant, Reach.Everybody, 302),
        ["POST /preferences"] = new(null, What.Nothing, Reach.Everybody, 302),
        ["POST /csp-report"] = new(null, What.Nothing, Reach.Everybody, 204, 400, 413, 429) { TakesNoForm = true },
        ["GET /openapi/{documentName}.json"] = new(null, What.Nothing, Reach.Everybody, 200, 404),
        ["ANY /health/live"] = new(null, What.Nothing, Reach.Everybody, 200),
        ["ANY /health/ready"] = new(null, What.Nothing, Reach.Everybody, 200),
    };

    /// <summary>The framework's own: circuits have their door, whose tests stand elsewhere; the rest falls under the fallback policy.</summary>
    public static IReadOnlyList<string> Framework { get; } = ["/_blazor", "/_framework/opaque-redirect", "/{**path:file}"];

    /// <summary>Whether an actor reaches an object of this partner and country.</summary>
    public static bool Reaches(Actor actor, Reach reach, Guid partner, string country)
    {
        bool Has(Role role, Func<Grant, bool>? where = null) => actor.Grants.Any(g => g.Role == role && (where is null || where(g)));
        var works = Has(Role.Coordinator, g => g.PartnerId == partner) || Has(Role.PartnerAdministrator, g => g.PartnerId == partner);
        var manages = Has(Role.ProgrammeManager, g => g.Country is null || g.Country == country);
        return reach switch
        {
            Reach.Everybody => true,
            Reach.Cohorts => works || Has(Role.ProgrammeManager) || Has(Role.Auditor),
            Reach.Rosters => works || manages || Has(Role.Auditor),
            Reach.RostersToFill => works || manages,
            Reach.Managed => manages,
            Reach.Pairs => manages,
            Reach.People => manages || Has(Role.Auditor),
            Reach.Colleagues => Has(Role.PartnerAdministrator, g => g.PartnerId == partner),
            _ => throw new ArgumentOutOfRangeException(nameof(reach)),
        };
    }
}
