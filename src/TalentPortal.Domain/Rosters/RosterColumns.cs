using System.Globalization;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Rosters;

/// <summary>The columns a roster may have, and the headings that registrars' systems print for them.</summary>
public static class RosterColumns
{
    public const string StudentId = "student_id";
    public const string FullName = "full_name";
    public const string GivenName = "given_name";
    public const string FamilyName = "family_name";
    public const string Email = "email";
    public const string Mobile = "mobile";
    public const string Nationality = "nationality";
    public const string State = "state";
    public const string Gender = "gender";
    public const string BirthDate = "birth_date";
    public const string BirthYear = "birth_year";
    public const string Audience = "audience";
    public const string Employer = "employer";
    public const string Sector = "sector";
    public const string Disability = "disability";
    public const string EnrolledOn = "enrolled_on";
    public const string Status = "status";
    public const string CompletedOn = "completed_on";
    public const string Score = "score";
    public const string Grade = "grade";
    public const string CertificateNo = "certificate_no";

    /// <summary>Every canonical column, in the order of the template.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        StudentId, FullName, GivenName, FamilyName, Email, Mobile, Nationality, State, Gender, BirthDate, BirthYear, Audience, Employer, Sector, Disability,
        EnrolledOn, Status, CompletedOn, Score, Grade, CertificateNo,
    ];

    private static readonly Dictionary<string, string> Spelt = Spellings();

    private static readonly HashSet<string> Sensitive = new(
        new[]
        {
            "password", "passwd", "pwd", "temporary password", "kata laluan", "kata laluan sementara", "密码", "nric", "nric no", "nric fin", "fin", "ic", "ic no", "ic number", "no ic", "no kp", "no k p", "nokp", "kad pengenalan",
            "no kad pengenalan", "mykad", "my kad", "mykad no", "identity card", "identity card no", "national id", "national id no", "national identification number", "身份证", "身份证号", "身份证号码", "passport", "passport no", "passport number",
        }.Select(Key),
        StringComparer.Ordinal);

    // Headings combine them freely: "IC / Passport No", "NRIC (last 4)", "Kata laluan sementara".
    private static readonly HashSet<string> SensitiveWords = new(["password", "passwd", "pwd", "passcode", "nric", "mykad", "nokp", "passport", "pasport"], StringComparer.Ordinal);

    /// <summary>The canonical column a heading means, or null.</summary>
    public static string? Find(string heading) => Spelt.GetValueOrDefault(Key(heading));

    /// <summary>Whether a column under this heading must not be stored: passwords, national identity numbers.</summary>
    public static bool IsSensitive(string heading) =>
        Sensitive.Contains(Key(heading)) || WordsOf(heading).Any(SensitiveWords.Contains);

    /// <summary>Reads the headings of a file.</summary>
    /// <returns>
    /// For each heading the canonical column, or an empty text where it is not used. Refused when an identifier or a name is missing,
    /// or when two headings mean the same column; of several telephone numbers the first is used, for registries print two.
    /// </returns>
    public static Result<string[]> Map(IReadOnlyList<string> headings)
    {
        if (headings.Count > Roster.MaxColumns)
        {
            return RosterProblems.TooManyColumns(headings.Count, Roster.MaxColumns);
        }

        var mapping = headings.Select(h => Find(h) ?? "").ToArray();
        for (var i = 0; i < mapping.Length; i++)
        {
            var first = Array.IndexOf(mapping, mapping[i]);
            if (mapping[i] == Mobile && first < i)
            {
                mapping[i] = "";
            }
            else if (mapping[i].Length > 0 && first < i)
            {
                return RosterProblems.TwoColumnsForOne(mapping[i], headings[first], headings[i]);
            }
        }

        if (!mapping.Contains(StudentId) && !mapping.Contains(Email))
        {
            return RosterProblems.MissingColumn($"{StudentId} / {Email}");
        }

        return mapping.Contains(FullName) || mapping.Contains(GivenName) || mapping.Contains(FamilyName) ? mapping : RosterProblems.MissingColumn(FullName);
    }

    private static Dictionary<string, string> Spellings()
    {
        var known = All.ToDictionary(Key, c => c, StringComparer.Ordinal);
        (string Column, string[] Headings)[] others =
        [
            (StudentId, ["studentid", "student no", "student number", "matric no", "matric number", "matriculation number", "no matrik", "nombor matrik", "no pelajar", "id pelajar", "learner id", "idnumber", "sourcedid", "学号", "学生编号"]),
            (FullName, ["name", "fullname", "student name", "learner name", "nama", "nama penuh", "nama pelajar", "姓名", "学生姓名"]),
            (GivenName, ["givenname", "first name", "firstname", "forename", "nama pertama", "名"]),
            (FamilyName, ["familyname", "last name", "lastname", "surname", "nama keluarga", "姓"]),
            (Email, ["e-mail", "email address", "e-mail address", "mail", "emel", "e-mel", "alamat emel", "电邮", "邮箱", "电子邮件", "电子邮箱"]),
            (Mobile, ["mobile no", "mobile number", "phone", "phone number", "telephone", "handphone", "phone1", "phone2", "sms", "telefon", "no telefon", "telefon bimbit", "手机", "手机号", "电话"]),
            (Nationality, ["citizenship", "country of citizenship", "warganegara", "kewarganegaraan", "国籍"]),
            (State, ["state of residence", "region", "negeri", "州属", "州", "地区"]),
            (Gender, ["sex", "jantina", "性别"]),
            (BirthDate, ["birthdate", "date of birth", "dob", "tarikh lahir", "出生日期"]),
            (BirthYear, ["birthyear", "year of birth", "tahun lahir", "出生年份"]),
            (Audience, ["category", "participant type", "kategori", "类别"]),
            (Employer, ["company", "organisation", "organization", "majikan", "syarikat", "雇主", "公司"]),
            (Sector, ["industry", "sektor", "industri", "行业"]),
            (Disability, ["oku", "kurang upaya", "残疾"]),
            (EnrolledOn, ["enrolment date", "enrollment date", "enrolled", "start date", "tarikh daftar", "tarikh pendaftaran", "报名日期", "入学日期"]),
            (Status, ["enrolment status", "enrollment status", "result", "keputusan", "状态", "结果"]),
            (CompletedOn, ["completion date", "completed", "date completed", "tarikh tamat", "tarikh selesai", "完成日期"]),
            (Score, ["mark", "marks", "markah", "分数", "成绩"]),
            (Grade, ["gred", "等级"]),
            (CertificateNo, ["certificate number", "certificate", "cert no", "no sijil", "证书编号"]),
        ];
        foreach (var (column, headings) in others)
        {
            foreach (var heading in headings)
            {
                known[Key(heading)] = column;
            }
        }

        return known;
    }

    private static string[] WordsOf(string heading) =>
        string.Concat(heading.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Key(string heading) => string.Concat(heading.Where(char.IsLetterOrDigit)).ToLower(CultureInfo.InvariantCulture);
}
