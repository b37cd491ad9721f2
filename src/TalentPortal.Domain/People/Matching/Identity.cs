namespace TalentPortal.Domain.People.Matching;

/// <summary>
/// What one record says about who somebody is. E-mail and mobile are keys made by <see cref="IdentityKeys"/>; a national id is its keyed hash.
/// A student id means something inside its partner only.
/// </summary>
public sealed record Identity(
    string FullName,
    string? EmailKey,
    string? MobileKey,
    DateOnly? BirthDate,
    int? BirthYear,
    string? Gender,
    string? StudentId,
    Guid? Partner,
    string? NationalIdHash)
{
    /// <summary>The ledger knows that several people use this address, so it says little about either.</summary>
    public bool EmailShared { get; init; }

    /// <summary>The ledger knows that several people use this number.</summary>
    public bool MobileShared { get; init; }

    /// <summary>A date of birth tells its year.</summary>
    public int? YearOfBirth => BirthDate?.Year ?? BirthYear;
}

public enum Sameness
{
    /// <summary>Two people as far as anybody can tell: nothing is stored.</summary>
    Unrelated,

    /// <summary>For a human to decide; until then the newer record stands alone and is provisional.</summary>
    Possible,

    /// <summary>Linked without asking.</summary>
    Same,
}

/// <param name="Score">0 to 100, for the order of the review queue.</param>
/// <param name="Reasons">Codes of <see cref="Reason"/>, what speaks for it before what speaks against it.</param>
/// <param name="Why">The strongest reason in one code of <see cref="Because"/>, as stored on the link.</param>
public sealed record Verdict(Sameness Sameness, int Score, IReadOnlyList<string> Reasons, string Why);

/// <summary>What a verdict rests on, in the order in which a reviewer reads it.</summary>
public static class Reason
{
    public const string SameNationalId = "same-national-id";
    public const string SameStudentId = "same-student-id";
    public const string SameEmail = "same-e-mail";
    public const string SameMobile = "same-mobile";
    public const string SharedEmail = "shared-e-mail";
    public const string SharedMobile = "shared-mobile";
    public const string SameName = "same-name";
    public const string SimilarName = "similar-name";
    public const string SameBirthDate = "same-birth-date";
    public const string SameBirthYear = "same-birth-year";
    public const string ConflictingNationalId = "conflicting-national-id";
    public const string ConflictingStudentId = "conflicting-student-id";
    public const string OtherName = "other-name";
    public const string OtherBirthDate = "other-birth-date";
    public const string OtherGender = "other-gender";
}

/// <summary>The strongest reason of a verdict.</summary>
public static class Because
{
    public const string NationalId = "national-id";
    public const string StudentId = "student-id";
    public const string Email = "e-mail";
    public const string Mobile = "mobile";
    public const string NameAndBirth = "name-and-birth";
    public const string Nothing = "nothing";
}
