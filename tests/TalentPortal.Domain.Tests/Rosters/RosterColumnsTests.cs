using FsCheck;
using FsCheck.Fluent;
using TalentPortal.Domain.Rosters;
using Xunit;

namespace TalentPortal.Domain.Tests.Rosters;

public sealed class RosterColumnsTests
{
    [Theory]
    [InlineData("Student ID", RosterColumns.StudentId)]
    [InlineData("No. Matrik", RosterColumns.StudentId)]
    [InlineData("学号", RosterColumns.StudentId)]
    [InlineData("sourcedId", RosterColumns.StudentId)]
    [InlineData("FULL NAME", RosterColumns.FullName)]
    [InlineData("Nama Penuh", RosterColumns.FullName)]
    [InlineData(" 姓名 ", RosterColumns.FullName)]
    [InlineData("givenName", RosterColumns.GivenName)]
    [InlineData("Nama Keluarga", RosterColumns.FamilyName)]
    [InlineData("E-mail", RosterColumns.Email)]
    [InlineData("emel", RosterColumns.Email)]
    [InlineData("电子邮件", RosterColumns.Email)]
    [InlineData("Tarikh Lahir", RosterColumns.BirthDate)]
    [InlineData("完成日期", RosterColumns.CompletedOn)]
    [InlineData("Negeri", RosterColumns.State)]
    [InlineData("Jantina", RosterColumns.Gender)]
    [InlineData("completed_on", RosterColumns.CompletedOn)]
    [InlineData("No. Sijil", RosterColumns.CertificateNo)]
    [InlineData("course1", RosterColumns.Cohort)]
    [InlineData("Kod Kohort", RosterColumns.Cohort)]
    [InlineData("班次", RosterColumns.Cohort)]
    [InlineData("Kunci baris", RosterColumns.RowKey)]
    [InlineData("Sesi", RosterColumns.Session)]
    [InlineData("课次", RosterColumns.Session)]
    [InlineData("Kehadiran", RosterColumns.Attendance)]
    [InlineData("出勤", RosterColumns.Attendance)]
    [InlineData("minutes", RosterColumns.Minutes)]
    [InlineData("SIS ID", RosterColumns.StudentId)]
    [InlineData("username", RosterColumns.StudentId)]
    [InlineData("Secondary Email", RosterColumns.Email)]
    public void Headings_are_understood_in_three_languages(string heading, string column) => Assert.Equal(column, RosterColumns.Find(heading));

    [Theory]
    [InlineData("")]
    [InlineData("---")]
    [InlineData("favourite colour")]
    [InlineData("\u202Eeman")]
    public void Other_headings_mean_nothing_known(string heading) => Assert.Null(RosterColumns.Find(heading));

    [Fact]
    public void Every_column_is_found_under_its_own_name() => Assert.All(RosterColumns.All, column => Assert.Equal(column, RosterColumns.Find(column)));

    [Theory]
    [InlineData("Password")]
    [InlineData("temporary password")]
    [InlineData("Kata Laluan")]
    [InlineData("密码")]
    [InlineData("NRIC/FIN")]
    [InlineData("I.C. No.")]
    [InlineData("No. K/P")]
    [InlineData("No Kad Pengenalan")]
    [InlineData("MyKad")]
    [InlineData("身份证号码")]
    [InlineData("Passport No.")]
    [InlineData("IC / Passport No")]
    [InlineData("NRIC (last 4 characters)")]
    [InlineData("New Password")]
    public void Passwords_and_identity_numbers_are_known_by_their_heading(string heading) => Assert.True(RosterColumns.IsSensitive(heading));

    [Theory]
    [InlineData("Student No")]
    [InlineData("Clinic")]
    [InlineData("Finance")]
    [InlineData("Topic")]
    [InlineData("Final mark")]
    [InlineData("")]
    public void Words_that_only_contain_such_a_word_are_not(string heading) => Assert.False(RosterColumns.IsSensitive(heading));

    [Fact]
    public void No_column_we_use_is_one_we_drop() => Assert.All(RosterColumns.All, column => Assert.False(RosterColumns.IsSensitive(column)));

    [Fact]
    public void Unknown_columns_are_left_unused() =>
        Assert.Equal(["student_id", "", "full_name"], RosterColumns.Map(["Matric No", "Shoe size", "Nama"]).Value);

