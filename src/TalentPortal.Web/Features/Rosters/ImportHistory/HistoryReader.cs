using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;

namespace TalentPortal.Web.Features.Rosters.ImportHistory;

/// <summary>One row as it was read.</summary>
/// <param name="RowNo">As a spreadsheet shows it.</param>
/// <param name="PersonKey">By what two rows are the same person; null where the row names nobody.</param>
/// <param name="Fault">Why it cannot be used; null where it can.</param>
internal sealed record HistoryRow(int RowNo, string? Name, string? Identifier, DateOnly? On, string? PersonKey, Finding? Fault);

/// <summary>Reads an old spreadsheet as rosters are read: whoever completed something, and when.</summary>
internal static class HistoryReader
{
    /// <summary>Without a day nobody can say that it was before.</summary>
    public const string Undated = "history-undated";

    /// <summary>The row says itself that nothing was completed.</summary>
    public const string NotCompleted = "history-not-completed";

    private const string Completed = "completed";

    /// <returns>The rows. Refused as rosters are, with <see cref="HistoryProblems.NeedsAnswers"/> where only a human knows what the columns are, and over <see cref="HistoryBatch.MaxRows"/>.</returns>
    public static Result<IReadOnlyList<HistoryRow>> Read(Stream file, string fileName, DateOrder? order, DateOnly today, string? country, CancellationToken cancellationToken)
    {
        var opened = RosterFile.Open(file, fileName, RosterAnswers.None with { DateOrder = order }, cancellationToken);
        if (opened.Problem is { } unreadable)
        {
            return unreadable;
        }

        using var table = opened.Value;
        if (table.Questions.Any)
        {
            return HistoryProblems.NeedsAnswers;
        }

        var reader = new RosterRowReader(table.Mapping, today, country, order);
        var rows = new List<HistoryRow>();
        while (true)
        {
            var cells = table.ReadRow();
            if (cells.Problem is { } broken)
            {
                return broken;
            }

            if (cells.Value is null)
            {
                return rows.Count == 0 ? RosterProblems.NoRows : rows;
            }

            if (rows.Count == HistoryBatch.MaxRows)
            {
                return HistoryProblems.TooManyRows;
            }

            cancellationToken.ThrowIfCancellationRequested();
            rows.Add(RowOf(reader, table.RowNo, cells.Value));
        }
    }

    private static HistoryRow RowOf(RosterRowReader reader, int rowNo, string[] cells)
    {
        var (row, findings) = reader.Read((Guid.Empty, Guid.Empty, rowNo), cells);
        var fault = findings.FirstOrDefault(f => f.Severity == Severity.Error)
            ?? (row.Status is not (null or Completed) ? new Finding(NotCompleted, RosterColumns.Status, Severity.Error) : null)
            ?? (row.CompletedOn is null ? new Finding(Undated, RosterColumns.CompletedOn, Severity.Error) : null);
        var key = row.EmailKey is { } email ? $"email:{email}" : row.StudentKey is { } student ? $"id:{student}" : null;
        return new(rowNo, Short(row.FullName), row.Email ?? row.StudentId, row.CompletedOn, key, fault);
    }

    private static string? Short(string? name) => name is { Length: > HistoryEntry.TextMaxLength } ? name[..HistoryEntry.TextMaxLength] : name;
}
