using TalentPortal.Web.Features.Commitments.DescribeCommitment;

namespace TalentPortal.Web.Features.Administration.Demo;

internal sealed record DemoPartner(string Code, string Name, string Kind, string Country, DateOnly SignedOn);

internal sealed record DemoProgramme(string Code, string Name, string Kind, string? Level, string Country, string? Sector);

internal sealed record DemoPromise(string Code, string Name, string Quote, string SaidBy, DateOnly AnnouncedOn, string Source, string Interpretation, string? Country, TargetInput? Target)
{
    /// <summary>What others claim beside it.</summary>
    public IReadOnlyList<StatementInput> Statements { get; init; } = [];
}

internal sealed record DemoCohort(string Code, string Programme, string Partner, string Name, string Country, string Zone, DateOnly StartsOn, DateOnly EndsOn, int People, int CompletedPercent, string Audience)
{
    public string? CancelledBecause { get; init; }
}

/// <summary>
/// The demo as a plan. The promises are ones that were made in public, told in our own words with their date and where they were made;
/// partners, cohorts and people are invented.
/// </summary>
internal static class DemoPlan
{
    /// <summary>The target whose rule somebody wants to change.</summary>
    public const string RuleChanged = "malaysians";

    private static readonly DateOnly Malaysia = new(2025, 9, 1);

    /// <summary>What was published: of which target, when, as of which day, and why where another number had been told before.</summary>
    public static IReadOnlyList<(string Target, DateOnly On, DateOnly AsOf, string? Reason)> Releases { get; } =
    [
        ("architects", new(2024, 1, 20), new(2023, 12, 31), null),
        ("developers", new(2024, 1, 20), new(2023, 12, 31), null),
        ("malaysians", new(2026, 4, 2), new(2026, 3, 31), null),
        ("malaysians", new(2026, 7, 2), new(2026, 6, 30), null),
        ("malaysians", new(2026, 8, 19), new(2026, 6, 30), "Rosters for cohorts that ended in June arrived after the figure was published."),
        ("malaysians", new(2026, 11, 3), new(2026, 10, 31), null),
        ("ai-partners", new(2026, 11, 3), new(2026, 10, 31), null),
    ];

    public static IReadOnlyList<DemoPartner> Partners { get; } =
    [
        new("seri-alam-university", "Universiti Teknologi Seri Alam", "university", "MY", new(2025, 9, 10)),
        new("bukit-harapan", "Universiti Bukit Harapan", "university", "MY", new(2025, 9, 24)),
        new("nusa-pelangi", "Universiti Nusa Pelangi", "university", "MY", new(2025, 10, 8)),
        new("borneo-tech", "Kolej Universiti Teknologi Borneo", "university", "MY", new(2025, 11, 3)),
        new("straits-polytechnic", "Straits Polytechnic", "university", "SG", new(2020, 12, 1)),
        new("lion-city-university", "Lion City University of Technology", "university", "SG", new(2021, 1, 15)),
        new("merlion-academy", "Merlion AI Academy", "training-organisation", "SG", new(2021, 2, 1)),
        new("akademi-digital", "Akademi Digital Perdana", "training-organisation", "MY", new(2025, 9, 5)),
        new("public-service-institute", "Institut Latihan Sektor Awam", "agency", "MY", new(2025, 10, 1)),
        new("wira-ai", "Wira AI Sdn Bhd", "ai-partner", "MY", new(2025, 9, 15)),
        new("kinabalu-data", "Kinabalu Data Labs", "ai-partner", "MY", new(2025, 12, 1)),
        new("gajah-robotics", "Gajah Robotics", "ai-partner", "MY", new(2026, 2, 16)),
        new("harimau-vision", "Harimau Vision Systems", "ai-partner", "MY", new(2026, 6, 2)),
        new("mutiara-industries", "Mutiara Industries", "employer", "MY", new(2026, 1, 12)),
    ];

