namespace TalentPortal.Web.Ui.Preferences;

/// <summary>Where to go back to: only ever a path of this portal, so that no link sends a reader elsewhere.</summary>
public static class LocalUrl
{
    /// <summary>The address if it is a path of this portal, else the start page.</summary>
    public static string OrHome(string? address) => IsLocal(address) ? address! : "/";

    /// <summary>Whether it begins with exactly one slash and holds neither backslash nor control characters (browsers read <c>/\</c> and <c>/TAB/</c> as <c>//</c>).</summary>
    public static bool IsLocal(string? address) =>
        address is ['/', ..] and not ['/', '/', ..] && !address.Any(c => c == '\\' || char.IsControl(c));
}
