using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Features.Commitments.ExplainChange;
using TalentPortal.Web.Ui.Components;

namespace TalentPortal.Web.Features.Commitments.MonthlyPacks;

/// <summary>Everything a month's pack tells, whatever its language.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="AsOf">The day at whose end is counted.</param>
/// <param name="KnownAt">The moment of knowledge.</param>
/// <param name="Lines">A line a target; running ones first.</param>
public sealed record PackContent(DateOnly Month, DateOnly AsOf, DateTimeOffset KnownAt, IReadOnlyList<PackLine> Lines)
{
    /// <summary>The numbers to count again.</summary>
    public IReadOnlyList<PackedFigure> Figures => [.. Lines.Where(l => l.Figure is not null).Select(l => new PackedFigure(l.Target, l.Figure!.Version, l.Figure.N, l.Figure.MembersHash))];

    /// <summary>Printed on each page.</summary>
    public string Code => MonthlyPack.CodeOf(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Month:yyyy-MM} {AsOf:yyyy-MM-dd} {JsonSerializer.Serialize(Figures)}"))));
}

/// <summary>One promise with one of its numbers.</summary>
/// <param name="Figure">Frozen; null where no rule was in force.</param>
/// <param name="Pace">How it stands as of the pack's day.</param>
/// <param name="Path">As of that day.</param>
/// <param name="Rule">In force; null where none is.</param>
/// <param name="Programmes">Names of the programmes the rule is limited to.</param>
/// <param name="Groups">Counted by dimension and key, protected.</param>
/// <param name="Evidence">Counted by evidence.</param>
/// <param name="Changes">Why the number moved in the month; null where nothing can be said.</param>
public sealed record PackLine(
    string Commitment, string Target, string Name, string? Country, string Quote, string SaidBy, DateOnly AnnouncedOn, Unit Unit, (DateOnly From, DateOnly To) Window, TimeZoneInfo Zone, FrozenFigure? Figure, Pace Pace, PathModel Path,
    RuleVersion? Rule, IReadOnlyList<string> Programmes, IReadOnlyDictionary<string, (IReadOnlyList<(string Key, long N)> Shown, long Together)> Groups, IReadOnlyList<(string Key, long N)> Evidence, ChangesView? Changes)
{
    public long Counted => Figure?.N ?? 0;

    /// <summary>When it is likely to be met; printed where a forecast is kept.</summary>
    public DateOnly? LikelyEnd { get; init; }
}
