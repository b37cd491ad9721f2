using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Commitments.Disclosure;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Commitments.PublishFigure;

/// <summary>Below how many people a group is not told; section <c>Portal:Disclosure</c>.</summary>
public sealed class DisclosureOptions
{
    /// <summary>Below this nothing would be hidden.</summary>
    public const int Lowest = 3;

    /// <summary>To the public.</summary>
    public int PublicLeast { get; set; } = DisclosureStandard.PublicLeast;

    /// <summary>To partners.</summary>
    public int PartnerLeast { get; set; } = DisclosureStandard.PartnerLeast;
}

/// <summary>Puts together what is told with a number: words, path and groups, protected against all that was told of the target before.</summary>
public sealed class ReleaseComposer(IOptions<DisclosureOptions> options)
{
    /// <summary>Freezes what is told with a frozen number.</summary>
    /// <param name="db">The unit of work in which the number was frozen.</param>
    /// <param name="commitment">Whose words.</param>
    /// <param name="target">Whose number.</param>
    /// <param name="figure">The number.</param>
    /// <param name="reason">Why an earlier number is corrected; needed where one is.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Refused with <see cref="PublishingProblems.ReasonNeeded"/>.</returns>
    public async Task<Result<ReleaseDraft>> ComposeAsync(PortalDbContext db, Commitment commitment, Target target, FrozenFigure figure, string? reason, CancellationToken cancellationToken)
    {
        var earlier = await db.Set<FigureRelease>().AsNoTracking().Where(r => r.TargetId == target.Id).OrderBy(r => r.At).ThenBy(r => r.Id).ToListAsync(cancellationToken);
        var corrects = ReleaseDraft.Corrects(figure.AsOf, figure.N, earlier);
        var why = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        if (corrects is not null && why is null)
        {
            return PublishingProblems.ReasonNeeded;
        }

        var rule = await db.Set<RuleVersion>().AsNoTracking().SingleAsync(r => r.TargetId == target.Id && r.Version == figure.Version, cancellationToken);
        var programmes = await db.Set<Programme>().Where(p => rule.Programmes.Contains(p.Id)).OrderBy(p => p.Name).Select(p => p.Name).ToListAsync(cancellationToken);
        var standard = new DisclosureStandard(options.Value.PublicLeast);
        var known = earlier.ConvertAll(r => ReleaseTruth.Read(r.Truth));
        var people = target.Unit == Unit.People;
        var told = !people || figure.N == 0 || figure.N >= standard.Least;
        var path = told ? await PathAsync(db, target, figure, people ? known : [], people ? standard : new(1), cancellationToken) : [];
        var partners = people && figure.N > 0 ? await PartnersAsync(db, figure, cancellationToken) : [];
        var tables = people && figure.N > 0 ? Tables(commitment, figure, rule.Rule, partners, known, standard) : [];
        var content = new ReleaseContent(
            new(commitment.Code, commitment.Name, commitment.Quote, commitment.SaidBy, commitment.AnnouncedOn, commitment.Source, commitment.Interpretation, commitment.Country, commitment.Statements),
            new(target.Code, target.Unit, target.Amount, target.StartsOn, target.EndsOn, target.Zone, Plan(target)),
            new(figure.Version, rule.Rule, programmes),
            figure.AsOf, figure.KnownAt, figure.MembersHash, standard.Least, told ? figure.N : null,
            target.PlannedBy(figure.AsOf) is { } planned ? TargetViews.Whole(planned) : null, path,
            [.. tables.Select(t => Told(t, partners))]);
        return new ReleaseDraft(content.Write(), new ReleaseTruth(tables, path).Write(), corrects?.Id, why);
    }

