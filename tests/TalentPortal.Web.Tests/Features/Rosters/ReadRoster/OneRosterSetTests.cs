using System.Text;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.ReadRoster;

public sealed class OneRosterSetTests
{
    private static readonly (string, string) Manifest11 = ("manifest.csv", "propertyName,value\noneroster.version,1.1\nfile.users,bulk\n");
    private static readonly (string, string) Users11 = ("users.csv", "sourcedId,status,role,username,givenName,familyName,identifier,email,sms,phone,password\nu1,,student,ali,Ali,Ahmad,A1,a@um.my,+601,+602,hunter2\nu2,active,student,siti,Siti,Aminah,,,,+604,hunter2\nt1,active,teacher,tan,Tan,Ah Kow,T1,,,,hunter2\nu3,tobedeleted,student,lim,Lim,Mei,A3,,,,hunter2\n");
    private static readonly (string, string) Classes = ("classes.csv", "sourcedId,title,classCode\nc1,AI Basics,AI-1\nc2,AI Basics,AI-2\n");
    private static readonly (string, string) Enrollments = ("enrollments.csv", "sourcedId,status,classSourcedId,userSourcedId,role,beginDate\ne1,,c1,u1,student,2026-01-05\ne2,,c1,t1,teacher,2026-01-05\ne3,tobedeleted,c2,u2,student,\ne4,,c2,u3,student,\ne5,,c2,u9,student,\n");

    [Fact]
    public void Students_and_their_classes_become_one_table()
    {
        var table = Opened(Zips.Of(Manifest11, Users11, Classes, Enrollments));
        Assert.Equal("oneroster-1.1", table.Format);
        Assert.Equal(["student_id", "given_name", "family_name", "email", "mobile", "enrolled_on", "status", "cohort"], table.Mapping);
        Assert.Equal(
            [
                (2, "A1|Ali|Ahmad|a@um.my|+601|2026-01-05||AI-1"),
                (4, "u2|Siti|Aminah||+604||withdrawn|AI-2"),
                (5, "A3|Lim|Mei||||withdrawn|AI-2"),
                (6, "u9|||||||AI-2"),
            ],
            Rows(table));
    }

    [Fact]
    public void A_set_of_School_Data_Sync_is_joined_alike()
    {
        var students = ("Student.csv", "SIS ID,School SIS ID,Username,First Name,Last Name,Password\ns1,x,ali@uni.example,Ali,Ahmad,hunter2\ns2,x,siti,Siti,Aminah,hunter2\n");
        var schools = ("School.csv", "SIS ID,Name\nx,University X\n");
        var sections = ("Section.csv", "SIS ID,School SIS ID,Section Name\nc1,x,AI-1\nc2,x,AI-2\n");
        var table = Opened(Zips.Of(schools, sections, students, ("StudentEnrollment.csv", "Section SIS ID,SIS ID\nc1,s1\nc2,s2\nc2,s9\n")));
        Assert.Equal("school-data-sync", table.Format);
        Assert.Equal(["student_id", "given_name", "family_name", "email", "mobile", "cohort"], table.Mapping);
        Assert.Equal([(2, "s1|Ali|Ahmad|ali@uni.example||AI-1"), (3, "s2|Siti|Aminah|||AI-2"), (4, "s9|||||AI-2")], Rows(table));

        Assert.Equal([(2, "s1|Ali|Ahmad|ali@uni.example|"), (3, "s2|Siti|Aminah||")], Rows(Opened(Zips.Of(students, sections))));
        Assert.Equal(RosterFileProblems.ColumnMissingIn("StudentEnrollment.csv", "Section SIS ID"), Refused(Zips.Of(students, ("StudentEnrollment.csv", "SIS ID\ns1\n"))));
    }

    [Fact]
    public async Task Passwords_go_from_a_set_of_School_Data_Sync()
    {
        using var raw = new MemoryStream(Zips.Of(("Student.csv", "SIS ID,Username,First Name,Last Name,Password\ns1,ali@uni.example,Ali,Ahmad,hunter2\n"), ("Section.csv", "SIS ID\nc1\n")));
        using var to = new MemoryStream();
        Assert.Equal(["Password"], (await SensitiveColumns.ScrubAsync(raw, "sds.zip", null, to, CancellationToken.None)).Value!.Dropped);
        Assert.Equal("s1|Ali|Ahmad|ali@uni.example|", Assert.Single(Rows(Opened(to.ToArray()))).Cells);
    }

