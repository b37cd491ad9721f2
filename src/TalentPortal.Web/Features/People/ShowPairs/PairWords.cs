using Microsoft.Extensions.Localization;
using TalentPortal.Domain.People;
using TalentPortal.Domain.People.Matching;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.People.ShowPairs;

/// <summary>The sentences of the queue.</summary>
internal static class PairWords
{
    /// <summary>Every code a pair may be suggested for, in the order of the matching.</summary>
    public static IReadOnlyList<string> Reasons { get; } =
    [
        Reason.SameNationalId, Reason.SameStudentId, Reason.SameEmail, Reason.SameMobile, Reason.SharedEmail, Reason.SharedMobile, Reason.SameName, Reason.SimilarName, Reason.SameBirthDate,
        Reason.SameBirthYear, Reason.ConflictingNationalId, Reason.ConflictingStudentId, Reason.OtherName, Reason.OtherBirthDate, Reason.OtherGender, PairDecision.ByHand,
    ];

    /// <summary>"same e-mail, similar name; but another date of birth".</summary>
    public static string List(IStringLocalizer<PeopleTexts> texts, IEnumerable<string> reasons) =>
        string.Join(texts["comma"], reasons.Where(Reasons.Contains).Select(r => texts[$"reason.{r}"].Value));

    public static string Mark(PairVerdict verdict) => verdict switch { PairVerdict.Same => "✓", PairVerdict.Close => "▲", PairVerdict.Differs => "■", _ => "○" };

    public static string Ink(PairVerdict verdict) => verdict switch { PairVerdict.Same => "good", PairVerdict.Close => "warn-ink", PairVerdict.Differs => "bad-ink", _ => "quiet" };

    public static IReadOnlyList<(string Name, string Effect)> IfSame(IStringLocalizer<PeopleTexts> texts, PairView pair)
    {
        var lines = pair.Effects.Where(e => e.IfSame is not null)
            .Select(e => (e.Name, texts[e.CountsNow ? "if.stays" : "if.one-more", Formats.Day(e.IfSame!.Value)].Value)).ToList();
        if (pair.Effects.Sum(e => e.IfTwo.Count()) is > 0 and var resolved)
        {
            lines.Add((texts["if.provisional"], Formats.Change(-resolved)));
        }

        return lines;
    }

    public static IReadOnlyList<(string Name, string Effect)> IfTwo(IStringLocalizer<PeopleTexts> texts, PairView pair) =>
        [.. pair.Effects.SelectMany(e => e.IfTwo.Select(on => (e.Name, texts["if.one-more", Formats.Day(on)].Value)))];
}
