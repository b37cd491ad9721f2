using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Exports;

namespace TalentPortal.Web.Features.Rosters.DownloadReport;

/// <summary>The uploader's own file back, row by row, with what became of each: their columns in their order, then <c>outcome</c>, <c>code</c>, <c>message</c>.</summary>
public sealed class RosterReport(PortalDatabase portal, FindingSentences sentences)
{
    private const int Batch = 1000;

    /// <summary>Whether the actor may have it.</summary>
    public async Task<bool> ExistsAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        return await db.FindRosterAsync(actor, id, cancellationToken) is not null;
    }

    /// <summary>Writes the report of all rows.</summary>
    public Task WriteAsync(Actor actor, Guid id, Stream to, CancellationToken cancellationToken) => WriteAsync(actor, id, null, to, cancellationToken);

    /// <summary>Writes the report as it is read, a batch in memory at a time; rows of one outcome where <paramref name="only"/> names it.</summary>
    public async Task WriteAsync(Actor actor, Guid id, RowOutcome? only, Stream to, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (await db.FindRosterAsync(actor, id, cancellationToken) is not { } found)
        {
            return;
        }

        await using var csv = new CsvExport(to);
        await csv.WriteRowAsync([.. found.Roster.Columns, "outcome", "code", "message"]);
        for (var after = 0; ;)
        {
            var last = after;
            var rows = await db.Set<RosterRow>().AsNoTracking().Where(r => r.RosterId == id && r.RowNo > last && (only == null || r.Outcome == only)).OrderBy(r => r.RowNo).Take(Batch)
                .Select(r => new { r.RowNo, r.Cells, r.Outcome, r.Findings }).ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                var findings = Findings.Read(row.Findings);
                await csv.WriteRowAsync(
                [
                    .. Padded(row.Cells, found.Roster.Columns.Length),
                    row.Outcome is { } outcome ? Words.Of(outcome) : "",
                    string.Join("; ", findings.Select(f => f.Code)),
                    string.Join(" ", findings.Select(sentences.Of)),
                ]);
            }

            await csv.FlushAsync();
            if (rows.Count < Batch)
            {
                return;
            }

            after = rows[^1].RowNo;
        }
    }

    private static IEnumerable<string> Padded(string[] cells, int columns) => cells.Take(columns).Concat(Enumerable.Repeat("", Math.Max(0, columns - cells.Length)));
}
