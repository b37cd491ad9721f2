using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using TalentPortal.Web.Features.Commitments.PublishFigure;
using TalentPortal.Web.Ui.Preferences;

namespace TalentPortal.Web.Features.Commitments.ShowPublic;

/// <summary>An answer that is the same for everybody: its bytes, also packed, and the tag by which a reader's copy is recognised.</summary>
internal sealed class PublicAnswer
{
    public PublicAnswer(byte[] body, string type)
    {
        (Body, Type) = (body, type);
        Tag = Convert.ToHexStringLower(SHA256.HashData(body))[..24];
        if (!type.StartsWith("image/", StringComparison.Ordinal))
        {
            using var packed = new MemoryStream();
            using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            {
                brotli.Write(body);
            }

            Packed = packed.ToArray();
        }
    }

    public byte[] Body { get; }

    /// <summary>By Brotli; null where it is packed already. What is public holds no secret that its length could give away.</summary>
    public byte[]? Packed { get; }

    public string Type { get; }

    public string Tag { get; }
}

/// <summary>
/// Makes public answers once per release, language and theme, and keeps them: they change when something is published. Nothing in them depends on who reads.
/// </summary>
public sealed class PublicPages(IServiceScopeFactory scopes, ILoggerFactory logs, ReleaseStamp stamp, TimeProvider clock)
{
    /// <summary>What is no release, such as a promise that was closed, shows after this long.</summary>
    private static readonly TimeSpan Keeps = TimeSpan.FromMinutes(1);

    // An address may name any target, so what is kept is bounded: some megabytes.
    private const int Most = 256;
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private Guid _made;

    /// <summary>How many answers were made, for tests.</summary>
    public long Made => Interlocked.Read(ref _count);

    private long _count;

    /// <summary>Answers with a page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="model">Reads what the page's <c>Model</c> shows; null where it does not exist.</param>
    internal Task<IResult> PageAsync<TPage, TModel>(HttpContext context, Func<CancellationToken, Task<TModel?>> model)
        where TPage : IComponent
        where TModel : class => AnswerAsync(context, async cancellationToken => await model(cancellationToken) is { } found
            ? new(Encoding.UTF8.GetBytes(await RenderAsync<TPage>(found, PreferencesEndpoint.ThemeOf(context))), "text/html; charset=utf-8")
            : null);

    /// <summary>Answers with what is made once and kept.</summary>
    /// <param name="context">The request.</param>
    /// <param name="make">Makes it; null where it does not exist, which is not kept.</param>
    internal async Task<IResult> AnswerAsync(HttpContext context, Func<CancellationToken, Task<PublicAnswer?>> make)
    {
        var key = string.Join('|', context.Request.Path.Value, context.Request.Query["target"].ToString(), CultureInfo.CurrentUICulture.Name, PreferencesEndpoint.ThemeOf(context));
        var release = await stamp.GetAsync(context.RequestAborted);
        if (release != _made || _kept.Count > Most)
        {
            _kept.Clear();
            _made = release;
        }

        if (_kept.TryGetValue(key, out var kept) && kept.Release == release && clock.GetElapsedTime(kept.At) < Keeps)
        {
            return new Sent(kept.Answer);
        }

        if (await make(context.RequestAborted) is not { } made)
        {
            return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        }

        Interlocked.Increment(ref _count);
        _kept[key] = new(made, release, clock.GetTimestamp());
        return new Sent(made);
    }

    /// <summary>A page as text, for what is not kept.</summary>
    internal async Task<IResult> FreshAsync<TPage>(HttpContext context, object model)
        where TPage : IComponent => new Sent(new(Encoding.UTF8.GetBytes(await RenderAsync<TPage>(model, PreferencesEndpoint.ThemeOf(context))), "text/html; charset=utf-8"));

    private async Task<string> RenderAsync<TPage>(object model, string? theme)
        where TPage : IComponent
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Model"] = model, ["Theme"] = theme });
            var page = (await renderer.RenderComponentAsync<TPage>(parameters)).ToHtmlString();

            // A block of data, not a script; its serializer leaves no angle bracket in it.
            return model is FigureModel { LinkedData: { } linked } ? page.Replace("</head>", $"<script type=\"application/ld+json\">{linked}</script></head>", StringComparison.Ordinal) : page;
        });
    }

    private sealed record Kept(PublicAnswer Answer, Guid Release, long At);

    /// <summary>Sends an answer, or that the reader's copy still is it.</summary>
    private sealed class Sent(PublicAnswer answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var (request, response) = (httpContext.Request, httpContext.Response);
            var packed = answer.Packed is not null && request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
            var tag = $"\"{answer.Tag}{(packed ? "-br" : "")}\"";
            response.Headers.ETag = tag;

            // May be kept by anybody, but is asked for again each time: a correction must not wait in a cache.
            response.Headers.CacheControl = "public, no-cache";
            response.Headers.Vary = "Accept, Accept-Encoding, Accept-Language, Cookie";
            if (request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }

            var body = packed ? answer.Packed! : answer.Body;
            response.ContentType = answer.Type;
            response.ContentLength = body.Length;
            response.Headers.ContentEncoding = packed ? "br" : default;
            return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
        }
    }
}
