using System.Globalization;
using Microsoft.Extensions.Localization;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Commitments.ExplainChange;

/// <summary>The sentences of causes.</summary>
internal sealed class ChangeWords(IStringLocalizer<ChangeTexts> texts, TimeZoneInfo zone)
{
    /// <summary>"Roster results-nov-2026.xlsx, applied 19 Nov 2026".</summary>
    public string Sentence(CauseView cause)
    {
        string key = (cause.Kind, cause.Label) switch
        {
            (Changes.Happened, { }) => $"{Changes.Happened}.roster",
            (Changes.Happened, null) when cause.Cause != Changes.Happened => $"{Changes.Happened}.kept",
            (_, null) when Names(cause.Kind) => $"{cause.Kind}.kept",
            _ when cause.Version is not null && cause.Kind == Words.Of(KnowingKind.Rule) => $"{cause.Kind}.version",
            _ => cause.Kind,
        };
        return texts[key, cause.Label ?? "", cause.At is { } at ? Day(at) : "", cause.Version?.ToString(CultureInfo.InvariantCulture) ?? ""];
    }

    /// <summary>A day in the target's zone.</summary>
    public string Day(DateTimeOffset at) => Formats.Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime));

    private static bool Names(string kind) => kind == Words.Of(KnowingKind.Roster) || kind == Words.Of(KnowingKind.Undo);
}
