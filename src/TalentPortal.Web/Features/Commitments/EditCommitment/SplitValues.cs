using System.Globalization;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;

namespace TalentPortal.Web.Features.Commitments.EditCommitment;

/// <summary>What the form of parts sends. Everything is text, so that whatever was typed comes back.</summary>
internal sealed class SplitValues
{
    /// <summary>Parts that can be added at once; after saving there is room for as many again.</summary>
    private const int Blanks = 4;

    public int Revision { get; set; }

    public List<string?> Keys { get; set => field = value ?? []; } = [];

    public List<string?> Amounts { get; set => field = value ?? []; } = [];

    public static SplitValues Of(SplitInput? split, int revision) => new()
    {
        Revision = revision,
        Keys = [.. (split?.Parts ?? []).Select(p => p.Key)],
        Amounts = [.. (split?.Parts ?? []).Select(p => FormValues.Text(p.Amount))],
    };

    /// <summary>Blank rows at the end, as far as there may be more parts; as many keys as amounts.</summary>
    public void MakeRoom()
    {
        var filled = Math.Max(Keys.Count, Amounts.Count);
        var last = Enumerable.Range(0, filled).LastOrDefault(i => !IsBlank(i), -1);
        var rows = Math.Min(Math.Max(filled, last + 1 + Blanks), TargetSplit.MaxParts);
        Keys.AddRange(Enumerable.Repeat<string?>(null, Math.Max(0, rows - Keys.Count)));
        Amounts.AddRange(Enumerable.Repeat<string?>(null, Math.Max(0, rows - Amounts.Count)));
    }

    /// <summary>Fields whose number cannot be read, by the part they will be.</summary>
    public IEnumerable<string> Unreadable() => Rows().Where(i => !FormValues.TryNumber(Amounts[i], out _)).Select(i => string.Create(CultureInfo.InvariantCulture, $"split-parts-{i}-amount"));

    /// <summary>The parts as they are to be: filled rows first, which is where they stand when the form comes back; blank ones are left out.</summary>
    public SplitInput Input(string by) => new(by, [.. Rows().Select(i => new SplitPartInput(string.IsNullOrEmpty(Keys[i]) ? null : Keys[i], FormValues.TryNumber(Amounts[i], out var amount) ? amount : null))]);

    private IEnumerable<int> Rows()
    {
        Compact();
        return Enumerable.Range(0, Keys.Count).TakeWhile(i => !IsBlank(i));
    }

    /// <summary>Filled rows first, in their order.</summary>
    private void Compact()
    {
        var order = Enumerable.Range(0, Keys.Count).OrderBy(IsBlank).ToList();
        (Keys, Amounts) = ([.. order.Select(i => Keys[i])], [.. order.Select(i => Amounts[i])]);
    }

    private bool IsBlank(int i) => string.IsNullOrWhiteSpace(Keys.ElementAtOrDefault(i)) && string.IsNullOrWhiteSpace(Amounts.ElementAtOrDefault(i));
}
