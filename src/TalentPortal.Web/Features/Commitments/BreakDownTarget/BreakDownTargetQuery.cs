using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Commitments.Disclosure;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Web.Features.Commitments.PublishFigure;
using TalentPortal.Web.Features.Commitments.ShowPublic;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Commitments.BreakDownTarget;

/// <summary>One group of those counted.</summary>
/// <param name="Key">A word or code; <c>not-stated</c> for those of whom it is not known, <c>not-agreed</c> for those whose organisation did not agree to be shown.</param>
/// <param name="Name">The name of a partner or cohort; null for words.</param>
/// <param name="Counted">Null where it is not told.</param>
/// <param name="Mark">Why: <c>small</c>, <c>hidden</c>, <c>not-agreed</c>, or <c>rounded</c> for a number that is; null for the number itself.</param>
/// <param name="Note">The same in words.</param>
public sealed record BreakdownGroup(string Key, string? Name, long? Counted, string? Mark = null, string? Note = null);

/// <summary>The groups of those counted, largest first.</summary>
/// <param name="Total">What the groups add up to, those that are not told included; null where that is not told either.</param>
/// <param name="Counted">The target's number at the end of <paramref name="AsOf"/>.</param>
/// <param name="AddsUp">Whether the two are the same; they are not while some count only from a later day or have left.</param>
public sealed record BreakdownView(string Target, string By, DateOnly AsOf, IReadOnlyList<BreakdownGroup> Groups, long? Total, long? Counted, bool AddsUp)
{
    /// <summary>The code of the release from which it is read; null for today's.</summary>
    public string? Figure { get; init; }

    /// <summary>What is to be read with it; null where nothing is hidden.</summary>
    public string? Note { get; init; }
}

/// <summary>Reads the groups of a target from its figures.</summary>
public sealed class BreakDownTargetQuery(PortalDatabase portal, PublicQuery released, PublicWords words, IOptions<DisclosureOptions> options, TimeProvider clock)
{
    public const string NotStated = "not-stated";

