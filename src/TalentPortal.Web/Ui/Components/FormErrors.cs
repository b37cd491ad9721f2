namespace TalentPortal.Web.Ui.Components;

/// <summary>What is wrong with a form: per field (its element id) one sentence, in the order of the form. Shown twice, at the top and at the place.</summary>
public sealed class FormErrors
{
    private readonly List<(string? Field, string Sentence)> _all = [];

    /// <summary>A field is null where the sentence is about the whole form.</summary>
    public IReadOnlyList<(string? Field, string Sentence)> All => _all;

    public bool Any => _all.Count > 0;

    /// <summary>The first sentence about a field, or null.</summary>
    public string? this[string field] => _all.Find(e => e.Field == field).Sentence;

    public void Add(string? field, string sentence) => _all.Add((field, sentence));

    /// <summary>The value of <c>aria-invalid</c>, absent where all is well.</summary>
    public string? Invalid(string field) => this[field] is null ? null : "true";

    /// <summary>The value of <c>aria-describedby</c>: the error first, then the hint, if there is one.</summary>
    public string? DescribedBy(string field, string? hintId = null) => (this[field], hintId) switch
    {
        (null, null) => null,
        (null, _) => hintId,
        (_, null) => $"{field}-error",
        _ => $"{field}-error {hintId}",
    };
}
