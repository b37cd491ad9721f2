namespace TalentPortal.Data.Scopes;

/// <summary>
/// Which protected rows a unit of work may see; PostgreSQL enforces it row by row. It guards partners and persons;
/// country and object rules live in the handlers.
/// </summary>
/// <remarks><see cref="Everything"/> belongs to staff reads and to system jobs whose command was authorised before; each use by product code is named in <c>docs/scopes.md</c>.</remarks>
public sealed record Scope
{
    private Scope(bool all, IReadOnlyCollection<Guid> partners, Guid? person) => (All, Partners, Person) = (all, partners, person);

    public bool All { get; }

    public IReadOnlyCollection<Guid> Partners { get; }

    public Guid? Person { get; }

    /// <summary>No protected row at all: public pages, catalogue, aggregates.</summary>
    public static Scope Nothing { get; } = new(false, [], null);

    /// <summary>Every protected row.</summary>
    public static Scope Everything { get; } = new(true, [], null);

    /// <summary>Rows of these partners.</summary>
    public static Scope OfPartners(IReadOnlyCollection<Guid> partners) => new(false, partners, null);

    /// <summary>Rows of one person.</summary>
    public static Scope OfPerson(Guid person) => new(false, [], person);
}
