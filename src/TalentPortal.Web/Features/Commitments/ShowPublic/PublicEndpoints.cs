using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Extensions.Localization;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Platform.Exports;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Ui.Preferences;

namespace TalentPortal.Web.Features.Commitments.ShowPublic;

/// <summary>
/// What everybody may read: the promises of which something was published, their figures, and whether a quotation is genuine. What was never published is answered
/// as what does not exist.
/// </summary>
internal static class PublicEndpoints
{
    private const int LongestQuestion = 40;
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapPublic(this IEndpointRouteBuilder endpoints)
    {
        var open = endpoints.MapGroup("").AllowAnonymous();
        open.MapMethods("/p", Reading, IndexAsync);
        open.MapMethods("/p/{code}", Reading, FigureAsync);
        open.MapMethods("/p/{code}.csv", Reading, CsvAsync);
        open.MapMethods("/p/{code}.json", Reading, JsonAsync);
        open.MapMethods("/p/{code}/embed", Reading, (HttpContext c, PublicPages p, PublicQuery q, string code) => OfFigureAsync<EmbedPage>(c, p, q, code));
        open.MapMethods("/p/{code}/card", Reading, (HttpContext c, PublicPages p, PublicQuery q, string code) => OfFigureAsync<CardPage>(c, p, q, code)).WithMetadata(new Framable());
        open.MapMethods("/p/{code}/share.png", Reading, PictureAsync).WithMetadata(new Framable()).RequireRateLimiting(RateLimits.Verifications);
        open.MapMethods("/q/{code}", Reading, QuoteAsync);
        open.MapMethods("/verify-figure", Reading, VerifyAsync).RequireRateLimiting(RateLimits.Verifications);
        open.MapMethods("/sitemap.xml", Reading, SitemapAsync);
        open.MapMethods("/robots.txt", Reading, RobotsAsync);
    }

    private static Task<IResult> IndexAsync(HttpContext context, PublicPages pages, PublicQuery query) => pages.PageAsync<IndexPage, IReadOnlyList<ToldCommitment>>(context, async gone => await query.ListAsync(gone));

    private static Task<IResult> FigureAsync(HttpContext context, PublicPages pages, PublicQuery query, PublicWords words, PortalAddress address, string code) => pages.PageAsync<FigurePage, FigureModel>(context, async gone =>
        await ModelAsync(context, query, code, gone) is { } model ? model with { LinkedData = LinkedData(model, words, address) } : null);

    private static Task<IResult> OfFigureAsync<TPage>(HttpContext context, PublicPages pages, PublicQuery query, string code)
        where TPage : Microsoft.AspNetCore.Components.IComponent => pages.PageAsync<TPage, FigureModel>(context, gone => ModelAsync(context, query, code, gone));

    private static async Task<FigureModel?> ModelAsync(HttpContext context, PublicQuery query, string code, CancellationToken cancellationToken)
    {
        var commitment = await query.FindAsync(code, cancellationToken);
        var asked = context.Request.Query["target"].ToString();
        return commitment is null ? null
            : commitment.Figures.FirstOrDefault(f => f.Latest.Content.Target.Code == asked) is { } chosen ? new(commitment, chosen, $"/p/{commitment.Code}?target={asked}")
            : new(commitment, commitment.Figures[0], $"/p/{commitment.Code}");
    }

    private static Task<IResult> CsvAsync(HttpContext context, PublicPages pages, PublicQuery query, PublicWords words, string code) => pages.AnswerAsync(context, async gone =>
        await query.FindAsync(code, gone) is { } commitment ? new(await PublicExports.CsvOfAsync(commitment, words), CsvExport.Media) : null);

    private static Task<IResult> JsonAsync(HttpContext context, PublicPages pages, PublicQuery query, PublicWords words, PortalAddress address, string code) => pages.AnswerAsync(context, async gone =>
        await query.FindAsync(code, gone) is { } commitment ? new(PublicExports.JsonOf(commitment, words, address.Link), "application/json; charset=utf-8") : null);

    private static Task<IResult> PictureAsync(HttpContext context, PublicPages pages, PublicQuery query, PublicWords words, IStringLocalizer<PublicTexts> texts, string code) => pages.AnswerAsync(context, async gone =>
        await ModelAsync(context, query, code, gone) is { } model && await ShareImage.DrawAsync(model.Figure.Latest, words, texts, gone) is { } picture ? new(picture, "image/png") : null);

    private static async Task<IResult> QuoteAsync(HttpContext context, PublicPages pages, PublicQuery query, string code) => VerificationCode.Read(code) is not { } read
        ? TypedResults.StatusCode(StatusCodes.Status404NotFound)
        : await pages.PageAsync<QuotePage, CheckedQuote>(context, async gone => await query.CheckAsync(read, gone) is { Outcome: not QuoteOutcome.Unknown } found ? found : null);

