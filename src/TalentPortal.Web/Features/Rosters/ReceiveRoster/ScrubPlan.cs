using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;

namespace TalentPortal.Web.Features.Rosters.ReceiveRoster;

/// <summary>What happens to a column.</summary>
internal enum ColumnFate
{
    Kept,
    Dropped,
    Hashed,
}

/// <summary>What happens to a table: the fate of each column, and whether some cells of the others go.</summary>
/// <param name="Header">The number of the row with the headings.</param>
/// <param name="ByChance">Per column whether twelve digits there are most likely no MyKad: telephone numbers, student numbers of that length.</param>
internal sealed record ScrubPlan(int Header, ColumnFate[] Fates, bool[] ByChance, bool Any)
{
    public ColumnFate FateOf(int column) => column < Fates.Length ? Fates[column] : ColumnFate.Kept;

    /// <summary>Whether a cell of a column that stays is a national identity number all the same.</summary>
    public bool MustGo(int column, string cell) => cell.Length >= 9 && NationalIds.IsValid(cell) && !(NationalIds.MayBeChance(cell) && (column >= ByChance.Length || ByChance[column]));
}

/// <summary>Judges the tables of a file and remembers for the report what went.</summary>
/// <param name="hash">The keyed hash of a national identity number; null where such columns are dropped.</param>
internal sealed class ScrubPlans(Func<string, string?>? hash, CancellationToken cancellationToken)
{
    // Fewer values than this prove nothing.
    private const int LeastValues = 3;
    private const double MostValues = 0.8;
    private const double SomeValues = 0.2;

    private readonly List<string> _dropped = [];
    private readonly List<string> _hashed = [];
    private int _cells;

    /// <summary>Whether anything must go.</summary>
    public bool Any { get; private set; }

    public Scrubbed Report() => new([.. _dropped.Distinct()], [.. _hashed.Distinct()], _cells);

    /// <summary>Reads a table to its end and decides.</summary>
    /// <exception cref="UnreadableFileException">Something must go and the table cannot be read to its end.</exception>
    public ScrubPlan Judge(IRowSource table)
    {
        // The headings are found as the reading job finds them, which may know more of the source: what the titles hide from us, the patterns of values still show.
        var rows = new HeadedRows(table, RosterAnswers.None.Mapping);
        if (rows.Next(out var headings) is not null || headings is null)
        {
            return new(0, [], [], Any: false);
        }

        var header = rows.RowNo;
        var seen = Array.ConvertAll(headings, h => new Values(RosterColumns.Find(h) == RosterColumns.Mobile)).ToList();
        Problem? broken;
        string[]? cells;
        while ((broken = rows.Next(out cells)) is null && cells is not null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < cells.Length && i < Roster.MaxColumns; i++)
            {
                if (i == seen.Count)
                {
                    seen.Add(new(isMobile: false));
                }

                seen[i].Take(cells[i]);
            }
        }

        var plan = Plan(header, headings, seen);
        Any |= plan.Any;
        return broken is not null && plan.Any ? throw new UnreadableFileException(broken) : plan;
    }

    /// <summary>The cells of a row that are stored.</summary>
    public IEnumerable<string> Kept(ScrubPlan plan, int rowNo, string[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            switch (plan.FateOf(i))
            {
                case ColumnFate.Dropped:
                    break;
                case ColumnFate.Hashed:
                    yield return rowNo == plan.Header ? RosterColumns.NationalId : rowNo < plan.Header || string.IsNullOrWhiteSpace(cells[i]) ? "" : hash!(cells[i].Trim()) ?? "";
                    break;
                case ColumnFate.Kept when rowNo != plan.Header && plan.MustGo(i, cells[i]):
                    _cells++;
                    yield return RosterColumns.RemovedCell;
                    break;
                default:
                    yield return cells[i];
                    break;
            }
        }
    }

    private ScrubPlan Plan(int header, string[] headings, List<Values> seen)
    {
        var fates = new ColumnFate[seen.Count];
        var chance = new bool[seen.Count];
        var any = false;
        for (var i = 0; i < fates.Length; i++)
        {
            var heading = i < headings.Length ? headings[i] : "";
            var byPattern = seen[i].Filled >= LeastValues && seen[i].Formed >= MostValues * seen[i].Filled;
            chance[i] = seen[i].IsMobile || seen[i].OtherDigits > SomeValues * seen[i].Filled;
            if (!byPattern && !RosterColumns.IsSensitive(heading))
            {
                any |= seen[i].Certain > 0 || (seen[i].Possible > 0 && !chance[i]);
                continue;
            }

            any = true;
            var hashed = hash is not null && !fates.Contains(ColumnFate.Hashed) && (RosterColumns.IsNationalId(heading) || (byPattern && !RosterColumns.IsSensitive(heading)));
            fates[i] = hashed ? ColumnFate.Hashed : ColumnFate.Dropped;
            (hashed ? _hashed : _dropped).Add(heading.Trim().Length == 0 ? $"#{i + 1}" : heading);
        }

        return new(header, fates, chance, any);
    }

    /// <summary>What the values of a column look like.</summary>
    private sealed class Values(bool isMobile)
    {
        public bool IsMobile { get; } = isMobile;

        public int Filled { get; private set; }

        /// <summary>In the form of a national identity number.</summary>
        public int Formed { get; private set; }

        /// <summary>Valid, and by its letter or hyphens nothing else.</summary>
        public int Certain { get; private set; }

        /// <summary>Valid, but only twelve digits.</summary>
        public int Possible { get; private set; }

        /// <summary>Twelve digits that are no MyKad.</summary>
        public int OtherDigits { get; private set; }

        public void Take(string cell)
        {
            var value = cell.AsSpan().Trim();
            if (value.IsEmpty)
            {
                return;
            }

            Filled++;
            if (value.Length is not (9 or 12 or 14))
            {
                return;
            }

            var (valid, digits) = (NationalIds.IsValid(value), NationalIds.IsTwelveDigits(value));
            Formed += !(IsMobile && digits) && NationalIds.HasForm(value) ? 1 : 0;
            Certain += valid && !digits ? 1 : 0;
            Possible += valid && digits ? 1 : 0;
            OtherDigits += !valid && digits ? 1 : 0;
        }
    }
}
