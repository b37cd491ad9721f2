using System.Globalization;

namespace TalentPortal.Domain.Rosters;

/// <summary>The headings that registrars' systems, OneRoster, Moodle and Microsoft SDS print, in English, Malay and Chinese. Case, spaces and punctuation mean nothing.</summary>
internal static class RosterHeadings
{
    private static readonly Dictionary<string, string> First = Spellings(
    [
        (RosterColumns.StudentId,
            ["studentid", "student no", "student number", "student num", "student code", "matric", "matric no", "matric number", "matriculation no", "matriculation number", "matrix no", "no matrik", "no matriks", "nombor matrik", "no pelajar", "nombor pelajar",
             "id pelajar", "learner id", "learner no", "idnumber", "candidate no", "candidate number", "no calon", "admission no", "admission number", "registration no", "no pendaftaran", "学号", "学生编号", "学生号", "准考证号", "學號", "學生編號"]),
        (RosterColumns.FullName,
            ["name", "fullname", "student name", "student full name", "learner name", "participant name", "candidate name", "name of student", "name of learner", "display name", "nama", "nama penuh", "nama pelajar", "nama peserta", "nama calon", "姓名", "学生姓名", "学员姓名", "名字", "學生姓名"]),
        (RosterColumns.GivenName, ["givenname", "given names", "first name", "firstname", "forename", "nama pertama", "nama diberi", "名"]),
        (RosterColumns.FamilyName, ["familyname", "last name", "lastname", "surname", "nama keluarga", "nama akhir", "姓", "姓氏"]),
        (RosterColumns.Email, ["e-mail", "mail", "email address", "e-mail address", "email id", "student email", "school email", "emel", "e-mel", "alamat emel", "alamat e-mel", "电邮", "邮箱", "电子邮件", "电子邮箱", "电邮地址", "電郵", "電子郵件"]),
        (RosterColumns.Mobile,
            ["mobile no", "mobile number", "mobile phone", "phone", "phone no", "phone number", "telephone", "telephone number", "contact no", "contact number", "handphone", "handphone no", "hp no", "phone1", "phone2", "sms", "telefon", "no telefon", "no tel",
             "telefon bimbit", "no telefon bimbit", "手机", "手机号", "手机号码", "电话", "电话号码", "联系电话", "手機", "電話"]),
        (RosterColumns.Nationality, ["citizenship", "country of citizenship", "warganegara", "kewarganegaraan", "国籍", "國籍"]),
        (RosterColumns.State, ["state of residence", "home state", "region", "negeri", "州属", "州", "地区", "州屬"]),
        (RosterColumns.Gender, ["sex", "jantina", "性别", "性別"]),
        (RosterColumns.BirthDate, ["birthdate", "birthday", "date of birth", "dob", "tarikh lahir", "出生日期", "生日"]),
        (RosterColumns.BirthYear, ["birthyear", "year of birth", "tahun lahir", "出生年份", "出生年"]),
        (RosterColumns.Audience, ["category", "participant type", "participant category", "kategori", "kategori peserta", "类别", "類別"]),
        (RosterColumns.Employer, ["company", "company name", "organisation", "organization", "institution", "majikan", "syarikat", "organisasi", "雇主", "公司", "单位", "單位"]),
        (RosterColumns.Sector, ["industry", "sektor", "industri", "行业", "行業"]),
        (RosterColumns.Disability, ["oku", "kurang upaya", "残疾", "殘疾"]),
        (RosterColumns.EnrolledOn, ["enrolment date", "enrollment date", "enrolled", "registration date", "start date", "begin date", "tarikh daftar", "tarikh pendaftaran", "tarikh mula", "报名日期", "入学日期", "注册日期"]),
        (RosterColumns.Status, ["enrolment status", "enrollment status", "result", "keputusan", "状态", "结果", "狀態", "結果"]),
        (RosterColumns.CompletedOn, ["completion date", "completed", "date completed", "date of completion", "tarikh tamat", "tarikh selesai", "完成日期", "结业日期"]),
        (RosterColumns.Score, ["mark", "marks", "final mark", "final score", "markah", "skor", "分数", "成绩", "分數", "成績"]),
        (RosterColumns.Grade, ["final grade", "gred", "等级", "等級"]),
        (RosterColumns.CertificateNo, ["certificate number", "certificate", "cert no", "cert number", "no sijil", "nombor sijil", "证书编号", "证书号", "證書編號"]),
        (RosterColumns.Cohort,
            ["course", "course1", "course code", "cohort1", "cohort code", "class", "class code", "class sourced id", "section sis id", "section", "kod kohort", "kohort", "kod kelas", "kelas", "kumpulan", "kursus", "kod kursus", "班次", "班级", "班别", "课程", "课程代码", "班級", "課程"]),
        (RosterColumns.RowKey, ["rowkey", "kunci baris", "行键", "行鍵"]),
        (RosterColumns.Session, ["session no", "session number", "sesi", "no sesi", "课次", "課次"]),
        (RosterColumns.SessionDate, ["session day", "session held on", "tarikh sesi", "上课日期", "上課日期"]),
        (RosterColumns.Attendance, ["attendance status", "attendance mark", "kehadiran", "status kehadiran", "出勤", "出席", "考勤"]),
        (RosterColumns.Minutes, ["minutes attended", "minutes present", "duration minutes", "minit", "分钟", "出席分钟", "分鐘"]),
    ]);

