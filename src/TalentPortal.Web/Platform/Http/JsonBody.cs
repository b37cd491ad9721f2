using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Web.Platform.Http;

#pragma warning disable CA1000 // Minimal APIs find these by their static names.
/// <summary>A JSON body, or why it could not be read; so that a slip in it is answered like every other refusal.</summary>
public sealed class JsonBody<T> : IEndpointParameterMetadataProvider
    where T : class
{
    private JsonBody(T? value, Problem? problem) => (Value, Problem) = (value, problem);

    /// <summary>Null where the body is empty or could not be read.</summary>
    public T? Value { get; }

    public Problem? Problem { get; }

    public static async ValueTask<JsonBody<T>> BindAsync(HttpContext context)
    {
        if (context.Request.ContentLength == 0 || (context.Request.ContentLength is null && context.Request.ContentType is null))
        {
            return new(null, null);
        }

        try
        {
            return new(await JsonSerializer.DeserializeAsync<T>(context.Request.Body, ApiJson.Options, context.RequestAborted), null);
        }
        catch (JsonException broken)
        {
            return new(null, new Problem("request.malformed", broken.Path ?? "$"));
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));

    /// <summary>The body where one is needed.</summary>
    public Result<T> Required() => Problem ?? (Value is null ? new Problem("request.malformed", "$") : (Result<T>)Value);
}