    private static readonly FrozenDictionary<string, string> Dims = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["audience"] = "audience",
        ["gender"] = "gender",
        ["ageBand"] = "age-band",
        ["state"] = "region",
        ["sector"] = "sector",
        ["partner"] = "partner",
        ["cohort"] = "cohort",
        ["evidence"] = "evidence",
    }.ToFrozenDictionary();

    /// <returns>Refused as not found for a target that does not exist, and for a dimension that is none.</returns>
    public async Task<Result<BreakdownView>> ReadAsync(Actor actor, string code, string by, CancellationToken cancellationToken)
    {
        if (!Dims.TryGetValue(by, out var dim))
        {
            return ApiProblems.UnknownWord("by", by, Dims.Keys.Order(StringComparer.Ordinal));
        }

        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        if (await db.FindTargetAsync(actor, code, cancellationToken) is not { } target)
        {
            return CommitmentProblems.TargetNotFound;
        }

        var figure = await db.FigureAsync(target.Id, dim, cancellationToken);
        var today = clock.GetUtcNow().DayIn(target.Zone);
        var names = await NamesAsync(db, dim, figure.Groups(dim), cancellationToken);
        var groups = figure.Groups(dim).Select(g => names.TryGetValue(g.Key, out var named) ? new BreakdownGroup(named.Code, named.Name, g.N) : new(g.Key.Length == 0 ? NotStated : g.Key, null, g.N)).ToList();
        var total = figure.Groups(dim).Sum(g => g.N);
        var view = new BreakdownView(code, by, today, groups, total, figure.CountedBy(today), total == figure.CountedBy(today));
        return IsOutsider(actor) && target.Unit == Unit.People ? await ForPartnersAsync(db, actor, view, dim, figure, cancellationToken) : view;
    }

    /// <summary>The groups as the public was told them last: from the release, never from today's numbers.</summary>
    /// <returns>Refused as not found, and with <see cref="PublishingProblems.NothingPublished"/> where no release tells of this property.</returns>
    public async Task<Result<BreakdownView>> ReadPublicAsync(Actor actor, string code, string by, CancellationToken cancellationToken)
    {
        if (!Dims.TryGetValue(by, out var dim))
        {
            return ApiProblems.UnknownWord("by", by, Dims.Keys.Order(StringComparer.Ordinal));
        }

        await using (var db = await portal.BeginAsync(Scope.Nothing, cancellationToken))
        {
            if (await db.FindTargetAsync(actor, code, cancellationToken) is null)
            {
                return CommitmentProblems.TargetNotFound;
            }
        }

        if (await released.LatestAsync(code, cancellationToken) is not { } release || release.Content.Tables.FirstOrDefault(t => t.By == dim) is not { } table)
        {
            return PublishingProblems.NothingPublished;
        }

        var told = release.Content;
        return new BreakdownView(code, by, told.AsOf, [.. table.Rows.Select(r => Told(r.Key, r.Name, r.Mark, r.People, told.Least))], told.Counted, told.Counted, true)
        {
            Figure = VerificationCode.Printed(release.Code),
            Note = string.Join(' ', words.Notes(table, told.Least)) is { Length: > 0 } note ? note : null,
        };
    }

    /// <summary>Whether somebody works for partners only: they see small groups no more than the public does, with a lower bound.</summary>
    private static bool IsOutsider(Actor actor) => !actor.IsSystem && !actor.IsAny(Role.ProgrammeManager, Role.Executive, Role.Auditor, Role.Reader, Role.Administrator);

    private BreakdownGroup Told(string key, string? name, CellMark mark, long? people, int least) => new(key, name, people, mark == CellMark.Shown ? null : Words.Of(mark), words.Why(mark, least));

    /// <summary>Today's groups for partners: small ones hidden, and of other partners and their cohorts nothing that they did not agree to.</summary>
    private async Task<BreakdownView> ForPartnersAsync(PortalDbContext db, Actor actor, BreakdownView view, string dim, TargetFigure figure, CancellationToken cancellationToken)
    {
        var standard = new DisclosureStandard(options.Value.PartnerLeast);
        var own = actor.Grants.Select(g => g.PartnerId).OfType<Guid>().ToHashSet();
        var open = dim switch
        {
            "partner" => await db.Set<Partner>().Where(p => own.Contains(p.Id) || p.ShowsFigures).Select(p => p.Code).ToListAsync(cancellationToken),
            "cohort" => await db.Set<Cohort>().Where(c => own.Contains(c.PartnerId)).Select(c => c.Code).ToListAsync(cancellationToken),
            _ => null,
        };
        var truth = FixedTable.List(dim, [.. view.Groups.Select(g => new TableCell(g.Key, g.Counted ?? 0) { IsStructural = g.Key == NotStated, NeedsAgreement = g.Key != NotStated && open?.Contains(g.Key) == false })]);
        var told = new TableProtection(standard).Protect(truth, []);
        var names = view.Groups.ToDictionary(g => g.Key, g => g.Name, StringComparer.Ordinal);
        var groups = told.Cells.Where(c => c.Mark != CellMark.NotAgreed).Select(c => Told(c.Key, names[c.Key], c.Mark, c.Value, standard.Least)).ToList();
        if (told.Cells.Any(c => c.Mark == CellMark.NotAgreed))
        {
            groups.Add(Told(ReleasedGroup.NotAgreed, null, CellMark.NotAgreed, null, standard.Least));
        }

        return view with { Groups = groups, Note = told.Form == TableForm.Withheld ? words.Notes(new(dim, TableForm.Withheld, [], null), standard.Least).First() : null };
    }

    private static async Task<Dictionary<string, (string Code, string Name)>> NamesAsync(PortalDbContext db, string dim, IReadOnlyList<FigureGroup> groups, CancellationToken cancellationToken)
    {
        if (dim is not ("partner" or "cohort"))
        {
            return [];
        }

        var ids = groups.Where(g => g.Key.Length > 0).Select(g => Guid.Parse(g.Key)).ToList();
        var named = dim == "partner"
            ? await db.Set<Partner>().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Code, p.Name }).ToListAsync(cancellationToken)
            : await db.Set<Cohort>().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Code, c.Name }).ToListAsync(cancellationToken);
        return named.ToDictionary(n => n.Id.ToString(), n => (n.Code, n.Name), StringComparer.Ordinal);
    }
}
