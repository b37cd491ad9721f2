using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace TalentPortal.Web.Ui.Components;

/// <summary>Words in a drawing. A component, because Razor keeps the tag for itself.</summary>
public sealed class ChartText : ComponentBase
{
    [Parameter, EditorRequired]
    public required double X { get; set; }

    /// <summary>Of the base line.</summary>
    [Parameter, EditorRequired]
    public required double Y { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>start, middle or end.</summary>
    [Parameter]
    public string? Anchor { get; set; }

    [Parameter]
    public string? Class { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", Bars.At(X));
        builder.AddAttribute(2, "y", Bars.At(Y));
        builder.AddAttribute(3, "text-anchor", Anchor);
        builder.AddAttribute(4, "class", Class);
        builder.AddContent(5, Text);
        builder.CloseElement();
    }
}