    public static IReadOnlyList<DemoProgramme> Programmes { get; } =
    [
        new("ai-architect", "AI Architect", "training", "architect", "SG", "information-technology"),
        new("ai-developer", "AI Developer", "training", "developer", "SG", "information-technology"),
        new("ai-foundations", "AI Foundations", "training", "foundation", "MY", null),
        new("ai-developer-malaysia", "AI Developer Malaysia", "training", "developer", "MY", "information-technology"),
        new("ai-for-officials", "AI for Officials", "training", "foundation", "MY", "public-sector"),
        new("ai-for-industry", "AI for Industry Leaders", "bootcamp", "foundation", "MY", "manufacturing"),
        new("ai-teaching", "Teaching with AI", "training", "educator", "MY", "education"),
        new("developer-bootcamp", "Developer Bootcamp", "bootcamp", "developer", "SG", "information-technology"),
    ];

    public static IReadOnlyList<DemoPromise> Promises { get; } =
    [
        new("malaysians-30000", "30,000 Malaysians trained in AI", "30,000 Malaysians are to gain AI skills over three years, from students to government officials and industry leaders.", "A global technology company, in Kuala Lumpur",
            new(2025, 9, 1), "Announcement at an industry summit, 1 September 2025 (in our own words)",
            "A person of Malaysian nationality counts once, when a partner's roster says they completed any programme between 1 September 2025 and 31 August 2028.", "MY",
            new("malaysians", 30_000, "people", Malaysia, new(2028, 8, 31), new("distinct-ever", "completed", Nationalities: ["MY"]),
                Split: new("audience", [new("student", 20_000), new("government", 4_000), new("industry", 4_000)]))),
        new("ai-partners-200", "200 local AI partners", "200 local partners in AI are to be developed in the country over three years.", "A global technology company, in Kuala Lumpur",
            new(2025, 9, 1), "Announcement at an industry summit, 1 September 2025 (in our own words)",
            "An AI firm registered in Malaysia counts while an agreement with it is in force.", "MY",
            new("ai-partners", 200, "partners", Malaysia, new(2028, 8, 31), new("distinct-active", "agreement-in-force", Countries: ["MY"], PartnerKinds: ["ai-partner"]))),
        new("universities-1000", "1,000 universities and training organisations", "1,000 universities and AI training organisations worldwide are to be partnered with and supported.", "A global technology company, online",
            new(2020, 10, 28), "Announcement at a symposium for educators, 28 October 2020 (in our own words)",
            "A university or training organisation counts while an agreement with it is in force. The announcement names no end; the end of 2026 is our reading.", null,
            new("universities", 1_000, "partners", new(2020, 11, 1), new(2026, 12, 31), new("distinct-active", "agreement-in-force", PartnerKinds: ["university", "training-organisation"]))),
        new("developer-investment", "US$1.5 billion for developers", "US$1.5 billion is to be invested in a programme for developers over five years.", "A global technology company, online",
            new(2020, 10, 28), "Announcement at a symposium for educators, 28 October 2020 (in our own words)",
            "A payment counts once, on the day it is paid out, in US dollars; what is announced or committed does not count. Recorded as announced before.", null,
            new("investment", 1_500_000_000, "money", new(2020, 10, 28), new(2025, 10, 27), new("sum", "disbursed", Currency: "USD"))),
        new("internships", "Internships for students in Singapore", "Internships for students in Singapore are to begin the following year.", "A global technology company, in Singapore",
            new(2020, 10, 28), "Announcement at a symposium for educators, 28 October 2020 (in our own words)", "No number was promised; whatever happens is shown, and nothing is compared.", "SG", null),
        new("architects-100", "100 AI architects in Singapore", "100 AI architects are to be trained in Singapore over three years.", "A global technology company, in Singapore",
            new(2020, 10, 28), "Announcement at a symposium for educators, 28 October 2020 (in our own words)",
            "A person counts once, when they complete a programme at level Architect held in Singapore, between 1 January 2021 and 31 December 2023. \u201cIn Singapore\u201d is read as a place.", "SG",
            new("architects", 100, "people", new(2021, 1, 1), new(2023, 12, 31), new("distinct-ever", "completed", ["architect"], Countries: ["SG"]))),
        new("developers-1000", "1,000 AI developers in Singapore", "1,000 AI developers are to be trained in Singapore over three years.", "A global technology company, in Singapore",
            new(2020, 10, 28), "Announcement at a symposium for educators, 28 October 2020 (in our own words)",
            "A person counts once, when they complete a programme at level Developer held in Singapore, between 1 January 2021 and 31 December 2023.", "SG",
            new("developers", 1_000, "people", new(2021, 1, 1), new(2023, 12, 31), new("distinct-ever", "completed", ["developer"], Countries: ["SG"])))
        {
            Statements = [new("over 1.3 million", null, "developers supported worldwide", "A global technology company, online", new(2020, 10, 28), "Announcement at a symposium for educators, 28 October 2020 (in our own words)")],
        },
    ];

