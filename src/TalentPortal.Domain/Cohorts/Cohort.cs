using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Cohorts;

public enum CohortState
{
    Draft,
    Open,
    Tentative,
    Confirmed,
    Running,
    Completed,
    Cancelled,
    Postponed,
}

/// <summary>Whose word makes a learner complete.</summary>
public enum CompletionBy
{
    /// <summary>The partner's roster says so.</summary>
    Partner,

    /// <summary>The cohort's completion rule says so; a roster's word is only a claim.</summary>
    Rule,
}

/// <summary>One run of a programme: dates, seats, partner and place.</summary>
public sealed class Cohort
{
    public const int NameMaxLength = 200;
    public const int SeriesMaxLength = 100;
    public const int ReasonMaxLength = 500;
    public const int FunderMaxLength = 64;
    public const int MaxSeats = 1_000_000;

    private Cohort()
    {
    }

    public Guid Id { get; private init; }

    public string Code { get; private init; } = "";

    public Guid ProgrammeId { get; private set; }

    public Guid PartnerId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>ISO 3166-1 alpha-2: where it is held.</summary>
    public string Country { get; private set; } = "";

    /// <summary>Every country it spans; at least <see cref="Country"/>.</summary>
    public string[] Countries { get; private set; } = [];

    /// <summary>IANA zone in which its days are meant.</summary>
    public string TimeZone { get; private set; } = "";

    public DateOnly StartsOn { get; private set; }

    public DateOnly EndsOn { get; private set; }

    /// <summary>Places, or null for no limit. May be lower than <see cref="Taken"/>: the page then says by how many it is over.</summary>
    public int? Seats { get; private set; }

    public int Taken { get; private init; }

    /// <summary>The next place in the queue; drawn under the row's lock.</summary>
    public long NextPlace { get; private init; } = 1;

    public string? Series { get; private set; }

    /// <summary>Who pays for it, as a code that rules can name; null where nobody said.</summary>
    public string? Funder { get; private set; }

    public CohortState State { get; private set; }

    public string? StateReason { get; private set; }

    public CompletionBy CompletionBy { get; private set; }

    public int Revision { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>How many more people are enrolled than there are seats.</summary>
    public int OverBy => Seats is { } seats ? Math.Max(0, Taken - seats) : 0;

    public static Cohort Create(string code, Guid partnerId, Guid programmeId, DateTimeOffset now) =>
        Kernel.Code.IsValid(code)
            ? new() { Id = Guid.CreateVersion7(), Code = code, PartnerId = partnerId, ProgrammeId = programmeId, CreatedAt = now }
            : throw new ArgumentException("Validate the code first.", nameof(code));

    /// <summary>Takes over what a caller describes.</summary>
    /// <param name="plan">The description; its values have the right shape (limits, zone, country exist).</param>
    /// <returns>
    /// The names of the fields that changed. Refused with <see cref="CohortProblems.EndsBeforeItBegins"/>, and with
    /// <see cref="CohortProblems.ReasonMissing"/> when a cancelled or postponed cohort does not say why.
    /// </returns>
    public Result<string[]> Describe(CohortPlan plan)
    {
        if (plan.EndsOn < plan.StartsOn)
        {
            return CohortProblems.EndsBeforeItBegins;
        }

        if (plan.State is CohortState.Cancelled or CohortState.Postponed && string.IsNullOrWhiteSpace(plan.StateReason))
        {
            return CohortProblems.ReasonMissing;
        }

        var changes = new Changes();
        Name = changes.Set(nameof(Name), Name, plan.Name);
        Country = changes.Set(nameof(Country), Country, plan.Country);
        Countries = changes.SetList(nameof(Countries), Countries, plan.Countries.Append(plan.Country));
        TimeZone = changes.Set(nameof(TimeZone), TimeZone, plan.TimeZone);
        StartsOn = changes.Set(nameof(StartsOn), StartsOn, plan.StartsOn);
        EndsOn = changes.Set(nameof(EndsOn), EndsOn, plan.EndsOn);
        Seats = changes.Set(nameof(Seats), Seats, plan.Seats);
        Series = changes.Set(nameof(Series), Series, plan.Series);
        Funder = changes.Set(nameof(Funder), Funder, plan.Funder);
        State = changes.Set(nameof(State), State, plan.State);
        StateReason = changes.Set(nameof(StateReason), StateReason, plan.StateReason);
        CompletionBy = changes.Set(nameof(CompletionBy), CompletionBy, plan.CompletionBy);
        Revision += changes.Any ? 1 : 0;
        return changes.Done;
    }

    /// <summary>Moves an empty cohort to another partner or programme; refused once anybody was ever enrolled.</summary>
    public Result<string[]> MoveTo(Guid partnerId, Guid programmeId, bool everEnrolled)
    {
        if (everEnrolled && (partnerId != PartnerId || programmeId != ProgrammeId))
        {
            return CohortProblems.HasPeople;
        }

        var changes = new Changes();
        PartnerId = changes.Set(nameof(PartnerId), PartnerId, partnerId);
        ProgrammeId = changes.Set(nameof(ProgrammeId), ProgrammeId, programmeId);
        Revision += changes.Any ? 1 : 0;
        return changes.Done;
    }
}

/// <summary>What a cohort is to be.</summary>
public sealed record CohortPlan(string Name, string Country, string TimeZone, DateOnly StartsOn, DateOnly EndsOn, int? Seats)
{
    public IReadOnlyList<string> Countries { get; init; } = [];

    public string? Series { get; init; }

    public string? Funder { get; init; }

    public CohortState State { get; init; } = CohortState.Open;

    public string? StateReason { get; init; }

    public CompletionBy CompletionBy { get; init; }
}

public static class CohortProblems
{
    public static readonly Problem EndsBeforeItBegins = new("cohort.ends-before-it-begins");
    public static readonly Problem ReasonMissing = new("cohort.reason-missing");
    public static readonly Problem HasPeople = new("cohort.has-people");
    public static readonly Problem NotFound = new("cohort.not-found");
}
