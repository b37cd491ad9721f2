namespace TalentPortal.Domain.People;

public enum PersonState
{
    Live,
    Retired,
    Erased,
}

/// <summary>The one human. Holds no personal data, so it belongs to no partner.</summary>
public sealed class Person
{
    public required Guid Id { get; init; }

    public PersonState State { get; private set; }

    public int Revision { get; private set; }
}

public enum RecordSource
{
    Partner,
    Sso,
    Self,
}

public enum RecordState
{
    Live,
    Retired,
}

/// <summary>What one source says about a person; at most one partner's.</summary>
public sealed class PersonRecord
{
    /// <summary>A name may have one letter or this many; nobody needs a surname.</summary>
    public const int NameMaxLength = 300;
    public const int EmailMaxLength = 254;
    public const int MobileMaxLength = 40;
    public const int StudentIdMaxLength = 100;
    public const int EmployerMaxLength = 200;

    public required Guid Id { get; init; }

    public RecordSource Source { get; private set; }

    public Guid? PartnerId { get; private set; }

    /// <summary>The person the record is linked to now: a copy of the open <see cref="PersonLink"/>.</summary>
    public Guid PersonId { get; private set; }

    public string FullName { get; private set; } = "";

    public string? Email { get; private set; }

    public string? Mobile { get; private set; }

    public string? StudentId { get; private set; }

    public string? Nationality { get; private set; }

    public string? Audience { get; private set; }

    public string? Gender { get; private set; }

    public int? BirthYear { get; private set; }

    public DateOnly? BirthDate { get; private set; }

    public string? Region { get; private set; }

    public string? Employer { get; private set; }

    public string? Sector { get; private set; }

    public string? Disability { get; private set; }

    /// <summary>Keyed hash of a national identity number, where an administrator switched that on for the country; the number itself is never kept.</summary>
    public string? NationalKey { get; private set; }

    /// <summary>The student id as it is compared: lower case. Strong, inside its partner only.</summary>
    public string? StudentKey { get; private set; }

    /// <summary>The e-mail address as it is compared.</summary>
    public string? EmailKey { get; private set; }

    /// <summary>The mobile number as it is compared: digits with the country's code.</summary>
    public string? MobileKey { get; private set; }

    /// <summary>What names that may be the same have in common; finds candidates, decides nothing.</summary>
    public string? NameKey { get; private set; }

    /// <summary>One word of the name, as it is compared: finds candidates with the same date of birth whose names were cut.</summary>
    public string? NameWord { get; private set; }

    /// <summary>Values that a roster may not overwrite, as JSON: column to <c>learner</c>, <c>manager</c>, or <c>source:</c> and the key of the source profile that leads it. Null where all are free.</summary>
    public string? Held { get; private set; }

    public RecordState State { get; private set; }

    public int Revision { get; private set; }
}

/// <summary>Which person a record belongs to, from when we knew until when we knew better. Merging adds rows; nothing moves.</summary>
public sealed class PersonLink
{
    public required Guid RecordId { get; init; }

    public required Guid PersonId { get; init; }

    public required DateTimeOffset KnownFrom { get; init; }

    public DateTimeOffset KnownTo { get; private set; }

    /// <summary>
    /// Why: <c>new</c>, what matching found (<c>student-id</c>, <c>e-mail</c> …), <c>decision</c>, or <c>taken-back</c> where the decision
    /// was and the record went back to where it had come from.
    /// </summary>
    public required string Why { get; init; }

    public Guid? DecisionId { get; init; }
}

/// <summary>What counting asks about a person, resolved over all sources, from when we knew.</summary>
public sealed class Trait
{
    public required Guid PersonId { get; init; }

    public string? Nationality { get; init; }

    public string? Audience { get; init; }

    public string? Gender { get; init; }

    public int? BirthYear { get; init; }

    public string? Region { get; init; }

    public string? Sector { get; init; }

    public required DateTimeOffset KnownFrom { get; init; }

    public DateTimeOffset KnownTo { get; private set; }
}
