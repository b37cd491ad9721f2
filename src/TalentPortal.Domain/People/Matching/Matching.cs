using System.Diagnostics.CodeAnalysis;

namespace TalentPortal.Domain.People.Matching;

/// <summary>
/// Whether two records are about one person. Identifiers of one type with different values forbid linking; an identical strong identifier links unless name and
/// birth both disagree; everything else is weighed, and only a personal address or number together with the same name links without a human.
/// </summary>
[SuppressMessage("Design", "MA0049:Type name should not match containing namespace", Justification = "Matching.Judge is what callers say; they stand outside this namespace.")]
public static class Matching
{
    /// <summary>From this score on a human is asked.</summary>
    public const int Review = 50;

    private const int StrongId = 70;
    private const int PersonalEmail = 40;
    private const int PersonalMobile = 35;
    private const int SharedValue = 14;
    private const int NameOfSeveralWords = 40;
    private const int NameOfOneWord = 28;
    private const int BirthDate = 25;
    private const int BirthNearlySame = 12;
    private const int BirthYear = 8;
    private const int BirthOther = -20;
    private const int GenderSame = 2;
    private const int GenderOther = -12;
    private const int NothingOfTheName = -10;
    private const int FarName = 25;

    private enum Birth
    {
        Unknown,
        SameDate,
        SameYear,
        NearlySame,
        Other,
    }

    private enum Id
    {
        Unknown,
        Same,
        Conflicting,
    }

    public static Verdict Judge(Identity newer, Identity older)
    {
        var name = PersonNames.Compare(newer.FullName, older.FullName);
        var evidence = new Evidence(
            National(newer, older),
            Student(newer, older),
            Equal(newer.EmailKey, older.EmailKey),
            newer.EmailShared || older.EmailShared,
            Equal(newer.MobileKey, older.MobileKey),
            newer.MobileShared || older.MobileShared,
            name,
            Births(newer, older),
            newer.Gender is null || older.Gender is null ? null : string.Equals(newer.Gender, older.Gender, StringComparison.OrdinalIgnoreCase));
        var sameness = Decide(evidence);
        return new(sameness, Math.Clamp(Score(evidence), 0, 100), Reasons(evidence), Why(evidence));
    }

    private static Sameness Decide(in Evidence e)
    {
        var conflicting = e.National == Id.Conflicting || e.Student == Id.Conflicting;
        if (e.National == Id.Same || e.Student == Id.Same)
        {
            return conflicting || (e.Name.Likeness == Likeness.Different && e.Birth is Birth.Other or Birth.NearlySame) ? Sameness.Possible : Sameness.Same;
        }

        var medium = (e.Email && !e.EmailShared) || (e.Mobile && !e.MobileShared);
        var contradicted = conflicting || e.Birth is Birth.Other or Birth.NearlySame || e.GenderAgrees == false;
        return medium && !contradicted && e.Name.Likeness == Likeness.Same && IsEnough(e) ? Sameness.Same
            : Score(e) >= Review && (e.Email || e.Mobile || e.Birth == Birth.SameDate) ? Sameness.Possible
            : Sameness.Unrelated;
    }

    /// <summary>Without a date of birth one word is not a name, and the same words turned may be a father's behind the family's telephone.</summary>
    private static bool IsEnough(in Evidence e) =>
        e.Birth == Birth.SameDate || (e.Name.Words > 1 && (!e.Name.Turned || e.Birth == Birth.SameYear || (e.Email && !e.EmailShared)));

    private static int Score(in Evidence e) =>
        (e.National == Id.Same ? StrongId : 0) + (e.Student == Id.Same ? StrongId : 0)
        + (!e.Email ? 0 : e.EmailShared ? SharedValue : PersonalEmail)
        + (!e.Mobile ? 0 : e.MobileShared ? SharedValue : PersonalMobile)
        + Names(e.Name)
        + e.Birth switch { Birth.SameDate => BirthDate, Birth.NearlySame => BirthNearlySame, Birth.SameYear => BirthYear, Birth.Other => BirthOther, _ => 0 }
        + e.GenderAgrees switch { true => GenderSame, false => GenderOther, _ => 0 };

    private static int Names(NameLikeness name) => name.Likeness switch
    {
        Likeness.Same => name.Words > 1 ? NameOfSeveralWords : NameOfOneWord,
        Likeness.Compatible => 16 + (name.Closeness * 24 / 100),
        Likeness.Similar => 10 + (name.Closeness * 22 / 100),
        _ => name.Closeness < FarName ? NothingOfTheName : name.Closeness / 6,
    };

