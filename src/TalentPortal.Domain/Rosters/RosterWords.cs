using System.Globalization;

namespace TalentPortal.Domain.Rosters;

/// <summary>The words in cells that mean one of a few things, in English, Malay and Chinese.</summary>
internal static class RosterWords
{
    private static readonly HashSet<string> Clears = new(["(clear)", "(kosongkan)", "(清空)"], StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Statuses = new(StringComparer.Ordinal)
    {
        ["enrolled"] = "enrolled",
        ["enrolment"] = "enrolled",
        ["active"] = "enrolled",
        ["registered"] = "enrolled",
        ["in progress"] = "enrolled",
        ["berdaftar"] = "enrolled",
        ["aktif"] = "enrolled",
        ["已报名"] = "enrolled",
        ["withdrawn"] = "withdrawn",
        ["dropped"] = "withdrawn",
        ["tarik diri"] = "withdrawn",
        ["menarik diri"] = "withdrawn",
        ["退出"] = "withdrawn",
        ["completed"] = "completed",
        ["complete"] = "completed",
        ["pass"] = "completed",
        ["passed"] = "completed",
        ["selesai"] = "completed",
        ["lulus"] = "completed",
        ["完成"] = "completed",
        ["通过"] = "completed",
        ["failed"] = "failed",
        ["fail"] = "failed",
        ["not completed"] = "failed",
        ["gagal"] = "failed",
        ["未通过"] = "failed",
    };

    private static readonly Dictionary<string, string> Marks = Spelt(
        ("present", ["present", "p", "attended", "yes", "y", "hadir", "ya", "出席", "到", "已到", "是"]),
        ("partial", ["partial", "late", "left early", "separa", "sebahagian", "lewat", "部分", "部分出席", "迟到", "早退"]),
        ("absent", ["absent", "a", "no", "n", "no show", "tidak hadir", "tak hadir", "tidak", "缺席", "缺课", "未到", "否"]),
        ("excused", ["excused", "e", "exempt", "leave", "dikecualikan", "cuti", "cuti sakit", "请假", "病假", "免修"]),
        ("make-up", ["make-up", "make up", "makeup", "ganti", "kelas ganti", "补课", "补修"]));

    /// <summary>enrolled, withdrawn, completed or failed; null for other words.</summary>
    public static string? Status(string text) => Statuses.GetValueOrDefault(text.ToLower(CultureInfo.InvariantCulture));

    /// <summary>present, partial, absent, excused or make-up; null for other words.</summary>
    public static string? Attendance(string text) => Marks.GetValueOrDefault(text.ToLower(CultureInfo.InvariantCulture));

    /// <summary>Whether a cell asks for its value to be emptied; a blank cell never does.</summary>
    public static bool IsClear(string text) => text.Length is > 3 and < 16 && text[0] is '(' or '（' && Clears.Contains(text.Replace('（', '(').Replace('）', ')').ToLower(CultureInfo.InvariantCulture));

    private static Dictionary<string, string> Spelt(params (string Mark, string[] Words)[] marks) =>
        marks.SelectMany(m => m.Words.Select(w => (w, m.Mark))).ToDictionary(m => m.w, m => m.Mark, StringComparer.Ordinal);
}
