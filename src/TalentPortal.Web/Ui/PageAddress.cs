using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;

namespace TalentPortal.Web.Ui;

/// <summary>The address in the reader's bar: path and query, with the leading slash.</summary>
internal static class PageAddress
{
    /// <summary>On a page of errors it is the address that was asked for, not the error page's own.</summary>
    public static string Of(NavigationManager navigation, HttpContext? context) =>
        context?.Features.Get<IStatusCodeReExecuteFeature>() is { } refused ? refused.OriginalPath + refused.OriginalQueryString
        : context?.Features.Get<IExceptionHandlerPathFeature>() is { } failed ? failed.Path
        : new Uri(navigation.Uri).PathAndQuery;
}
