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

    /// <summary>Why they are the same: <c>new</c>, <c>student-id</c>, <c>e-mail</c>, <c>decision</c>.</summary>
    public required string Why { get; init; }

    public Guid? DecisionId { get; init; }
}

/// <summary>A value by which a record can be found again. Equal values are evidence, not an error.</summary>
public sealed class Identifier
{
    public required Guid RecordId { get; init; }

    /// <summary><c>student-id</c> or <c>e-mail</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The partner inside which the value means something; the empty key where it means something everywhere.</summary>
    public required Guid ScopePartner { get; init; }

    /// <summary>Normalised: one spelling for equal values.</summary>
    public required string Value { get; init; }

    public required string Strength { get; init; }
}

/// <summary>Whether two records are one human: asked, answered, remembered.</summary>
public sealed class PairDecision
{
    public required Guid RecordA { get; init; }

    public required Guid RecordB { get; init; }

    /// <summary><c>open</c>, <c>same</c>, <c>different</c> or <c>need-info</c>.</summary>
    public required string Status { get; init; }

    public Guid? By { get; init; }

    public required DateTimeOffset At { get; init; }
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