    // Only where the file has no better column for the same thing: systems print these beside the number or address that people know.
    private static readonly (string Column, string[] Keys)[] Second =
    [
        (RosterColumns.StudentId, [.. new[] { "identifier", "user master identifier", "sourcedid", "user sourced id", "sis id", "student sis id", "sis user id", "username", "user name", "login id", "nama pengguna", "用户名" }.Select(Key)]),
        (RosterColumns.Email, [.. new[] { "secondary email", "personal email", "alternate email", "emel peribadi", "个人邮箱" }.Select(Key)]),
    ];

    private static readonly HashSet<string> Sensitive = new(
        new[]
        {
            "password", "passwd", "pwd", "temporary password", "kata laluan", "kata laluan sementara", "密码", "密碼", "nric", "nric no", "nric fin", "fin", "fin no", "ic", "ic no", "ic number", "no ic", "no kp", "no k p", "nokp", "kad pengenalan",
            "no kad pengenalan", "mykad", "my kad", "mykad no", "identity card", "identity card no", "identity card number", "national id", "national id no", "national identification number", "身份证", "身份证号", "身份证号码", "身分證", "身分證號碼",
            "passport", "passport no", "passport number", "护照", "护照号", "护照号码", "護照號碼",
        }.Select(Key),
        StringComparer.Ordinal);

    // Headings combine them freely: "IC / Passport No", "NRIC (last 4)", "Kata laluan sementara".
    private static readonly HashSet<string> SecretWords = new(["password", "passwd", "pwd", "passcode"], StringComparer.Ordinal);
    private static readonly HashSet<string> SensitiveWords = new([.. SecretWords, "nric", "mykad", "nokp", "passport", "pasport"], StringComparer.Ordinal);

    /// <summary>The canonical column a heading means by itself.</summary>
    public static string? Find(string heading) => First.GetValueOrDefault(Key(heading));

    /// <summary>How well a heading stands in for a column that no heading means by itself; the least is the best, null is not at all.</summary>
    public static (string Column, int Rank)? FindSecond(string heading)
    {
        var key = Key(heading);
        foreach (var (column, keys) in Second)
        {
            if (Array.IndexOf(keys, key) is >= 0 and var rank)
            {
                return (column, rank);
            }
        }

        return null;
    }

    /// <summary>The longest known heading that stands within this one, as in "Student's full name (as in passport)". A guess to be confirmed.</summary>
    public static string? Within(string heading)
    {
        var key = Key(heading);
        if (key == "id")
        {
            // Often only a running number, so never taken unasked.
            return RosterColumns.StudentId;
        }

        return First.Where(s => s.Key.Length >= (s.Key[0] > 'z' ? 2 : 4) && key.Contains(s.Key, StringComparison.Ordinal)).OrderByDescending(s => s.Key.Length).FirstOrDefault().Value;
    }

    /// <summary>Whether a column under this heading must not be stored: passwords, national identity numbers, passports.</summary>
    public static bool IsSensitive(string heading) => Sensitive.Contains(Key(heading)) || WordsOf(heading).Any(SensitiveWords.Contains);

    /// <summary>Whether a heading announces national identity numbers, and not also something else that must not be kept.</summary>
    public static bool IsNationalId(string heading)
    {
        var key = Key(heading);
        return IsSensitive(heading) && !WordsOf(heading).Any(w => SecretWords.Contains(w) || w is "passport" or "pasport") && !key.StartsWith("katalaluan", StringComparison.Ordinal)
            && !key.Contains('密') && !key.Contains('护') && !key.Contains('護');
    }

    private static Dictionary<string, string> Spellings((string Column, string[] Headings)[] others)
    {
        var known = RosterColumns.All.ToDictionary(Key, c => c, StringComparer.Ordinal);
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
