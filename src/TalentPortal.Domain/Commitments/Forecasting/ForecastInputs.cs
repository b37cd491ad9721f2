using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TalentPortal.Domain.Commitments.Forecasting;

/// <summary>How a target's number can be forecast.</summary>
public enum ForecastForm
{
    /// <summary>People who come out of cohorts: planned, running and ended ones, and whatever comes beyond what is planned.</summary>
    Cohorts,

    /// <summary>Whatever comes, at the pace of the past: attendances, placements, partners who ever signed.</summary>
    Flow,

    /// <summary>Partners while an agreement is in force: those who leave on days that are known, those who renew, and new ones at the pace of the past.</summary>
    Stock,

    /// <summary>Money: what is committed and announced, as weights, and the pace of payments beyond that.</summary>
    Money,
}

/// <summary>How far a cohort of the pipeline is.</summary>
public enum PipelineStage
{
    /// <summary>It has not begun, and nobody doubts it.</summary>
    Planned,

    /// <summary>It has not begun; it is a draft, tentative or postponed.</summary>
    Doubtful,

    Running,

    /// <summary>It is over and its results are not known yet.</summary>
    Ended,
}

/// <summary>A cohort that may still bring people.</summary>
/// <param name="Id">Its key; names its random numbers.</param>
/// <param name="Name">For the table of inputs.</param>
/// <param name="Programme">What it is a run of.</param>
/// <param name="CountsFrom">The day from which its people may count: its end, or its beginning where enrolling or attending is what counts.</param>
/// <param name="Seats">Null for no limit.</param>
/// <param name="Enrolled">Ever enrolled so far.</param>
/// <param name="Reported">Of those, whose result is known: they count already, or do not.</param>
/// <param name="PlannedOn">When it was first written down.</param>
public sealed record CohortAhead(Guid Id, string Name, Guid Programme, PipelineStage Stage, DateOnly CountsFrom, int? Seats, int Enrolled, int Reported, DateOnly PlannedOn);

/// <summary>A cohort that is over, as a sample of those to come.</summary>
/// <param name="Programme">What it was a run of.</param>
/// <param name="CountedFrom">Its end, or its beginning where enrolling or attending is what counts.</param>
/// <param name="Seats">Null for no limit.</param>
/// <param name="Enrolled">Ever enrolled.</param>
/// <param name="Qualified">Of those, how many did what the rule asks for.</param>
/// <param name="Counted">Of those, how many count for the target through this cohort: new people who meet the rule.</param>
/// <param name="IsCancelled">It was cancelled; nothing else is looked at then.</param>
/// <param name="LagDays">From <paramref name="CountedFrom"/> to the day its results were known; null where they never were.</param>
/// <param name="PlannedOn">When it was first written down.</param>
public sealed record CohortPast(Guid Programme, DateOnly CountedFrom, int? Seats, int Enrolled, int Qualified, long Counted, bool IsCancelled, int? LagDays, DateOnly PlannedOn);

/// <summary>How many became counted in a month.</summary>
/// <param name="Month">Its first day.</param>
public sealed record MonthPast(DateOnly Month, decimal Came);

/// <summary>How many leave a stock on a day that is known.</summary>
public sealed record Leaving(DateOnly On, decimal Number);

/// <summary>Money that is promised inside a commitment and not paid out yet.</summary>
public sealed record TrancheAhead(Guid Id, TrancheStage Stage, decimal Amount, DateOnly On);

/// <summary>All that a forecast is made from. The same inputs and the same seed give the same forecast.</summary>
/// <param name="Form">Which form fits.</param>
/// <param name="AsOf">The day at whose end it stands, in the target's zone.</param>
/// <param name="StartsOn">First day of the window.</param>
/// <param name="EndsOn">Last day of the window.</param>
/// <param name="Amount">What is promised; null where there is no number, and then there is no forecast.</param>
/// <param name="Counted">Counted at the end of <paramref name="AsOf"/>, or of the window's last day once that is over.</param>
/// <param name="Provisional">Would count once a doubt is settled.</param>
public sealed record ForecastInputs(ForecastForm Form, DateOnly AsOf, DateOnly StartsOn, DateOnly EndsOn, decimal? Amount, decimal Counted, decimal Provisional)
{
    /// <summary>The months of the window until <see cref="AsOf"/>, in order, each once; the last one may be part of a month.</summary>
    public IReadOnlyList<MonthPast> Months { get; init; } = [];

    public IReadOnlyList<CohortAhead> Ahead { get; init; } = [];

    public IReadOnlyList<CohortPast> Past { get; init; } = [];

    public IReadOnlyList<Leaving> Leaves { get; init; } = [];

    /// <summary>Those who become counted on a later day that is known: agreements that are signed and not in force yet.</summary>
    public IReadOnlyList<Leaving> Comes { get; init; } = [];

    /// <summary>Agreements that ran out, and how many of them were followed by another.</summary>
    public (int Renewed, int Expired) Renewals { get; init; }

    public IReadOnlyList<TrancheAhead> Tranches { get; init; } = [];

    /// <summary>The day from which the amount has been reached without a break; null where it is not.</summary>
    public DateOnly? MetOn { get; init; }

    /// <summary>Full months of the window that are over.</summary>
    public int FullMonths => FullMonthsBetween(StartsOn, AsOf < EndsOn ? AsOf : EndsOn);

    /// <summary>SHA-256 of everything above in one fixed spelling, in lower-case hexadecimal digits: two forecasts with the same digest saw the same.</summary>
    public string Digest()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Form}|{AsOf:O}|{StartsOn:O}|{EndsOn:O}|{Plain(Amount)}|{Plain(Counted)}|{Plain(Provisional)}|{Renewals.Renewed}/{Renewals.Expired}|{MetOn:O}\n");
        Lines(text, Months.Select(m => $"{m.Month:O} {Plain(m.Came)}"));
        Lines(text, Ahead.Select(a => $"{a.Id} {a.Programme} {a.Stage} {a.CountsFrom:O} {a.Seats} {a.Enrolled} {a.Reported} {a.PlannedOn:O}"));
        Lines(text, Past.Select(p => $"{p.Programme} {p.CountedFrom:O} {p.Seats} {p.Enrolled} {p.Qualified} {p.Counted} {p.IsCancelled} {p.LagDays} {p.PlannedOn:O}"));
        Lines(text, Leaves.Select(l => $"{l.On:O} {Plain(l.Number)}"));
        Lines(text, Comes.Select(l => $"{l.On:O} {Plain(l.Number)}"));
        Lines(text, Tranches.Select(t => $"{t.Id} {t.Stage} {Plain(t.Amount)} {t.On:O}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Plain(decimal? amount) => amount is { } value ? (value / 1.000000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : "";

    private static void Lines(StringBuilder text, IEnumerable<string> lines)
    {
        foreach (var line in lines.Order(StringComparer.Ordinal))
        {
            text.Append(line).Append('\n');
        }

        text.Append('\n');
    }

    private static int FullMonthsBetween(DateOnly startsOn, DateOnly until)
    {
        var next = until.AddDays(1);
        var first = startsOn.Day == 1 ? startsOn : new DateOnly(startsOn.Year, startsOn.Month, 1).AddMonths(1);
        return Math.Max(0, ((next.Year - first.Year) * 12) + next.Month - first.Month);
    }
}
