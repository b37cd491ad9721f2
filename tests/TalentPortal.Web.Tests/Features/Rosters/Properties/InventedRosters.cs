using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Tests.Features.Rosters.Properties;

/// <summary>What is wrong with a row, or odd about it.</summary>
internal enum Oddity
{
    None,
    NoName,
    NotYetCompleted,
    NoSuchCohort,
    BrokenEmail,
    AnotherEmail,
    AnothersId,
    OtherSpelling,
    ClearsMobile,
    ClearsAudience,
}

/// <summary>Somebody of the invented town, whom both universities may know. Families share an address, couples a telephone, twins a birthday.</summary>
internal sealed record Human(int No, string Name, string Spelled, int EmailOf, int MobileOf, int BornLike, string Nationality, string Audience);

/// <summary>What a registrar's system knows of somebody beside the name.</summary>
internal sealed record Known(bool Id, bool Email, bool Mobile, bool Birth, bool Traits)
{
    /// <summary>Neither of these can be left out: a row without both is refused.</summary>
    public Known Usable() => Id || Email ? this : this with { Id = true };
}

/// <summary>One line: who, of which cohort, and what became of them.</summary>
internal sealed record InventedRow(int Human, int Cohort, Known Known, string Status, int Day, Oddity Oddity)
{
    /// <summary>The session whose attendance it tells; 0 where it tells none.</summary>
    public int Session { get; init; }

    /// <summary>Whether the session is told by its number too.</summary>
    public bool Numbered { get; init; }

    public string Mark { get; init; } = "";
}

/// <summary>One file of a partner: of one cohort, or (without) of several by a column.</summary>
internal sealed record InventedFile(int Partner, int? Cohort, InventedRow[] Rows, RosterMode Mode = RosterMode.Delta);

/// <summary>Rosters as registrars print them: two partners, four cohorts, ten people.</summary>
internal static class InventedRosters
{
    public const int Cohorts = 4;

    public static readonly DateOnly FirstDay = new(2026, 2, 2);

    public static readonly Human[] Town =
    [
        new(0, "Nur Aisyah binti Ahmad", "AHMAD, Nur Aisyah", 0, 0, 0, "MY", "student"),
        new(1, "Ahmad Faiz bin Kassim", "Ahmad Faiz Kassim", 0, 1, 1, "MY", "industry"),
        new(2, "Kavitha a/p Raman", "Kavitha Raman", 2, 2, 2, "MY", "student"),
        new(3, "Muthu a/l Suppiah", "MUTHU SUPPIAH", 3, 2, 3, "MY", "government"),
        new(4, "Tan Wei Ling", "Wei Ling Tan", 4, 4, 4, "SG", "student"),
        new(5, "Tan Jun Kiat", "Tan J. K.", 5, 4, 4, "SG", "student"),
        new(6, "陈美玲", "陳美玲", 6, 6, 6, "MY", "educator"),
        new(7, "José Núñez", "Jose Nunez", 7, 7, 7, "PH", "industry"),
        new(8, "Priya d/o Sharma", "Sharma Priya", 8, 8, 8, "SG", "student"),
        new(9, "Mary Siobhan O'Brien", "O’Brien Mary Siobhan", 9, 9, 9, "GB", "educator"),
    ];

    private static readonly Gen<Oddity> Oddities = Gen.Frequency((6, Gen.Constant(Oddity.None)), (3, Gen.Elements(Enum.GetValues<Oddity>())));

    // Every other week; the day of a session is enough to name it, and some write its number too.
    private static readonly DateOnly[] Sessions = [.. Enumerable.Range(0, 4).Select(n => FirstDay.AddDays(14 * n))];

    private static readonly string[] Marks = ["present", "absent", "excused", "partial", "make-up"];

    private static readonly Gen<Known> Ways =
        from id in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from email in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        from mobile in Gen.Elements(true, false)
        from birth in Gen.Elements(true, false)
        from traits in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        select new Known(id, email, mobile, birth, traits).Usable();

    /// <summary>Anything registrars send: rows that contradict each other, repeat, or cannot be used.</summary>
    public static Gen<InventedFile> Any { get; } =
        from place in Gen.Elements<(int Partner, int? Cohort)>((0, 0), (0, 1), (0, null), (1, 2), (1, 3), (1, null))
        from n in Gen.Choose(1, 12)
        from rows in Row(place, Oddities).ArrayOf(n)
        select new InventedFile(place.Partner, place.Cohort, rows);

    /// <summary>Files in which a person is known by one set of identifiers and a cohort ends one way for each person, so that no two rows contradict each other.</summary>
    public static Gen<InventedFile> Settled { get; } =
        from file in Any
        from known in Ways.ArrayOf(Town.Length)
        from fates in Gen.Elements("enrolled", "completed", "completed", "withdrawn", "failed").ArrayOf(Town.Length * Cohorts)
        select Settle(file, known, fates);

