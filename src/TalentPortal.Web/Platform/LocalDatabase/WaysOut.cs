namespace TalentPortal.Web.Platform.LocalDatabase;

/// <summary>What somebody can do whose machine can't run the private server: one sentence, the same everywhere.</summary>
internal static class WaysOut
{
    public const string Text =
        "Ways out: install PostgreSQL 15 or later (Debian and Ubuntu: apt-get install postgresql; macOS: brew install postgresql), "
        + "or name a server of your own in ConnectionStrings__Portal, or use docker compose up.";
}