    [Fact]
    public void An_identifier_is_needed()
    {
        Assert.Equal(RosterProblems.MissingColumn("student_id / email"), RosterColumns.Map(["name", "mobile"]).Problem);
        Assert.True(RosterColumns.Map(["name", "e-mail"]).Succeeded);
    }

    [Theory]
    [InlineData("full name")]
    [InlineData("first name")]
    [InlineData("surname")]
    public void Any_name_will_do(string heading) => Assert.True(RosterColumns.Map(["student id", heading]).Succeeded);

    [Fact]
    public void A_name_is_needed() => Assert.Equal(RosterProblems.MissingColumn("full_name"), RosterColumns.Map(["student id", "email"]).Problem);

    [Fact]
    public void Two_headings_for_one_column_are_named() =>
        Assert.Equal(RosterProblems.TwoColumnsForOne("email", "E-mail", "Emel"), RosterColumns.Map(["name", "E-mail", "Emel"]).Problem);

    [Fact]
    public void Of_two_telephone_numbers_the_first_is_used() =>
        Assert.Equal(["email", "full_name", "mobile", "", ""], RosterColumns.Map(["email", "name", "sms", "phone", "phone2"]).Value);

    [Fact]
    public void Two_hundred_columns_are_read_and_one_more_is_not()
    {
        string[] known = ["email", "name"];
        Assert.True(RosterColumns.Map([.. known, .. Enumerable.Repeat("?", Roster.MaxColumns - 2)]).Succeeded);
        Assert.Equal(RosterProblems.TooManyColumns(201, 200), RosterColumns.Map([.. known, .. Enumerable.Repeat("?", Roster.MaxColumns - 1)]).Problem);
    }

    [Fact]
    public void What_stands_in_for_a_number_counts_only_where_nothing_better_is()
    {
        Assert.Equal(["", "full_name", "student_id"], RosterColumns.Map(["SIS ID", "name", "Student Number"]).Value);
        Assert.Equal(["student_id", "full_name", ""], RosterColumns.Map(["sourcedId", "name", "username"]).Value);
        Assert.Equal(["student_id", "full_name"], RosterColumns.Map(["username", "name"]).Value);
    }

    [Fact]
    public void A_running_number_is_never_taken_for_a_student_number() => Assert.Equal(RosterProblems.MissingColumn("student_id / email"), RosterColumns.Map(["id", "name"]).Problem);

    [Fact]
    public void Answers_win_and_leave_the_rest_as_it_reads()
    {
        var answers = new Dictionary<string, string> { ["Email"] = "", ["Code"] = "student_id", ["Colour"] = "no such column" };
        Assert.Equal(["", "student_id", "full_name", "", ""], RosterColumns.Map(["Email", "Code", "Name", "username", "Colour"], answers).Value);
    }

    [Fact]
    public void An_answer_takes_the_meaning_from_the_heading_that_had_it() =>
        Assert.Equal(["", "full_name", "student_id"], RosterColumns.Map(["Student ID", "Name", "Matric"], new Dictionary<string, string> { ["Matric"] = "student_id" }).Value);

    [Fact]
    public void Equal_and_missing_headings_have_names_to_answer_by() =>
        Assert.Equal(["name", "name (2)", "#3", "#4"], RosterColumns.Names(["name", " name ", "", " "]));

    [Fact]
    public void Hashes_have_a_column_that_no_other_spelling_means()
    {
        Assert.Equal(["national_id", "email", "full_name"], RosterColumns.Map(["national_id", "email", "name"]).Value);
        Assert.Equal(["", "email", "full_name"], RosterColumns.Map(["National ID", "email", "name"]).Value);
        Assert.Null(RosterColumns.Find("national_id"));
    }

    [Fact]
    public void A_mapping_is_as_long_as_its_headings_and_names_no_column_twice() => Check.One(
        Laws.Config(),
        Prop.ForAll(Hostile.Rows, headings =>
        {
            var map = RosterColumns.Map(["name", "email", .. headings]);
            return !map.Succeeded || (map.Value.Length == headings.Length + 2 && map.Value.Where(c => c.Length > 0).GroupBy(c => c).All(g => g.Count() == 1));
        }));
}
