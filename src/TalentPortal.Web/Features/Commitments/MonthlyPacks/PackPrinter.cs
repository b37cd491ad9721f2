using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Drawing;

namespace TalentPortal.Web.Features.Commitments.MonthlyPacks;

/// <summary>Sets a pack on paper in one language: a drawing a page, made by Razor.</summary>
public sealed class PackPrinter(IServiceScopeFactory scopes, ILoggerFactory logs, ISvgPrinter printer)
{
    /// <returns>The PDF; refused with <see cref="DrawingProblems.NoPrinter"/>.</returns>
    public async Task<Result<byte[]>> PrintAsync(PackContent content, string language, CancellationToken cancellationToken) =>
        printer.IsThere ? await printer.ToPdfAsync(await DrawAsync(content, language), cancellationToken) : DrawingProblems.NoPrinter;

    /// <summary>The drawings.</summary>
    internal async Task<IReadOnlyList<string>> DrawAsync(PackContent content, string language)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.GetCultureInfo(language), CultureInfo.GetCultureInfo(language));
            var covers = Math.Max(1, (content.Lines.Count + PackCover.LinesOnPage - 1) / PackCover.LinesOnPage);
            var pages = covers + content.Lines.Count;
            var drawn = new List<string>();
            for (var page = 1; page <= pages; page++)
            {
                var given = new Dictionary<string, object?> { ["Content"] = content, ["Page"] = page, ["Pages"] = pages };
                if (page > covers)
                {
                    given["Line"] = content.Lines[page - covers - 1];
                }

                var root = page > covers ? await renderer.RenderComponentAsync<PackPromise>(ParameterView.FromDictionary(given)) : await renderer.RenderComponentAsync<PackCover>(ParameterView.FromDictionary(given));
                drawn.Add(root.ToHtmlString());
            }

            return drawn;
        });
    }
}
