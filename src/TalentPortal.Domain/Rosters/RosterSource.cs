using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Rosters;

/// <summary>
/// A system a partner's rosters come from, and what was learnt of its files: a registrar's, a faculty's, a learning platform's.
/// Every partner has the one called <see cref="Usual"/>; a partner with several systems names them and says which leads on which fields.
/// </summary>
public sealed class RosterSource
{
    /// <summary>The code of the source a roster belongs to when nobody names one.</summary>
    public const string Usual = "usual";
    public const int NameMaxLength = 100;

    /// <summary>Headings and cohort values that are remembered for a source; older ones stay.</summary>
    public const int MaxRemembered = 1000;

    private RosterSource()
    {
    }

    public Guid Id { get; private init; }

    public Guid PartnerId { get; private init; }

    /// <summary>Unique inside the partner.</summary>
    public string Code { get; private init; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Heading to canonical column, or to an empty text for one that is not used.</summary>
    public Dictionary<string, string> Mapping { get; private set; } = [];

    /// <summary>Value of the cohort column to a cohort's code, or to an empty text for rows that are left out.</summary>
    public Dictionary<string, string> Cohorts { get; private set; } = [];

    public DateOrder? DateOrder { get; private set; }

    /// <summary>Canonical columns this source leads on: once it has set such a value, the partner's other sources do not change it.</summary>
    public string[] Leads { get; private set; } = [];

    public int Revision { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>A source nobody has described yet.</summary>
    public static RosterSource Create(Guid partnerId, string code, string name, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        PartnerId = partnerId,
        Code = code,
        Name = name,
        Revision = 1,
        CreatedAt = now,
    };

    /// <summary>Names it and says on which fields it leads.</summary>
    /// <returns>Refused for a field that is no canonical column, or for one that another source of the partner leads on.</returns>
    public Result Describe(string name, IReadOnlyCollection<string> leads, IReadOnlyCollection<string> ledByOthers)
    {
        if (leads.FirstOrDefault(l => !RosterColumns.All.Contains(l)) is { } unknown)
        {
            return RosterProblems.NoSuchColumn(unknown);
        }

        if (leads.FirstOrDefault(ledByOthers.Contains) is { } taken)
        {
            return RosterProblems.LedByAnother(taken);
        }

        (Name, Leads) = (name, [.. leads.Distinct(StringComparer.Ordinal)]);
        Revision++;
        return Result.Ok;
    }

    /// <summary>Keeps what was answered of a file, for the next one.</summary>
    public void Remember(RosterAnswers answers)
    {
        Mapping = Merged(Mapping, answers.Mapping);
        Cohorts = Merged(Cohorts, answers.Cohorts);
        DateOrder = answers.DateOrder ?? DateOrder;
        Revision++;
    }

    /// <summary>Forgets what a heading was said to mean; the next file with it is read as if it were new.</summary>
    /// <returns>Whether anything was known.</returns>
    public bool ForgetHeading(string heading)
    {
        Mapping = Without(Mapping, heading, out var known);
        Revision += known ? 1 : 0;
        return known;
    }

    /// <summary>Forgets which cohort a value of the cohort column stood for.</summary>
    /// <returns>Whether anything was known.</returns>
    public bool ForgetCohort(string value)
    {
        Cohorts = Without(Cohorts, value, out var known);
        Revision += known ? 1 : 0;
        return known;
    }

    /// <summary>Forgets which part of its dates is the day.</summary>
    /// <returns>Whether it was known.</returns>
    public bool ForgetDateOrder()
    {
        var known = DateOrder is not null;
        DateOrder = null;
        Revision += known ? 1 : 0;
        return known;
    }

    /// <summary>What is known of its files already; an answer given for a file itself stands above it.</summary>
    public RosterAnswers Known(RosterAnswers given) => given with
    {
        DateOrder = given.DateOrder ?? DateOrder,
        Mapping = Merged(Mapping, given.Mapping),
        Cohorts = Merged(Cohorts, given.Cohorts),
    };

    private static Dictionary<string, string> Without(Dictionary<string, string> pairs, string key, out bool known)
    {
        var rest = new Dictionary<string, string>(pairs, StringComparer.Ordinal);
        known = rest.Remove(key);
        return rest;
    }

    private static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> older, IReadOnlyDictionary<string, string> newer) =>
        newer.Concat(older.Where(o => !newer.ContainsKey(o.Key))).Take(MaxRemembered).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
}
