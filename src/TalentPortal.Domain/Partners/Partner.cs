using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Partners;

/// <summary>What kind of help an organisation gives.</summary>
public enum PartnerKind
{
    University,
    TrainingOrganisation,
    AiPartner,
    Employer,
    Agency,
}

/// <summary>An organisation that helps: university, training organisation, AI firm, employer or agency.</summary>
public sealed class Partner
{
    public const int NameMaxLength = 200;
    public const int MaxExternalIds = 20;

    private Partner()
    {
    }

    public Guid Id { get; private init; }

    public string Code { get; private init; } = "";

    public string Name { get; private set; } = "";

    public PartnerKind Kind { get; private set; }

    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    public string Country { get; private set; } = "";

    /// <summary>The organisation this one belongs to: university of a faculty.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>Identifiers elsewhere, by scheme: <c>ror</c>, <c>uen</c>, <c>ssm</c>.</summary>
    public Dictionary<string, string> ExternalIds { get; private set; } = [];

    /// <summary>It agreed that the public reads how many people it brought. Without its word it is told among others only.</summary>
    public bool ShowsFigures { get; private set; }

    public int Revision { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public static Partner Create(string code, DateTimeOffset now)
    {
        if (!Kernel.Code.IsValid(code))
        {
            throw new ArgumentException("Validate the code first.", nameof(code));
        }

        return new() { Id = Guid.CreateVersion7(), Code = code, CreatedAt = now };
    }

    /// <summary>Takes over what a caller describes.</summary>
    /// <returns>The names of the fields that changed; empty when nothing did. Refused when it would be its own parent.</returns>
    public Result<string[]> Describe(string name, PartnerKind kind, string country, Guid? parentId, IReadOnlyDictionary<string, string> externalIds, bool? showsFigures = null)
    {
        if (parentId == Id)
        {
            return PartnerProblems.OwnParent;
        }

        var changes = new Changes();
        Name = changes.Set(nameof(Name), Name, name);
        Kind = changes.Set(nameof(Kind), Kind, kind);
        Country = changes.Set(nameof(Country), Country, country);
        ParentId = changes.Set(nameof(ParentId), ParentId, parentId);
        ShowsFigures = changes.Set(nameof(ShowsFigures), ShowsFigures, showsFigures ?? ShowsFigures);
        if (!ExternalIds.OrderBy(p => p.Key, StringComparer.Ordinal).SequenceEqual(externalIds.OrderBy(p => p.Key, StringComparer.Ordinal)))
        {
            ExternalIds = new(externalIds, StringComparer.Ordinal);
            changes.Note(nameof(ExternalIds));
        }

        Revision += changes.Any ? 1 : 0;
        return changes.Done;
    }
}

public static class PartnerProblems
{
    public static readonly Problem OwnParent = new("partner.own-parent");
    public static readonly Problem NotFound = new("partner.not-found");
}
