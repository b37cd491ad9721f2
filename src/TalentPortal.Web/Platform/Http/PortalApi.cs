using Microsoft.OpenApi;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Web.Platform.Http;

/// <summary>What the API needs of the host.</summary>
public static class PortalApi
{
    private const string Document = "v1";
    private const string KeyScheme = "key";

    /// <param name="services">The host's services.</param>
    /// <param name="sentence">Finds what puts problems into words.</param>
    public static IServiceCollection AddPortalApi(this IServiceCollection services, Func<IServiceProvider, Func<Problem, string>> sentence)
    {
        services.AddSingleton(provider => new ApiProblems(sentence(provider)));
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(o => ApiJson.Configure(o.SerializerOptions));
        services.AddOpenApi(Document, o =>
        {
            o.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            o.AddDocumentTransformer((document, _, _) =>
            {
                Describe(document);
                return Task.CompletedTask;
            });
            o.AddOperationTransformer((operation, context, _) =>
            {
                Complete(operation, context.Description.HttpMethod);
                return Task.CompletedTask;
            });
        });
        return services;
    }

    /// <summary>Early in the pipeline: what fails under <c>/api</c> is answered in problem details, never with a page.</summary>
    public static void UsePortalApi(this IApplicationBuilder app) =>
        app.UseWhen(c => c.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase), api => api.UseMiddleware<ApiFailures>());

    /// <summary>The API under <c>/api/v1</c>, and its description at <c>/openapi/v1.json</c>, which anybody may read.</summary>
    public static RouteGroupBuilder MapPortalApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi().AllowAnonymous();
        return endpoints.MapGroup("/api/v1");
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new() { Title = "TalentPortal", Version = Document, Description = "Commitments, rosters and counts. Refusals are problem details with a stable code and a sentence in the language of Accept-Language." };

        // Where it is served is the reader's business, and a committed copy must not depend on it.
        document.Servers = [];
        Sort(document);
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [KeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key, made with: keys create --name N --role ROLE" },
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
    }

    // The order in which features are mapped is no part of the description.
    private static void Sort(OpenApiDocument document)
    {
        var paths = document.Paths.OrderBy(p => p.Key, StringComparer.Ordinal).ToList();
        document.Paths = [];
        foreach (var (path, item) in paths)
        {
            document.Paths.Add(path, item);
        }

        document.Tags = document.Tags?.OrderBy(t => t.Name, StringComparer.Ordinal).ToHashSet();
    }

    private static void Complete(OpenApiOperation operation, string? method)
    {
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Refused: problem details with a stable code, and errors by field where fields were wrong.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/problem+json"] = new() { Schema = ProblemSchema() } },
        };
        var (name, description, required) = method switch
        {
            "POST" => ("Idempotency-Key", "The same key with the same request is done once; kept 48 hours.", true),
            "PUT" => ("If-Match", "The version you saw, in quotation marks; refused with 412 when it is another by now.", false),
            _ => ("", "", false),
        };
        if (name.Length > 0)
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Header, Required = required, Description = description, Schema = Text() });
        }
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["title"] = Text(),
            ["detail"] = Text(),
            ["code"] = Text(),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { ["field"] = Text(), ["code"] = Text(), ["detail"] = Text() } },
            },
        },
    };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
