namespace TalentPortal.Web.Platform.Http;

/// <summary>
/// The address under which people reach the portal: <c>Portal:PublicUrl</c>, else the first one it listens on. Links in mails are made
/// from it and never from a request, whose host anybody can forge.
/// </summary>
public sealed class PortalAddress(IConfiguration configuration)
{
    private const string Fallback = "http://localhost:5080";

    public Uri Root { get; } = Read(configuration);

    /// <summary>The origin as browsers spell it.</summary>
    public string Origin => Root.GetLeftPart(UriPartial.Authority);

    public bool IsSecure => Root.Scheme == Uri.UriSchemeHttps;

    public string Link(string path) => new Uri(Root, path).AbsoluteUri;

    private static Uri Read(IConfiguration configuration)
    {
        var text = configuration["Portal:PublicUrl"] ?? configuration["urls"]?.Split(';')[0];
        return Uri.TryCreate(text, UriKind.Absolute, out var root) && root.Scheme is "http" or "https" ? root : new Uri(Fallback);
    }
}