    /// <summary>Checks a code or a number; as JSON for those who accept that.</summary>
    private static async Task<IResult> VerifyAsync(HttpContext context, PublicPages pages, PublicQuery query, PublicWords words, PortalAddress address, string? q)
    {
        var asked = (q ?? "").Trim();
        asked = asked[..Math.Min(asked.Length, LongestQuestion)];
        var found = asked.Length == 0 ? [] : await FindAsync(query, asked, context.RequestAborted);
        return context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal)
            ? TypedResults.Json(found.Count == 0 ? [PublicExports.QuoteOf(CheckedQuote.Unknown, words, address.Link)] : found.Select(f => PublicExports.QuoteOf(f, words, address.Link)), PublicExports.Json)
            : await pages.FreshAsync<VerifyPage>(context, new VerifyModel(asked, found));
    }

    private static async Task<IReadOnlyList<CheckedQuote>> FindAsync(PublicQuery query, string asked, CancellationToken cancellationToken)
    {
        if (VerificationCode.Read(asked) is { } code && await query.CheckAsync(code, cancellationToken) is { Outcome: not QuoteOutcome.Unknown } quote)
        {
            return [quote];
        }

        var digits = string.Concat(asked.Where(c => c is not (',' or '.' or ' ' or '\u00a0' or '\u202f')));
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? await query.CheckAsync(number, cancellationToken) : [];
    }

    private static string LinkedData(FigureModel model, PublicWords words, PortalAddress address)
    {
        var told = model.Figure.Latest.Content;
        return JsonSerializer.Serialize(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Dataset",
            ["name"] = told.Promise.Name,
            ["description"] = words.Quote(model.Figure.Latest),
            ["url"] = address.Link($"/p/{told.Promise.Code}"),
            ["identifier"] = VerificationCode.Printed(model.Figure.Latest.Code),
            ["datePublished"] = model.Figure.Latest.At,
            ["temporalCoverage"] = $"{told.Target.From:yyyy-MM-dd}/{told.AsOf:yyyy-MM-dd}",
            ["isAccessibleForFree"] = true,
            ["variableMeasured"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["@type"] = "PropertyValue", ["name"] = words.Noun(told), ["value"] = told.Counted, ["maxValue"] = told.Counted is null ? told.Least - 1 : null },
            ["distribution"] = new[] { ("text/csv", "csv"), ("application/json", "json") }.Select(d => new Dictionary<string, object?>(StringComparer.Ordinal) { ["@type"] = "DataDownload", ["encodingFormat"] = d.Item1, ["contentUrl"] = address.Link($"/p/{told.Promise.Code}.{d.Item2}") }),
        });
    }

    private static Task<IResult> SitemapAsync(HttpContext context, PublicPages pages, PublicQuery query, PortalAddress address) => pages.AnswerAsync(context, async gone =>
    {
        XNamespace map = "http://www.sitemaps.org/schemas/sitemap/0.9", xhtml = "http://www.w3.org/1999/xhtml";
        var commitments = await query.ListAsync(gone);
        var paths = commitments.Select(c => (Path: $"/p/{c.Code}", At: (DateTimeOffset?)c.Figures.Max(f => f.Latest.At))).Prepend(("/verify-figure", null)).Prepend(("/p", null));
        var root = new XElement(map + "urlset", new XAttribute(XNamespace.Xmlns + "xhtml", xhtml.NamespaceName), paths.Select(p => new XElement(
            map + "url",
            new XElement(map + "loc", address.Link(p.Path)),
            p.At is { } at ? new XElement(map + "lastmod", at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null,
            Languages.All.Select(l => new XElement(xhtml + "link", new XAttribute("rel", "alternate"), new XAttribute("hreflang", l.Culture), new XAttribute("href", address.Link(PublicDocument.InLanguage(p.Path, l.Culture))))))));
        return new(Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}"), "application/xml; charset=utf-8");
    });

    /// <summary>Public pages may be found; everything else is behind the door anyway.</summary>
    private static Task<IResult> RobotsAsync(HttpContext context, PublicPages pages, PortalAddress address) => pages.AnswerAsync(context, _ => Task.FromResult<PublicAnswer?>(new(
        Encoding.UTF8.GetBytes($"User-agent: *\nAllow: /p\nAllow: /q/\nAllow: /verify-figure\nAllow: /site.css\nAllow: /fonts/\nDisallow: /\nSitemap: {address.Link("/sitemap.xml")}\n"), "text/plain; charset=utf-8")));
}