    /// <summary>The file as the partner would upload it.</summary>
    /// <param name="file">What it says.</param>
    /// <param name="world">Addresses, numbers and birthdays are of one world only, so that no world meets another one's people.</param>
    public static string Csv(InventedFile file, int world)
    {
        var csv = new StringBuilder("cohort,student_id,full_name,email,mobile,birth_date,nationality,audience,status,completed_on,session,session_date,attendance,minutes\n");
        foreach (var row in file.Rows)
        {
            csv.AppendLine(string.Join(',', Cells(file, row, world)));
        }

        return csv.ToString();
    }

    public static string CohortCode(int world, int cohort) => $"cohort-{world}-{cohort}";

    public static string PartnerCode(int world, int partner) => $"{(partner == 0 ? "a" : "b")}-{world}";

    public static string Email(int world, int human) => $"p{human}@h{world}.example";

    public static string Mobile(int world, int human) => string.Create(CultureInfo.InvariantCulture, $"012-{3_000_000 + (world * 10) + human}");

    /// <summary>Three days apart: no two of the town are born on neighbouring days, nor on a new year's day. All of the first 800 worlds are of one age band, so that worlds can be compared.</summary>
    public static DateOnly Birthday(int world, int human) => new DateOnly(1901, 3, 5).AddDays((world * 31) + (human * 3)) is { Month: 1, Day: 1 } newYear ? newYear.AddDays(1) : new DateOnly(1901, 3, 5).AddDays((world * 31) + (human * 3));

    private static Gen<InventedRow> Row((int Partner, int? Cohort) place, Gen<Oddity> oddities) =>
        from human in Gen.Choose(0, Town.Length - 1)
        from cohort in Gen.Choose(place.Partner * 2, (place.Partner * 2) + 1)
        from known in Ways
        from status in Gen.Elements("", "enrolled", "completed", "completed", "withdrawn", "failed")
        from day in Gen.Choose(0, 140)
        from oddity in oddities
        from session in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Choose(1, Sessions.Length)))
        from mark in Gen.Elements(Marks)
        from numbered in Gen.Frequency((1, Gen.Constant(true)), (3, Gen.Constant(false)))
        select new InventedRow(human, place.Cohort ?? cohort, known, status, day, oddity) { Session = session, Numbered = numbered, Mark = mark };

    // A session has one number only: whoever counts them otherwise contradicts the register. Without an id an address names one person, so whoever shares one has an id; and a telephone says less once a file has shown that two use it, so nobody who shares one gives it.
    private static InventedFile Settle(InventedFile file, Known[] known, string[] fates) => file with
    {
        Rows = [.. file.Rows.Select(r => r with
        {
            Known = known[r.Human] with { Id = known[r.Human].Id || Shares(r.Human, h => h.EmailOf), Mobile = known[r.Human].Mobile && !Shares(r.Human, h => h.MobileOf) },
            Status = fates[(r.Human * Cohorts) + r.Cohort],
            Day = (r.Human * 7) + r.Cohort,
            Oddity = Oddity.None,
            Mark = Marks[(r.Human + r.Session) % Marks.Length],
            Numbered = false,
        })],
    };

    private static bool Shares(int human, Func<Human, int> whose) => Town.Count(h => whose(h) == whose(Town[human])) > 1;

    private static string[] Cells(InventedFile file, InventedRow row, int world)
    {
        var human = Town[row.Human];
        var (known, odd) = (row.Known, row.Oddity);
        return
        [
            odd == Oddity.NoSuchCohort ? "no-such-cohort" : file.Cohort is null ? CohortCode(world, row.Cohort) : "",
            odd == Oddity.AnothersId ? Id(file, (row.Human + 1) % Town.Length) : known.Id ? Id(file, row.Human) : "",
            odd switch { Oddity.NoName => "", Oddity.OtherSpelling => $"\"{human.Spelled}\"", _ => human.Name },
            odd switch
            {
                Oddity.BrokenEmail => "p at example",
                Oddity.AnotherEmail => $"new{row.Human}@h{world}.example",
                _ => known.Email ? Email(world, human.EmailOf) : "",
            },
            odd == Oddity.ClearsMobile ? "(clear)" : known.Mobile ? Mobile(world, human.MobileOf) : "",
            known.Birth ? Birthday(world, human.BornLike).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "",
            known.Traits ? human.Nationality : "",
            odd == Oddity.ClearsAudience ? "(kosongkan)" : known.Traits ? human.Audience : "",
            odd == Oddity.NotYetCompleted ? "completed" : row.Status,
            odd == Oddity.NotYetCompleted ? "2031-01-01" : row.Status == "completed" ? FirstDay.AddDays(row.Day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "",
            .. Attendance(row),
        ];
    }

    private static string[] Attendance(InventedRow row)
    {
        if (row.Session == 0)
        {
            return ["", "", "", ""];
        }

        var day = Sessions[row.Session - 1].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return row.Numbered ? [$"Session {row.Session}", day, row.Mark, ""] : [day, "", row.Mark, row.Mark == "partial" ? "45" : ""];
    }

    private static string Id(InventedFile file, int human) => $"{(file.Partner == 0 ? "A" : "B")}{human}";
}
