using System.Text.Json;
using System.Text.Json.Serialization;

namespace TalentPortal.Web.Platform.Http;

/// <summary>How the API speaks JSON: camelCase, days as <c>yyyy-mm-dd</c>, words for enums; a field it does not know is refused, never ignored.</summary>
public static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Configure(new(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.NumberHandling = JsonNumberHandling.Strict;
        return options;
    }
}
