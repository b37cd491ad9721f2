using System.Globalization;

namespace TalentPortal.Domain.Kernel;

/// <summary>
/// An expected refusal: a stable code for programs, and the values the sentence needs. The sentence itself is put into the
/// reader's language in Web, from the resource whose name is the code. Bugs throw; refusals are returned.
/// </summary>
/// <param name="Code">Lower-case, <c>noun.reason-in-words</c>; never changes once shipped.</param>
/// <param name="Arguments">What the sentence names, in the order of its placeholders. Never secrets.</param>
public sealed record Problem(string Code, params IReadOnlyList<object> Arguments)
{
    public bool Equals(Problem? other) =>
        other is not null && Code == other.Code && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Code);

    public override string ToString() =>
        Arguments.Count == 0 ? Code : string.Create(CultureInfo.InvariantCulture, $"{Code}({string.Join(", ", Arguments)})");
}