    private static List<ReleasedTable> Tables(
        Commitment commitment, FrozenFigure figure, CountingRule rule, Dictionary<string, (string Code, string Name, bool Agreed)> partners, List<ReleaseTruth> known, DisclosureStandard standard)
    {
        var agreed = partners.Where(p => p.Value.Agreed).Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        var protection = new TableProtection(standard);
        return [.. FixedTables.Of(GroupsOf(figure), rule, commitment.Country, agreed).Select(t => new ReleasedTable(t, protection.Protect(t, [.. known.SelectMany(k => k.Tables).Where(e => e.Truth.Name == t.Name)])))];
    }

    internal static Dictionary<string, Dictionary<string, long>> GroupsOf(FrozenFigure figure) => JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, long>>>(figure.Groups)!;

    /// <summary>A protected table in public words: keys of partners become their codes, and those that did not agree become one line.</summary>
    internal static ReleasedGroups Told(ReleasedTable table, IReadOnlyDictionary<string, (string Code, string Name, bool Agreed)> partners)
    {
        var inside = table.Truth.Sums.Where(s => s.Whole is not null).SelectMany(s => s.Parts.Select(p => (p, s.Whole))).ToDictionary(p => p.p, p => p.Whole, StringComparer.Ordinal);
        var rows = table.Told.Cells.Where(c => c.Mark != CellMark.NotAgreed).Select(c => partners.TryGetValue(c.Key, out var partner) && table.Truth.Name == "partner"
            ? new ReleasedGroup(partner.Code, partner.Name, c.Mark, c.Value)
            : new(c.Key.Length == 0 ? ReleasedGroup.NotStated : c.Key, null, c.Mark, c.Value, inside.GetValueOrDefault(c.Key))).ToList();
        if (table.Told.Cells.Any(c => c.Mark == CellMark.NotAgreed))
        {
            rows.Insert(Math.Max(0, rows.Count - 1), new(ReleasedGroup.NotAgreed, null, CellMark.NotAgreed, null));
        }

        var shown = table.Told.Cells.Where(c => !inside.ContainsKey(c.Key)).ToList();
        return new(table.Truth.Name, table.Told.Form, rows, table.Told.Form == TableForm.Exact && shown.Exists(c => c.Value is null) ? table.Truth.Total - shown.Sum(c => c.Value ?? 0) : null);
    }

    private static async Task<Dictionary<string, (string Code, string Name, bool Agreed)>> PartnersAsync(PortalDbContext db, FrozenFigure figure, CancellationToken cancellationToken)
    {
        var ids = GroupsOf(figure).GetValueOrDefault("partner")?.Keys.Where(k => k.Length > 0).Select(Guid.Parse).ToList() ?? [];
        var partners = await db.Set<Partner>().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Code, p.Name, p.ShowsFigures }).ToListAsync(cancellationToken);
        return partners.ToDictionary(p => p.Id.ToString(), p => (p.Code, p.Name, p.ShowsFigures), StringComparer.Ordinal);
    }

    /// <summary>The ends of months up to the day, and the day.</summary>
    private static async Task<IReadOnlyList<ToldPoint>> PathAsync(PortalDbContext db, Target target, FrozenFigure figure, List<ReleaseTruth> known, DisclosureStandard standard, CancellationToken cancellationToken)
    {
        var last = figure.AsOf < target.EndsOn ? figure.AsOf : target.EndsOn;
        var days = new List<DateOnly>();
        for (var month = new DateOnly(target.StartsOn.Year, target.StartsOn.Month, 1).AddMonths(1); month.AddDays(-1) < last; month = month.AddMonths(1))
        {
            days.Add(month.AddDays(-1));
        }

        var counted = await db.PathAsync(target.Id, figure, [.. days], cancellationToken);
        return PathProtection.Protect([.. counted.Select(c => new ToldPoint(c.On, c.N)), new(last, figure.N)], [.. known.Select(k => k.Path)], standard);
    }

    private static List<PlannedPoint> Plan(Target target) => target.Amount is null
        ? []
        : [.. target.Milestones.Select(m => m.On).Append(target.StartsOn).Append(target.EndsOn).Distinct().Order().Select(d => new PlannedPoint(d, TargetViews.Whole(target.PlannedBy(d) ?? 0)))];
}
