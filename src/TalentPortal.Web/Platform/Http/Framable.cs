namespace TalentPortal.Web.Platform.Http;

/// <summary>Marks an endpoint that anybody's page may embed: a card or a picture of what is public. Nothing runs in it and no form leaves it.</summary>
public sealed class Framable
{
    /// <summary>Its policy, in place of that of pages.</summary>
    public const string Policy = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'self'; img-src 'self'; font-src 'self'; frame-ancestors *";
}
