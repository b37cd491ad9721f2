using System.Globalization;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Commitments.Forecasting;

namespace TalentPortal.Domain.Tests.Commitments.Forecasting;

/// <summary>How forecasts of invented programmes compare with what came.</summary>
internal sealed record Calibration(int Programmes, int Within, int Below, int Above, double Error, double LineError, double Brier, IReadOnlyList<(string Group, int N, double Said, double Came)> Chances)
{
    private const double DaysInMonth = 365.25 / 12;

    public double Coverage => (double)Within / Programmes;

    /// <summary>By how much the error of the median is smaller than that of a straight line.</summary>
    public double Better => 1 - (Error / LineError);

    public static Calibration Of(int firstSeed, int programmes)
    {
        var (within, below, above, error, line, brier) = (0, 0, 0, 0.0, 0.0, 0.0);
        var chances = new List<(double Said, bool Came)>();
        for (var seed = firstSeed; seed < firstSeed + programmes; seed++)
        {
            var programme = new InventedProgramme(seed);
            var known = programme.Known();
            var outlook = Forecaster.Look(known, (ulong)seed);
            var came = programme.CountedBy(programme.EndsOn);
            var pace = Pace.Of(known.Amount, known.StartsOn, known.EndsOn, known.AsOf, programme.Days());
            var straight = (double)known.Counted + ((double)(pace.Observed ?? 0) * (known.EndsOn.DayNumber - known.AsOf.DayNumber) / DaysInMonth);
            within += came >= outlook.P10 && came <= outlook.P90 ? 1 : 0;
            below += came < outlook.P10 ? 1 : 0;
            above += came > outlook.P90 ? 1 : 0;
            error += Math.Abs(outlook.P50!.Value - came) / (double)came;
            line += Math.Abs(straight - came) / came;
            var reached = came >= known.Amount;
            brier += Math.Pow(outlook.Probability!.Value - (reached ? 1 : 0), 2);
            chances.Add((outlook.Probability.Value, reached));
        }

        (string Name, double From, double To)[] groups = [("under 20", 0, 0.2), ("20 to 80", 0.2, 0.8), ("over 80", 0.8, 1.01)];
        return new(programmes, within, below, above, error / programmes, line / programmes, brier / programmes, [.. groups.Select(g =>
        {
            var those = chances.Where(c => c.Said >= g.From && c.Said < g.To).ToList();
            return (g.Name, those.Count, those.Count == 0 ? 0 : those.Average(c => c.Said), those.Count == 0 ? 0 : those.Average(c => c.Came ? 1.0 : 0));
        })]);
    }

    /// <summary>The table as <c>docs/forecast.md</c> has it.</summary>
    public string Table()
    {
        static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";
        List<string> lines =
        [
            "| measured | result | goal |", "|---|---|---|",
            $"| programmes | {Programmes} | 200 |",
            $"| outcomes inside the 80 % band | {Percent(Coverage)} | 75 to 85 % |",
            $"| below it, above it | {Percent((double)Below / Programmes)}, {Percent((double)Above / Programmes)} | 10 % each |",
            $"| mean error of the likely end, of what came | {Percent(Error)} | |",
            $"| mean error of a straight line at the pace of six months | {Percent(LineError)} | |",
            $"| by how much the likely end is nearer | {Percent(Better)} | at least 20 % |",
            .. Chances.Select(c => $"| chance said {c.Group} in 100: mean said, came true | {Percent(c.Said)}, {Percent(c.Came)} of {c.N} | alike |"),
        ];
        return string.Join('\n', lines);
    }
}
