namespace TalentPortal.Web.Platform.Access;

/// <summary>Partners by code and by name, for granting roles; accounts know partners only as ids.</summary>
public interface IPartnerDirectory
{
    /// <summary>The partner of this code, or null where there is none.</summary>
    Task<Guid?> FindAsync(string code, CancellationToken cancellationToken);

    /// <summary>Names to show; a partner that is gone is absent.</summary>
    Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);
}
