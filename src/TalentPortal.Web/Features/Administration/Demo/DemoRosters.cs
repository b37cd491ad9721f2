using System.Globalization;
using System.Text;

namespace TalentPortal.Web.Features.Administration.Demo;

/// <summary>Writes the files that the demo's partners upload: some with English headings, some with Malay.</summary>
internal static class DemoRosters
{
    public static string Enrolments(IEnumerable<DemoPerson> people, bool malay)
    {
        var file = new StringBuilder(malay
            ? "No. Matrik,Nama Penuh,E-mel,Warganegara,Negeri,Jantina,Tahun Lahir,Kategori,Sektor,Status\n"
            : "Student ID,Full name,Email,Nationality,State,Gender,Birth year,Audience,Sector,Status\n");
        foreach (var person in people)
        {
            Person(file, person).AppendLine(malay ? ",berdaftar" : ",enrolled");
        }

        return file.ToString();
    }

    /// <summary>Results: most complete on one of the last days of the run, some fail.</summary>
    public static string Results(IEnumerable<DemoPerson> people, DateOnly endsOn, int completedPercent, DemoPeople chance)
    {
        var file = new StringBuilder("Student ID,Full name,Status,Completed on,Score\n");
        foreach (var person in people)
        {
            var completed = chance.Chance(completedPercent);
            var on = completed ? endsOn.AddDays(-chance.Between(0, 12)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
            file.AppendLine(CultureInfo.InvariantCulture, $"{person.StudentId},\"{person.Name}\",{(completed ? "completed" : "failed")},{on},{(completed ? chance.Between(60, 98) : chance.Between(20, 49))}");
        }

        return file.ToString();
    }

    /// <summary>Attendance of the first weeks: most were there, some came late, some did not come.</summary>
    public static string Attendance(IEnumerable<DemoPerson> people, DateOnly startsOn, int sessions, DemoPeople chance)
    {
        var file = new StringBuilder("Student ID,Full name,Session,Session date,Attendance,Minutes\n");
        foreach (var person in people)
        {
            for (var n = 1; n <= sessions; n++)
            {
                var mark = chance.Chance(84) ? "present," : chance.Chance(40) ? $"partial,{chance.Between(20, 90)}" : chance.Chance(30) ? "excused," : "absent,";
                file.AppendLine(CultureInfo.InvariantCulture, $"{person.StudentId},\"{person.Name}\",{n},{startsOn.AddDays(7 * (n - 1)):yyyy-MM-dd},{mark}");
            }
        }

        return file.ToString();
    }

    /// <summary>The file that waits for the coordinator's decision: known people who completed, new people, and rows that need mending.</summary>
    public static string Waiting(IReadOnlyList<DemoPerson> known, IEnumerable<DemoPerson> added, DateOnly completedOn)
    {
        var day = completedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var file = new StringBuilder("Student ID,Full name,Email,Nationality,State,Gender,Birth year,Audience,Sector,Status,Completed on,No. KP\n");
        foreach (var person in known)
        {
            Person(file, person).AppendLine(CultureInfo.InvariantCulture, $",completed,{day},");
        }

        foreach (var person in added)
        {
            Person(file, person).AppendLine(",enrolled,,");
        }

        var first = known[0];
        Person(file, first).AppendLine(CultureInfo.InvariantCulture, $",completed,{day},");
        file.AppendLine(",Somebody without a number,,Malaysian,Selangor,F,2004,student,education,completed,2026-01-05,");
        file.AppendLine("XX00001,,nobody@example.org,Malaysian,Selangor,M,2003,student,education,enrolled,,");
        file.AppendLine("XX00002,Tan Ah Kow,xx00002@example.org,Malaysian,Penang,M,2003,student,education,completed,31/02/2026,");
        return file.ToString();
    }

    private static StringBuilder Person(StringBuilder file, DemoPerson p) => file.Append(
        CultureInfo.InvariantCulture, $"{p.StudentId},\"{p.Name}\",{p.Email},{p.Nationality},{p.State},{p.Gender},{p.BirthYear},{p.Audience},{p.Sector}");
}
