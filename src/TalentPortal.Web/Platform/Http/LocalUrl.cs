namespace TalentPortal.Web.Platform.Http;

/// <summary>Where a form may send somebody afterwards: to a path of this portal and nowhere else.</summary>
public static class LocalUrl
{
    public const string Home = "/";
    private const int MaxLength = 2000;

    /// <summary>The address itself where it is a path of ours, else <see cref="Home"/>.</summary>
    public static string OrHome(string? url) => IsLocal(url) ? url! : Home;

    /// <summary>
    /// One slash, then neither slash nor backslash. Browsers read <c>//host</c> and <c>/\host</c> as another site, and drop tabs
    /// and line ends before looking, so no control character and no backslash may stand anywhere.
    /// </summary>
    public static bool IsLocal(string? url) =>
        url is { Length: > 0 and <= MaxLength }
        && url[0] == '/'
        && (url.Length == 1 || url[1] != '/')
        && !url.Any(c => c == '\\' || char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format);
}