    /// <summary>Invented payments of the promise of money: the day, how much, and how far it came.</summary>
    public static IReadOnlyList<(string Code, DateOnly On, decimal Amount, string Stage)> Tranches { get; } =
    [
        ("investment-2021", new(2021, 6, 30), 210_000_000, "disbursed"), ("investment-2022", new(2022, 6, 30), 265_000_000, "disbursed"), ("investment-2023", new(2023, 6, 30), 320_000_000, "disbursed"),
        ("investment-2024", new(2024, 6, 28), 290_000_000, "disbursed"), ("investment-2025", new(2025, 6, 30), 240_000_000, "disbursed"), ("investment-rest", new(2025, 9, 30), 175_000_000, "committed"),
    ];

    /// <summary>The promise whose window is over and which was closed: when, as what and why.</summary>
    public static (string Code, DateOnly On, string As, string Reason) Closing { get; } =
        ("architects-100", new(2024, 1, 15), "met", "The window is over and more than a hundred architects completed in it. Proof that comes later stands beside this and does not change it.");

    /// <summary>People trained before the Malaysian promise, from a list that somebody kept.</summary>
    public static (string Target, DateOnly On, string File, string Note, string Csv) History { get; } =
        ("malaysians", new(2026, 3, 2), "ai-club-2024.csv", "The attendance lists of an AI club, signed by its teacher.", HistoryCsv());

    /// <summary>Promises whose reading or plan changed after they were written down: which, when, to what and why.</summary>
    public static IReadOnlyList<(string Code, DateOnly On, string Interpretation, IReadOnlyList<MilestoneInput> Milestones, string Reason)> Restatements { get; } =
    [
        ("malaysians-30000", new(2026, 2, 16),
            "A person of Malaysian nationality counts once, wherever they study, when a partner's roster says they completed any programme between 1 September 2025 and 31 August 2028. Residents of other nationalities are told apart and not counted.",
            [new(new(2026, 8, 31), 7_000), new(new(2027, 8, 31), 17_000)],
            "Partners asked whether residents of other nationalities count. The promise speaks of Malaysians, so they do not. The plan now begins slower, as most programmes open in their second year; the number is the same as before."),
    ];

    /// <summary>Promises that are being written down: one is complete and waits for the second manager, one lacks its reading.</summary>
    public static IReadOnlyList<(CommitmentInput Draft, bool IsComplete)> Drafts { get; } =
    [
        (new(
            "5,000 teachers are to learn to teach with AI by the end of 2028.", "A ministry, in Putrajaya", new(2026, 10, 5), "https://example.org/teachers-and-ai", "A person whose audience is educator counts once, when a partner's roster says they completed a programme at level Educator held in Malaysia.",
            [new("teachers-5000", 5_000, "people", new(2026, 10, 1), new(2028, 12, 31), new("distinct-ever", "completed", ["educator"], Countries: ["MY"], Audiences: ["educator"]), 0, [new(new(2027, 12, 31), 1_500)])],
            "5,000 teachers who teach with AI", "Asia/Kuala_Lumpur", "MY"), true),
        (new(
            "Every state is to have a centre where anybody can learn about AI.", "A ministry, in Kuching", new(2026, 11, 2), "Announcement at the opening of a centre, 2 November 2026 (in our own words)", null,
            [], "A centre for AI in every state", null, "MY"), false),
    ];

    /// <summary>40 cohorts: the Singapore window of 2021 to 2023, and Malaysia from September 2025 on.</summary>
    public static IReadOnlyList<DemoCohort> Cohorts { get; } = [.. Singapore(), .. MalaysiaCohorts()];

    /// <summary>How many cohorts are planned ahead of the day on which the demo is loaded.</summary>
    public const int PlannedAhead = 9;