    private static bool Equal(string? one, string? other) => one is not null && string.Equals(one, other, StringComparison.Ordinal);

    private static Id National(Identity newer, Identity older) =>
        newer.NationalIdHash is null || older.NationalIdHash is null ? Id.Unknown : Equal(newer.NationalIdHash, older.NationalIdHash) ? Id.Same : Id.Conflicting;

    /// <summary>A number without the zeros in front is neither the same nor another: a spreadsheet may have eaten them.</summary>
    private static Id Student(Identity newer, Identity older)
    {
        if (newer.Partner is null || newer.Partner != older.Partner || string.IsNullOrWhiteSpace(newer.StudentId) || string.IsNullOrWhiteSpace(older.StudentId))
        {
            return Id.Unknown;
        }

        var one = newer.StudentId.AsSpan().Trim();
        var other = older.StudentId.AsSpan().Trim();
        return one.Equals(other, StringComparison.OrdinalIgnoreCase) ? Id.Same
            : one.TrimStart('0').Equals(other.TrimStart('0'), StringComparison.OrdinalIgnoreCase) ? Id.Unknown
            : Id.Conflicting;
    }

    private static Birth Births(Identity newer, Identity older)
    {
        if (newer.YearOfBirth is not { } year || older.YearOfBirth is not { } otherYear)
        {
            return Birth.Unknown;
        }

        if (newer.BirthDate is not { } one || older.BirthDate is not { } other)
        {
            return year == otherYear ? Birth.SameYear : Birth.Other;
        }

        return one == other ? IsPlaceholder(one) ? Birth.SameYear : Birth.SameDate
            : year == otherYear && (IsPlaceholder(one) || IsPlaceholder(other)) ? Birth.SameYear
            : IsNearly(one, other) ? Birth.NearlySame
            : Birth.Other;
    }

    /// <summary>Sources that know only the year print its first day.</summary>
    private static bool IsPlaceholder(DateOnly date) => date is { Month: 1, Day: 1 };

    /// <summary>Day and month swapped, or one of the three parts mistyped.</summary>
    private static bool IsNearly(DateOnly one, DateOnly other) =>
        (one.Year == other.Year && one.Month == other.Day && one.Day == other.Month)
        || (one.Year == other.Year ? 1 : 0) + (one.Month == other.Month ? 1 : 0) + (one.Day == other.Day ? 1 : 0) == 2;

    private static List<string> Reasons(in Evidence e)
    {
        List<string> reasons = new(6);
        Add(reasons, e.National == Id.Same, Reason.SameNationalId);
        Add(reasons, e.Student == Id.Same, Reason.SameStudentId);
        Add(reasons, e.Email, e.EmailShared ? Reason.SharedEmail : Reason.SameEmail);
        Add(reasons, e.Mobile, e.MobileShared ? Reason.SharedMobile : Reason.SameMobile);
        Add(reasons, e.Name.Likeness == Likeness.Same, Reason.SameName);
        Add(reasons, e.Name.Likeness is Likeness.Compatible or Likeness.Similar, Reason.SimilarName);
        Add(reasons, e.Birth == Birth.SameDate, Reason.SameBirthDate);
        Add(reasons, e.Birth == Birth.SameYear, Reason.SameBirthYear);
        Add(reasons, e.National == Id.Conflicting, Reason.ConflictingNationalId);
        Add(reasons, e.Student == Id.Conflicting, Reason.ConflictingStudentId);
        Add(reasons, e.Name.Likeness == Likeness.Different, Reason.OtherName);
        Add(reasons, e.Birth is Birth.Other or Birth.NearlySame, Reason.OtherBirthDate);
        Add(reasons, e.GenderAgrees == false, Reason.OtherGender);
        return reasons;
    }

    private static void Add(List<string> reasons, bool holds, string reason)
    {
        if (holds)
        {
            reasons.Add(reason);
        }
    }

    private static string Why(in Evidence e) =>
        e.National == Id.Same ? Because.NationalId
        : e.Student == Id.Same ? Because.StudentId
        : e.Email && (!e.EmailShared || !e.Mobile || e.MobileShared) ? Because.Email
        : e.Mobile ? Because.Mobile
        : e.Name.Likeness != Likeness.Different && e.Birth is Birth.SameDate or Birth.SameYear ? Because.NameAndBirth
        : Because.Nothing;

    private readonly record struct Evidence(
        Id National, Id Student, bool Email, bool EmailShared, bool Mobile, bool MobileShared, NameLikeness Name, Birth Birth, bool? GenderAgrees);
}
