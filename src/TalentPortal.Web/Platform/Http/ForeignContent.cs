namespace TalentPortal.Web.Platform.Http;

/// <summary>Marks an endpoint that answers with bytes somebody else made: nothing in them may run, load or frame anything in our name.</summary>
public sealed class ForeignContent
{
    /// <summary>Its policy, in place of that of pages.</summary>
    public const string Policy = "default-src 'none'; frame-ancestors 'none'; sandbox";
}
