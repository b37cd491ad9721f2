using FsCheck;
using FsCheck.Fluent;
using TalentPortal.Domain.People;
using TalentPortal.Domain.Rosters;
using Xunit;

namespace TalentPortal.Domain.Tests.Rosters;

public sealed class RosterRowReaderTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public void Every_column_is_read()
    {
        var (row, findings) = Read(
            ("student_id", "A123"), ("full_name", "Nur Aisyah binti Ali"), ("email", "nur@um.edu.my"), ("mobile", "+60 12-345 6789"), ("nationality", "Malaysian"), ("state", "Penang"), ("gender", "Perempuan"),
            ("birth_date", "2004-05-31"), ("audience", "pelajar"), ("employer", "Syarikat A"), ("sector", "ICT"), ("disability", "OKU"), ("enrolled_on", "2026-02-01"), ("status", "Selesai"),
            ("completed_on", "2026-06-30"), ("score", "87.5%"), ("grade", "A-"), ("certificate_no", "C-1"));
        Assert.Empty(findings);
        Assert.Equal("A123", row.StudentId);
        Assert.Equal("Nur Aisyah binti Ali", row.FullName);
        Assert.Equal("nur@um.edu.my", row.Email);
        Assert.Equal("+60 12-345 6789", row.Mobile);
        Assert.Equal("MY", row.Nationality);
        Assert.Equal("MY-07", row.Region);
        Assert.Equal("female", row.Gender);
        Assert.Equal(new DateOnly(2004, 5, 31), row.BirthDate);
        Assert.Equal(2004, row.BirthYear);
        Assert.Equal("student", row.Audience);
        Assert.Equal("Syarikat A", row.Employer);
        Assert.Equal("information-technology", row.Sector);
        Assert.Equal("OKU", row.Disability);
        Assert.Equal(new DateOnly(2026, 2, 1), row.EnrolledOn);
        Assert.Equal("completed", row.Status);
        Assert.Equal(new DateOnly(2026, 6, 30), row.CompletedOn);
        Assert.Equal(87.5m, row.Score);
        Assert.Equal("A-", row.Grade);
        Assert.Equal("C-1", row.CertificateNo);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u00A0\u3000")]
    [InlineData("\u200B")]
    public void A_blank_cell_says_nothing(string blank)
    {
        var (row, findings) = Read([.. RosterColumns.All.Select(c => (c, c is "student_id" or "full_name" ? "X" : blank))]);
        Assert.Empty(findings);
        Assert.Null(row.Email);
        Assert.Null(row.BirthDate);
        Assert.Null(row.Status);
        Assert.Null(row.Score);
    }

    [Fact]
    public void A_row_shorter_than_the_header_says_nothing_in_the_rest()
    {
        var (row, findings) = new RosterRowReader(["student_id", "full_name", "email"], Today).Read(default, ["A1", "Ali"]);
        Assert.Empty(findings);
        Assert.Null(row.Email);
    }

    [Fact]
    public void A_row_longer_than_the_header_is_read_as_far_as_it_has_headings()
    {
        var (row, findings) = new RosterRowReader(["student_id", "full_name"], Today).Read(default, ["A1", "Ali", "more", "and more"]);
        Assert.Empty(findings);
        Assert.Equal(4, row.Cells.Length);
    }

    [Theory]
    [InlineData("X")]
    [InlineData("陈伟明")]
    [InlineData("Muthu a/l Samy")]
    [InlineData("Devi s/o Raman")]
    [InlineData("Siti Nurhaliza binti Tarudin")]
    [InlineData("Ahmad bin Abdul Rahman @ Tan Ah Kow")]
    [InlineData("O'Brien-Smith, Jr.")]
    [InlineData("நிலா")]
    [InlineData("Dato' Sri Dr. Zoë")]
    public void A_name_is_kept_as_it_is_written(string name) => Assert.Equal(name, Read(("student_id", "A1"), ("full_name", name)).Row.FullName);

    [Fact]
    public void A_name_may_have_300_letters_and_not_one_more()
    {
        Assert.Empty(Read(("student_id", "A1"), ("full_name", new string('a', PersonRecord.NameMaxLength))).Findings);
        Says("value-too-long", "full_name", ("student_id", "A1"), ("full_name", new string('a', PersonRecord.NameMaxLength + 1)));
    }

    [Fact]
    public void Given_and_family_name_make_a_full_name_within_the_same_limit()
    {
        Assert.Equal("Wei Ming Tan", Read(("student_id", "A1"), ("given_name", "Wei Ming"), ("family_name", "Tan")).Row.FullName);
        Assert.Equal("Suharto", Read(("student_id", "A1"), ("given_name", ""), ("family_name", "Suharto")).Row.FullName);
        Says("value-too-long", "full_name", ("student_id", "A1"), ("given_name", new string('a', 200)), ("family_name", new string('b', 200)));
    }

    [Fact]
    public void Letters_written_in_two_ways_are_one_letter() =>
        Assert.Equal("Zo\u00EB", Read(("student_id", "A1"), ("full_name", "Zoe\u0308")).Row.FullName);

    [Theory]
    [InlineData("Ali\u0000")]
    [InlineData("A\u001Bli")]
    [InlineData("A\nli")]
    [InlineData("A\tli")]
    [InlineData("A\u0085li")]
    [InlineData("A\u202Eli")]
    [InlineData("A\u2066li")]
    [InlineData("A\uFFFDli")]
    [InlineData("A\uD83Dli")]
    public void Characters_that_disguise_or_were_lost_are_refused(string name) => Says("forbidden-characters", "full_name", ("student_id", "A1"), ("full_name", name));

    [Fact]
    public void A_name_is_needed() => Says("name-missing", "full_name", ("student_id", "A1"), ("full_name", " "));

    [Fact]
    public void A_student_number_or_an_address_is_needed()
    {
        Says("identifier-missing", "student_id", ("full_name", "Ali"), ("email", ""));
        Assert.Empty(Read(("full_name", "Ali"), ("email", "ali@um.edu.my")).Findings);
    }

    [Theory]
    [InlineData("ali")]
    [InlineData("@um.my")]
    [InlineData("ali@")]
    [InlineData("a@b@c")]
    [InlineData("ali ahmad@um.my")]
    public void An_address_that_cannot_be_one_is_named_once(string email) => Says("email-malformed", "email", ("full_name", "Ali"), ("email", email));

    [Theory]
    [InlineData("2026-11-18")]
    [InlineData("2026/11/18")]
    [InlineData("20261118")]
    [InlineData("18 Nov 2026")]
    [InlineData("18 November 2026")]
    [InlineData("18-Nov-2026")]
    [InlineData("18/11/2026")]
    [InlineData("11/18/2026")]
    [InlineData("18.11.2026")]
    [InlineData("18-11-2026")]
    public void A_date_that_can_mean_one_day_is_that_day(string text) => Assert.Equal(new DateOnly(2026, 11, 18), Completed(text).Row.CompletedOn);

    [Fact]
    public void The_fifth_of_May_is_the_fifth_of_May_either_way() => Assert.Equal(new DateOnly(2026, 5, 5), Completed("05/05/2026").Row.CompletedOn);

    [Theory]
    [InlineData("03/04/2026")]
    [InlineData("3-4-2026")]
    [InlineData("12.01.2026")]
    public void A_date_that_can_mean_two_days_is_never_guessed(string text) => Says("date-ambiguous", "completed_on", Row(text));

    [Theory]
    [InlineData("31/02/2026")]
    [InlineData("99/99/2026")]
    [InlineData("00/00/2026")]
    [InlineData("2026-13-01")]
    [InlineData("18/11/26")]
    [InlineData("//2026")]
    [InlineData("46344")]
    [InlineData("soon")]
    [InlineData("0001-01-01")]
    [InlineData("01/01/0000")]
    [InlineData("٠٣/٠٤/٢٠٢٦")]
    public void What_is_no_day_is_said_to_be_none(string text) => Says("date-malformed", "completed_on", Row(text));

    [Fact]
    public void Nothing_has_happened_tomorrow()
    {
        Assert.Empty(Completed("2026-11-20").Findings);
        Says("date-in-future", "completed_on", Row("2026-11-21"));
    }

    [Fact]
    public void A_day_of_completion_completes() => Assert.Equal("completed", Completed("2026-11-18").Row.Status);

    [Theory]
    [InlineData("Enrolled", "enrolled")]
    [InlineData("berdaftar", "enrolled")]
    [InlineData("Menarik Diri", "withdrawn")]
    [InlineData("LULUS", "completed")]
    [InlineData("完成", "completed")]
    [InlineData("Not completed", "failed")]
    public void A_status_is_understood_in_three_languages(string text, string status) => Assert.Equal(status, Read(("student_id", "A1"), ("full_name", "Ali"), ("status", text)).Row.Status);

    [Fact]
    public void An_unknown_status_is_an_error() => Says("status-unknown", "status", ("student_id", "A1"), ("full_name", "Ali"), ("status", "maybe"));

    [Theory]
    [InlineData("87.5", "87.5")]
    [InlineData("87.5 %", "87.5")]
    [InlineData("0", "0")]
    [InlineData("66.66666", "66.667")]
    public void A_score_is_a_number_to_three_decimals(string text, string score) =>
        Assert.Equal(decimal.Parse(score, System.Globalization.CultureInfo.InvariantCulture), Read(("student_id", "A1"), ("full_name", "Ali"), ("score", text)).Row.Score);

    [Theory]
    [InlineData("-1")]
    [InlineData("1,5")]
    [InlineData("%")]
    [InlineData("A+")]
    [InlineData("1e9")]
    [InlineData("1000000")]
    [InlineData("999999.9999")]
    [InlineData("9999999999999999999")]
    public void Anything_else_is_no_score(string text) => Says("score-malformed", "score", ("student_id", "A1"), ("full_name", "Ali"), ("score", text));

    [Theory]
    [InlineData("nationality", "Martian")]
    [InlineData("state", "Atlantis")]
    [InlineData("gender", "?")]
    [InlineData("audience", "nobody")]
    [InlineData("sector", "-")]
    [InlineData("birth_year", "1899")]
    [InlineData("birth_year", "2027")]
    [InlineData("birth_year", "'99")]
    public void A_group_we_do_not_know_is_a_warning_and_the_row_is_used(string column, string text)
    {
        var finding = Assert.Single(Read(("student_id", "A1"), ("full_name", "Ali"), (column, text)).Findings);
        Assert.Equal(("value-not-understood", column, Severity.Warning), (finding.Code, finding.Column, finding.Severity));
        Assert.Equal([text], finding.Args);
    }

    [Theory]
    [InlineData("'=1+1", "=1+1")]
    [InlineData("'+60 12-345 6789", "+60 12-345 6789")]
    [InlineData("'-5", "-5")]
    [InlineData("'@ali", "@ali")]
    [InlineData("=1+1", "=1+1")]
    [InlineData("+60 12-345 6789", "+60 12-345 6789")]
    [InlineData("'Aisyah", "'Aisyah")]
    [InlineData("'", "'")]
    public void A_cell_our_exports_escaped_reads_as_before(string cell, string value) => Assert.Equal(value, Read(("student_id", cell), ("full_name", "Ali")).Row.StudentId);

    [Theory]
    [InlineData(DateOrder.DayFirst, 4, 3)]
    [InlineData(DateOrder.MonthFirst, 3, 4)]
    public void Somebody_may_say_which_part_is_the_day(DateOrder order, int month, int day)
    {
        var reader = new RosterRowReader(["student_id", "full_name", "completed_on"], Today, order: order);
        Assert.Equal(new DateOnly(2026, month, day), reader.Read(default, ["A1", "Ali", "03/04/2026"]).Row.CompletedOn);
        Assert.Equal(new DateOnly(2026, 11, 18), reader.Read(default, ["A1", "Ali", "18/11/2026"]).Row.CompletedOn);
        Assert.Equal(new DateOnly(2026, 11, 18), reader.Read(default, ["A1", "Ali", "11/18/2026"]).Row.CompletedOn);
        Assert.Empty(reader.AmbiguousDates);
    }

    [Fact]
    public void Dates_that_mean_two_days_are_gathered_once_for_each_column()
    {
        var reader = new RosterRowReader(["student_id", "full_name", "completed_on", "enrolled_on"], Today);
        reader.Read(default, ["A1", "Ali", "18/11/2026", ""]);
        reader.Read(default, ["A2", "Siti", "03/04/2026", "01/02/2026"]);
        reader.Read(default, ["A3", "Tan", "05/06/2026", ""]);
        Assert.Equal(
            [new("completed_on", "03/04/2026", new(2026, 4, 3), new(2026, 3, 4)), new DateChoice("enrolled_on", "01/02/2026", new(2026, 2, 1), new(2026, 1, 2))],
            reader.AmbiguousDates.OrderBy(d => d.Column));
    }

    [Theory]
    [InlineData("(clear)")]
    [InlineData(" (CLEAR) ")]
    [InlineData("(kosongkan)")]
    [InlineData("（清空）")]
    public void A_token_empties_and_a_blank_cell_does_not(string token)
    {
        var (row, findings) = Read(("student_id", "A1"), ("full_name", "Ali"), ("employer", token), ("mobile", ""), ("status", token));
        Assert.Empty(findings);
        Assert.Equal(["employer", "status"], row.Cleared);
        Assert.Null(row.Employer);
    }

    [Theory]
    [InlineData("full_name")]
    [InlineData("student_id")]
    [InlineData("row_key")]
    [InlineData("cohort")]
    public void What_tells_people_and_rows_apart_cannot_be_emptied(string column)
    {
        (string, string)[] cells = [.. new[] { ("student_id", "A1"), ("full_name", "Ali") }.Where(c => c.Item1 != column), (column, "(clear)")];
        Says("cannot-clear", column, cells);
    }

    [Fact]
    public void A_number_that_was_taken_out_is_said_so()
    {
        Says("national-id-in-cell", "student_id", ("student_id", RosterColumns.RemovedCell), ("full_name", "Ali"));
        var finding = Assert.Single(Read(("student_id", "A1"), ("full_name", "Ali"), ("employer", RosterColumns.RemovedCell)).Findings);
        Assert.Equal(("national-id-in-cell", Severity.Warning), (finding.Code, finding.Severity));
    }

    [Theory]
    [InlineData("2026-11-18", null)]
    [InlineData("3", 3)]
    [InlineData("Session 3", 3)]
    [InlineData("Sesi 12", 12)]
    [InlineData("第3次", 3)]
    public void A_session_is_a_day_or_a_number(string text, int? number)
    {
        var row = Read(("student_id", "A1"), ("full_name", "Ali"), ("session", text)).Row;
        Assert.Equal((number is null ? new DateOnly(2026, 11, 18) : null, number), (row.SessionOn, row.SessionNo));
    }

    [Theory]
    [InlineData("Present", "present")]
    [InlineData("hadir", "present")]
    [InlineData("lewat", "partial")]
    [InlineData("缺席", "absent")]
    [InlineData("请假", "excused")]
    [InlineData("make up", "make-up")]
    public void Attendance_is_understood_in_three_languages(string text, string mark) => Assert.Equal(mark, Read(("student_id", "A1"), ("full_name", "Ali"), ("attendance", text)).Row.Attendance);

    [Fact]
    public void A_mark_without_its_session_is_an_error_and_a_session_without_a_mark_is_said()
    {
        Says("session-missing", "session", ("student_id", "A1"), ("full_name", "Ali"), ("attendance", "present"));
        Says("session-missing", "session", ("student_id", "A1"), ("full_name", "Ali"), ("minutes", "45"));
        Assert.Equal([("mark-missing", Severity.Warning)], Read(("student_id", "A1"), ("full_name", "Ali"), ("session", "2")).Findings.Select(f => (f.Code, f.Severity)));
        Assert.Empty(Read(("student_id", "A1"), ("full_name", "Ali"), ("session", "2"), ("session_date", "2026-03-05"), ("attendance", "present")).Findings);
    }

    [Fact]
    public void A_session_is_a_day_a_number_or_a_number_with_its_day()
    {
        static (DateOnly? On, int? No) Session(params (string, string)[] cells) => Read([("student_id", "A1"), ("full_name", "Ali"), ("attendance", "p"), .. cells]).Row is var row ? (row.SessionOn, row.SessionNo) : default;
        var day = new DateOnly(2026, 3, 5);
        Assert.Equal((day, null), Session(("session", "2026-03-05")));
        Assert.Equal((day, null), Session(("session_date", "2026-03-05")));
        Assert.Equal((null, 3), Session(("session", "Session 3")));
        Assert.Equal((day, 3), Session(("session", "3"), ("session_date", "2026-03-05")));
    }

    [Fact]
    public void Attendance_that_is_not_understood_is_an_error()
    {
        Says("attendance-unknown", "attendance", ("student_id", "A1"), ("full_name", "Ali"), ("attendance", "perhaps"));
        Says("minutes-malformed", "minutes", ("student_id", "A1"), ("full_name", "Ali"), ("minutes", "1441"));
        Says("date-malformed", "session", ("student_id", "A1"), ("full_name", "Ali"), ("session", "soon"));
        Assert.Equal(90, Read(("student_id", "A1"), ("full_name", "Ali"), ("session", "1"), ("minutes", "90")).Row.Minutes);
    }

    [Fact]
    public void The_cells_stay_as_uploaded()
    {
        string[] cells = [" A1 ", "'=Ali"];
        Assert.Same(cells, new RosterRowReader(["student_id", "full_name"], Today).Read(default, cells).Row.Cells);
    }

    [Fact]
    public void Reading_never_throws_and_what_it_keeps_fits_its_column() => Check.One(
        Laws.Config(2000),
        Prop.ForAll(Gen.ArrayOf(Hostile.Texts.Generator, RosterColumns.All.Count).ToArbitrary(), cells =>
        {
            var (row, findings) = new RosterRowReader(RosterColumns.All, Today).Read(default, cells);
            Assert.True(row.FullName is null or { Length: > 0 and <= PersonRecord.NameMaxLength });
            Assert.True(row.StudentId is null or { Length: > 0 and <= PersonRecord.StudentIdMaxLength });
            Assert.True(row.Email is null or { Length: > 2 and <= PersonRecord.EmailMaxLength });
            Assert.True(row.CompletedOn is null || (row.CompletedOn <= Today && row.CompletedOn.Value.Year >= 1900));
            Assert.True(row.Score is null or (>= 0 and < 1_000_000));
            Assert.True((row.FullName is not null && (row.StudentId ?? row.Email) is not null) || findings.Any(f => f.Severity == Severity.Error));
            string?[] kept = [row.FullName, row.StudentId, row.Email, row.Mobile, row.Employer, row.Disability, row.Grade, row.CertificateNo];
            Assert.DoesNotContain(kept.OfType<string>().SelectMany(t => t.EnumerateRunes()), rune => System.Text.Rune.IsControl(rune) || rune == System.Text.Rune.ReplacementChar);
        }));

    [Fact]
    public void Cells_and_headings_of_any_number_can_be_read() => Check.One(
        Laws.Config(),
        Prop.ForAll(Hostile.Rows, cells =>
        {
            new RosterRowReader(RosterColumns.All, Today).Read(default, cells);
        }));

    [Fact]
    public void Keys_of_one_file_follow_one_another_and_no_two_files_share_any()
    {
        string[] KeysOfFile()
        {
            var reader = new RosterRowReader(["student_id", "full_name"], Today);
            return [.. Enumerable.Range(0, 1000).Select(i => reader.Read(default, [$"A{i}", "Ali"]).Row).SelectMany(r => (Guid[])[r.NewPerson, r.NewRecord, r.NewEnrolment, r.NewFact, r.NewEnrolledFact]).Select(k => k.ToString())];
        }

        var (one, other) = (KeysOfFile(), KeysOfFile());
        Assert.Equal(one.Order(StringComparer.Ordinal), one);
        Assert.Equal(2 * 5000, one.Concat(other).Distinct(StringComparer.Ordinal).Count());
        Assert.All(one, key => Assert.Equal(7, new Guid(key).Version));
    }

    private static (string Column, string Cell)[] Row(string completed) => [("student_id", "A1"), ("full_name", "Ali"), ("completed_on", completed)];

    private static (RosterRow Row, IReadOnlyList<Finding> Findings) Completed(string date) => Read(Row(date));

    private static (RosterRow Row, IReadOnlyList<Finding> Findings) Read(params (string Column, string Cell)[] cells) =>
        new RosterRowReader([.. cells.Select(c => c.Column)], Today).Read(default, [.. cells.Select(c => c.Cell)]);

    private static void Says(string code, string column, params (string Column, string Cell)[] cells)
    {
        var finding = Assert.Single(Read(cells).Findings);
        Assert.Equal((code, column, Severity.Error), (finding.Code, finding.Column, finding.Severity));
    }
}