    /// <summary>Cohorts that are to begin in the half year after a day.</summary>
    public static IEnumerable<DemoCohort> Planned(DateOnly today)
    {
        (string Partner, string Programme, string Audience, int People)[] lines =
        [
            ("seri-alam-university", "ai-foundations", "student", 460), ("akademi-digital", "ai-for-industry", "industry", 300), ("nusa-pelangi", "ai-developer-malaysia", "student", 400),
        ];
        for (var i = 0; i < PlannedAhead; i++)
        {
            var (partner, programme, audience, people) = lines[i % lines.Length];
            var starts = today.AddDays(14 + (i * 18));
            yield return new($"my-ahead-{i + 1}", programme, partner, $"Planned run {1 + (i / lines.Length)}", "MY", "Asia/Kuala_Lumpur", starts, starts.AddDays(45), people, 0, audience);
        }
    }

    private static string HistoryCsv() => "student_id,full_name,completed_on\n" + string.Concat(
        Enumerable.Range(1, 38).Select(i => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"CLUB-{i:00},Ahli Kelab {i},{new DateOnly(2024, 3, 4).AddDays(i * 7):yyyy-MM-dd}\n")))
        + "CLUB-04,Ahli Kelab 4,2024-09-30\nCLUB-40,Ahli Kelab 40,2025-10-06\nCLUB-41,Ahli Kelab 41,\n";

    private static IEnumerable<DemoCohort> Singapore()
    {
        (string Partner, string Programme, int Year, int Month, int People, int Percent)[] runs =
        [
            ("lion-city-university", "ai-architect", 2021, 3, 24, 88), ("lion-city-university", "ai-architect", 2022, 2, 34, 91), ("merlion-academy", "ai-architect", 2022, 9, 32, 88), ("lion-city-university", "ai-architect", 2023, 3, 36, 89),
            ("straits-polytechnic", "ai-developer", 2021, 2, 150, 82), ("merlion-academy", "ai-developer", 2021, 8, 160, 85), ("straits-polytechnic", "ai-developer", 2022, 1, 190, 86),
            ("lion-city-university", "ai-developer", 2022, 7, 210, 88), ("straits-polytechnic", "ai-developer", 2023, 1, 220, 84), ("merlion-academy", "developer-bootcamp", 2023, 6, 180, 83),
        ];
        for (var i = 0; i < runs.Length; i++)
        {
            var (partner, programme, year, month, people, percent) = runs[i];
            var starts = new DateOnly(year, month, 8);
            yield return new($"sg-{i + 1:00}", programme, partner, $"Singapore run {i + 1}", "SG", "Asia/Singapore", starts, starts.AddMonths(4), people, percent, programme == "ai-architect" ? "industry" : "student");
        }

        yield return new("sg-bootcamp-2020", "developer-bootcamp", "merlion-academy", "Developer Bootcamp 2020", "SG", "Asia/Singapore", new(2020, 7, 6), new(2020, 7, 17), 0, 0, "student")
        {
            CancelledBecause = "Public health: gatherings were not allowed.",
        };
    }

    private static IEnumerable<DemoCohort> MalaysiaCohorts()
    {
        (string Partner, string Programme, string Audience, int People, int Percent)[] lines =
        [
            ("seri-alam-university", "ai-foundations", "student", 430, 90), ("bukit-harapan", "ai-foundations", "student", 400, 88), ("public-service-institute", "ai-for-officials", "government", 330, 94),
            ("akademi-digital", "ai-for-industry", "industry", 290, 87), ("nusa-pelangi", "ai-developer-malaysia", "student", 370, 84), ("borneo-tech", "ai-foundations", "student", 390, 86), ("akademi-digital", "ai-teaching", "educator", 160, 93),
        ];
        for (var i = 0; i < 29; i++)
        {
            var (partner, programme, audience, people, percent) = lines[i % lines.Length];
            var starts = new DateOnly(2025, 9, 15).AddDays(i * 14);
            yield return new($"my-{i + 1:00}", programme, partner, $"Run {1 + (i / lines.Length)} of {starts.Year}", "MY", "Asia/Kuala_Lumpur", starts, starts.AddDays(45), people + (i * 3), percent, audience);
        }
    }
}
