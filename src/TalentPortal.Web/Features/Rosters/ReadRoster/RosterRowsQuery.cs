using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>One row of a roster.</summary>
/// <param name="Row">As a spreadsheet shows it: the header is 1.</param>
/// <param name="Changes">Values that applying it changed; empty before, and for what it created.</param>
public sealed record RosterRowView(int Row, string? Outcome, IReadOnlyList<FindingView> Findings, IReadOnlyList<ChangeView> Changes);

/// <summary>Something to say about a row, in the reader's language.</summary>
public sealed record FindingView(string? Column, string Code, string Severity, string Message);

public sealed record ChangeView(string Entity, string Field, string? Was, string? Became);

/// <summary>Which rows are asked for: those with an outcome, or one row.</summary>
public sealed record RowFilter(RowOutcome? Outcome, int? Row);

/// <summary>Reads the rows of a roster, in the order of the file.</summary>
public sealed class RosterRowsQuery(PortalDatabase portal, FindingSentences sentences)
{
    /// <returns>Null where the roster does not exist or is somebody else's.</returns>
    public async Task<Page<RosterRowView>?> ListAsync(Actor actor, Guid id, RowFilter filter, Paging paging, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (await db.FindRosterAsync(actor, id, cancellationToken) is null)
        {
            return null;
        }

        var after = paging.After.Count == 0 ? 0 : int.Parse(paging.After[0], CultureInfo.InvariantCulture);
        var rows = await db.Set<RosterRow>().AsNoTracking()
            .Where(r => r.RosterId == id && r.RowNo > after && (filter.Outcome == null || r.Outcome == filter.Outcome) && (filter.Row == null || r.RowNo == filter.Row))
            .OrderBy(r => r.RowNo).Take(paging.Limit + 1).Select(r => new { r.RowNo, r.Outcome, r.Findings }).ToListAsync(cancellationToken);
        var page = paging.Of(rows, r => [r.RowNo.ToString(CultureInfo.InvariantCulture)]);
        var numbers = page.Items.Select(r => r.RowNo).ToList();
        var changes = (await db.Set<RosterChange>().AsNoTracking()
            .Where(c => c.RosterId == id && numbers.Contains(c.RowNo) && c.Field != "").OrderBy(c => c.Entity).ThenBy(c => c.Field).ToListAsync(cancellationToken)).ToLookup(c => c.RowNo);
        return new(
            [.. page.Items.Select(r => new RosterRowView(
                r.RowNo,
                r.Outcome is { } outcome ? Words.Of(outcome) : null,
                [.. Findings.Read(r.Findings).Select(f => new FindingView(f.Column, f.Code, Words.Of(f.Severity), sentences.Of(f)))],
                [.. changes[r.RowNo].Select(c => new ChangeView(c.Entity, c.Field, c.Was, c.Became))]))],
            page.Next);
    }
}
