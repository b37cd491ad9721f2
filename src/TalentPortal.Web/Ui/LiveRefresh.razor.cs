using Microsoft.AspNetCore.Components;
using TalentPortal.Web.Platform.Live;

namespace TalentPortal.Web.Ui;

/// <summary>Keeps a static page up to date: an enhanced refresh after each change of its topic. Costs an empty circuit and one entry in the feed.</summary>
/// <remarks>Fields of a form go back to what the server rendered: a live page has no form to fill in, or marks it <c>data-permanent</c>.</remarks>
public sealed partial class LiveRefresh : ComponentBase, IDisposable
{
    private IDisposable? _watch;
    private string? _watched;
    private bool _gone;

    [Inject]
    public required IChangeFeed Feed { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>What the page shows, as the feed knows it.</summary>
    [Parameter, EditorRequired]
    public required string Topic { get; set; }

    /// <summary>The change number the page was made from, read before its figures; without it a change between making and connecting is missed.</summary>
    [Parameter]
    public long? Since { get; set; }

    public void Dispose()
    {
        _gone = true;
        _watch?.Dispose();
    }

    protected override void OnParametersSet()
    {
        // A refresh hands down the same topic again: the watch goes on.
        if (!RendererInfo.IsInteractive || _watched == Topic)
        {
            return;
        }

        _watch?.Dispose();
        _watched = Topic;
        _watch = Feed.Watch(Topic, RefreshAsync, Since);
    }

    private async Task RefreshAsync()
    {
        try
        {
            await InvokeAsync(() =>
            {
                if (!_gone)
                {
                    Navigation.Refresh();
                }
            });
        }
        catch (Exception failure)
        {
            // Called from outside the renderer: what goes wrong must reach the circuit's own error handling, or nobody hears of it.
            _ = DispatchExceptionAsync(failure);
        }
    }
}
