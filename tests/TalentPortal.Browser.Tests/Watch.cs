using Microsoft.Playwright;

namespace TalentPortal.Browser.Tests;

/// <summary>Listens to everything a page could complain about: errors of the console and of scripts, the content policy, requests that fail or are refused.</summary>
public sealed class Watch
{
    private readonly List<string> _complaints = [];
    private readonly string _mainPath;
    private readonly int _mainStatus;

    /// <param name="page">The page, before it is opened.</param>
    /// <param name="mainPath">The path that is opened.</param>
    /// <param name="mainStatus">How its document should be answered.</param>
    public Watch(IPage page, string mainPath = "", int mainStatus = 200)
    {
        (_mainPath, _mainStatus) = (mainPath, mainStatus);
        page.Console += (_, message) => HearConsole(message);
        page.PageError += (_, error) => Hear($"script: {error}");
        page.RequestFailed += (_, request) => HearFailure(request);
        page.Response += (_, response) => HearAnswer(response);
        page.Request += (_, request) => HearReport(request);
    }

    /// <summary>What was heard so far.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints)
            {
                return [.. _complaints];
            }
        }
    }

    private void HearConsole(IConsoleMessage message)
    {
        // The browser repeats in its console that the document we wanted refused was refused.
        var isMain = _mainStatus >= 400 && message.Text.Contains($"status of {_mainStatus}", StringComparison.Ordinal);
        if (message.Type is "error" or "assert" && !isMain)
        {
            Hear($"console: {message.Text} ({message.Location})");
        }
    }

    private void HearFailure(IRequest request)
    {
        // Leaving a page ends the connections it had open; that is no fault.
        if (request.Failure?.Contains("ERR_ABORTED", StringComparison.Ordinal) != true)
        {
            Hear($"failed: {request.Method} {request.Url} {request.Failure}");
        }
    }

    private void HearAnswer(IResponse response)
    {
        var isMain = response.Request.ResourceType == "document" && new Uri(response.Url).PathAndQuery == _mainPath;
        if (isMain ? response.Status != _mainStatus : response.Status >= 400)
        {
            Hear($"answer: {response.Status} {response.Request.Method} {response.Url}");
        }
    }

    private void HearReport(IRequest request)
    {
        if (new Uri(request.Url).AbsolutePath == "/csp-report")
        {
            Hear($"content policy: {request.PostData}");
        }
    }

    private void Hear(string complaint)
    {
        lock (_complaints)
        {
            _complaints.Add(complaint);
        }
    }
}
