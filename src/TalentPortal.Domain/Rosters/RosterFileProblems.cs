using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Rosters;

/// <summary>Why a file cannot be read, beyond what <see cref="RosterProblems"/> says of its rows and headings.</summary>
public static class RosterFileProblems
{
    /// <summary>It is protected by a password.</summary>
    public static readonly Problem Encrypted = new("roster.encrypted");

    /// <summary>The small file that a spreadsheet program keeps beside an open workbook.</summary>
    public static readonly Problem LockFile = new("roster.lock-file");

    /// <summary>A workbook or zip that ends too early, lies about its contents or is not well formed.</summary>
    public static Problem Damaged(string part) => new("roster.damaged", part);

    /// <summary>Unpacked it is larger than is read, or larger in proportion than any roster.</summary>
    public static Problem UnpacksTooLarge(int megabytes, int times) => new("roster.unpacks-too-large", megabytes, times);

    public static Problem TooManyEntries(int limit) => new("roster.too-many-entries", limit);

    /// <summary>More different texts than a roster of the largest size has.</summary>
    public static Problem TooManyTexts(int limit) => new("roster.too-many-texts", limit);

    /// <summary>Bytes that the encoding somebody chose does not know.</summary>
    public static Problem NotInEncoding(string encoding) => new("roster.not-in-encoding", encoding);

    /// <summary>A OneRoster set in which nobody has a name.</summary>
    public static readonly Problem UsersMissing = new("roster.users-missing");

    /// <summary>A file of a OneRoster set lacks a column without which its rows cannot be joined.</summary>
    public static Problem ColumnMissingIn(string file, string column) => new("roster.column-missing-in", file, column);
}
