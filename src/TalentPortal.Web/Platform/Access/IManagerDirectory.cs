namespace TalentPortal.Web.Platform.Access;

/// <summary>Who manages programmes where: a team of one has a rule of its own for second persons.</summary>
public interface IManagerDirectory
{
    /// <summary>Open accounts of programme managers of a country, those of all countries among them; with null only the latter. Keys are nobody.</summary>
    Task<IReadOnlySet<Guid>> ManagersOfAsync(string? country, CancellationToken cancellationToken);
}
