using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.TestKit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>Brings another version of a target's rule into force: counted beside the old one, then in its place, each in a unit of work of its own.</summary>
internal static class RuleTurns
{
    /// <returns>The moment from which the new version is in force.</returns>
    public static async Task<DateTimeOffset> TurnRuleAsync(this PortalFixture portal, string target, params string[] nationalities)
    {
        var (id, old) = await InForceAsync(portal, target);
        await using (var db = await portal.Database.BeginAsync(Scope.Everything, default))
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into rule_version select n.* from rule_version r, jsonb_populate_record(r, jsonb_build_object(
                  'version', r.version + 1, 'status', 'shadow', 'known_from', null, 'known_to', null, 'nationalities', to_jsonb({nationalities}))) n
                where r.target_id = {id} and r.version = {old}
                """);
            await db.CountTargetsAsync([id], portal.Clock, new(KnowingKind.Rule, id, null, null), default);
            await db.CommitAsync(default);
        }

        await using (var db = await portal.Database.BeginAsync(Scope.Everything, default))
        {
            await db.TouchAsync([], default);
            var at = await db.BeginKnowingAsync(portal.Clock, new(KnowingKind.Rule, id, null, null), default);
            await db.Database.ExecuteSqlAsync($"update rule_version set status = 'superseded', known_to = {at.UtcDateTime} where target_id = {id} and version = {old}");
            await db.Database.ExecuteSqlAsync($"update rule_version set status = 'effective', known_from = {at.UtcDateTime}, known_to = 'infinity' where target_id = {id} and version = {old + 1}");
            await db.CommitAsync(default);
            return at;
        }
    }

    private static async Task<(Guid Target, int Version)> InForceAsync(PortalFixture portal, string target)
    {
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        var found = await (
            from t in db.Set<Target>()
            join r in db.Set<RuleVersion>() on t.Id equals r.TargetId
            where t.Code == target && r.Status == RuleStatus.Effective
            select new { t.Id, r.Version }).SingleAsync();
        return (found.Id, found.Version);
    }
}
