using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Programmes;

public enum ProgrammeKind
{
    Training,
    Bootcamp,
    Bridging,
    Symposium,
    Internship,
    PartnerDevelopment,
}

/// <summary>How far a curriculum leads. Foundation is the first step, Architect the last.</summary>
public enum Level
{
    Foundation,
    Educator,
    Developer,
    Architect,
}

/// <summary>What is taught or done.</summary>
public sealed class Programme
{
    public const int NameMaxLength = 200;
    public const int SectorMaxLength = 60;

    private Programme()
    {
    }

    public Guid Id { get; private init; }

    public string Code { get; private init; } = "";

    public string Name { get; private set; } = "";

    public ProgrammeKind Kind { get; private set; }

    public Level? Level { get; private set; }

    /// <summary>ISO 3166-1 alpha-2: the country the programme is run for.</summary>
    public string Country { get; private set; } = "";

    public string? Sector { get; private set; }

    public int Revision { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public static Programme Create(string code, DateTimeOffset now) =>
        Kernel.Code.IsValid(code)
            ? new() { Id = Guid.CreateVersion7(), Code = code, CreatedAt = now }
            : throw new ArgumentException("Validate the code first.", nameof(code));

    /// <summary>Takes over what a caller describes.</summary>
    /// <returns>The names of the fields that changed. A change of kind or level must be carried to the facts by the caller.</returns>
    public string[] Describe(string name, ProgrammeKind kind, Level? level, string country, string? sector)
    {
        var changes = new Changes();
        Name = changes.Set(nameof(Name), Name, name);
        Kind = changes.Set(nameof(Kind), Kind, kind);
        Level = changes.Set(nameof(Level), Level, level);
        Country = changes.Set(nameof(Country), Country, country);
        Sector = changes.Set(nameof(Sector), Sector, sector);
        Revision += changes.Any ? 1 : 0;
        return changes.Done.Value;
    }
}

public static class ProgrammeProblems
{
    public static readonly Problem NotFound = new("programme.not-found");
}
