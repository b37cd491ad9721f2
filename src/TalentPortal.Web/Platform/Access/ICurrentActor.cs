namespace TalentPortal.Web.Platform.Access;

/// <summary>The actor of the request or circuit event at hand.</summary>
public interface ICurrentActor
{
    /// <summary>Reads the grants of whoever is signed in; <see cref="Actor.Anonymous"/> where nobody is.</summary>
    Task<Actor> GetAsync(CancellationToken cancellationToken);
}
