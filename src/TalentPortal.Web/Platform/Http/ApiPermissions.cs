namespace TalentPortal.Web.Platform.Http;

/// <summary>The names of the policies that the API's endpoints ask for.</summary>
public static class ApiPermissions
{
    public const string ManageObjects = "manage-objects";
    public const string ReadCounts = "read-counts";
    public const string ViewMembers = "view-members";
    public const string UploadRosters = "upload-rosters";
    public const string ViewRosters = "view-rosters";
    public const string ViewCohorts = "view-cohorts";
}