    [Fact]
    public void One_class_needs_no_cohort_column_and_a_set_may_stand_in_a_folder()
    {
        var one = ("set/enrollments.csv", "classSourcedId,userSourcedId,role\nc1,u1,student\n");
        var table = Opened(Zips.Of(("__MACOSX/set/users.csv", "junk"), ("set/" + Manifest11.Item1, Manifest11.Item2), ("set/users.csv", Users11.Item2), one));
        Assert.DoesNotContain("cohort", table.Mapping);
        Assert.Equal("A1|Ali|Ahmad|a@um.my|+601||", Assert.Single(Rows(table)).Cells);
    }

    [Fact]
    public void In_the_newer_edition_the_role_stands_in_a_file_of_its_own()
    {
        var table = Opened(Zips.Of(
            ("manifest.csv", "propertyName,value\noneroster.version,1.2\nfile.users,delta\n"),
            ("users.csv", "sourcedId,givenName,familyName,identifier,userMasterIdentifier\nu1,Ali,Ahmad,A1,M1\nu2,Tan,Ah Kow,T1,\n"),
            ("roles.csv", "sourcedId,userSourcedId,role\nr1,u1,student\nr2,u2,teacher\n")));
        Assert.Equal("oneroster-1.2", table.Format);
        Assert.Equal((2, "M1|Ali|Ahmad||||"), Assert.Single(Rows(table)));
    }

    [Fact]
    public void A_set_that_cannot_be_joined_says_what_is_missing()
    {
        Assert.Equal(RosterFileProblems.UsersMissing, Refused(Zips.Of(Manifest11, Classes, Enrollments)));
        Assert.Equal(RosterFileProblems.ColumnMissingIn("users.csv", "sourcedid"), Refused(Zips.Of(Manifest11, ("users.csv", "givenName\nAli\n"))));
        Assert.Equal(RosterFileProblems.ColumnMissingIn("enrollments.csv", "usersourcedid"), Refused(Zips.Of(Manifest11, Users11, ("enrollments.csv", "role\nstudent\n"))));
        Assert.Equal(RosterProblems.BrokenQuoting(2), Refused(Zips.Of(Manifest11, ("users.csv", "sourcedId,givenName\nu1,\"Ali\nu2,Siti\n"))));
    }

    [Fact]
    public async Task Passwords_go_from_the_files_of_the_set()
    {
        using var raw = new MemoryStream(Zips.Of(Manifest11, Users11, Classes, Enrollments, ("notes.txt", "hunter2")));
        using var to = new MemoryStream();
        var scrubbed = (await SensitiveColumns.ScrubAsync(raw, "set.zip", null, to, CancellationToken.None)).Value!;
        Assert.Equal(["password"], scrubbed.Dropped);
        using var zip = new BoundedZip(new MemoryStream(to.ToArray()));
        Assert.Equal(["manifest.csv", "users.csv", "classes.csv", "enrollments.csv"], zip.Names);
        Assert.All(zip.Names, name => Assert.DoesNotContain("hunter2", Encoding.UTF8.GetString(zip.Load(name).ToArray()), StringComparison.Ordinal));
        Assert.Equal(4, Rows(Opened(to.ToArray())).Count);
    }

    private static RosterTable Opened(byte[] file) => RosterFile.Open(new MemoryStream(file), "set.zip", RosterAnswers.None, CancellationToken.None).Value;

    private static Problem? Refused(byte[] file) => RosterFile.Open(new MemoryStream(file), "set.zip", RosterAnswers.None, CancellationToken.None).Problem;

    private static List<(int RowNo, string Cells)> Rows(RosterTable table)
    {
        var rows = new List<(int, string)>();
        while (table.ReadRow().Value is { } row)
        {
            rows.Add((table.RowNo, string.Join('|', row)));
        }

        return rows;
    }
}
