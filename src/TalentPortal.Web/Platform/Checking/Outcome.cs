using TalentPortal.Domain.Kernel;

namespace TalentPortal.Web.Platform.Checking;

/// <summary>What is wrong with one field of a description.</summary>
/// <param name="Field">Its name as the caller spelt it: <c>targets[0].rule.levels</c>.</param>
public sealed record FieldProblem(string Field, Problem Problem);

/// <summary>A value; or why there is none: one refusal, or everything that is wrong with the fields, all at once.</summary>
public readonly record struct Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Problem? problem, IReadOnlyList<FieldProblem>? fields) => (_value, Problem, Fields) = (value, problem, fields ?? []);

    public Problem? Problem { get; }

    public IReadOnlyList<FieldProblem> Fields { get; }

    public bool Succeeded => Problem is null;

    /// <exception cref="InvalidOperationException">It was refused: look at <see cref="Problem"/> first.</exception>
    public T Value => Problem is null ? _value! : throw new InvalidOperationException($"There is no value: {Problem}");

    public static implicit operator Outcome<T>(T value) => new(value, null, null);

    public static implicit operator Outcome<T>(Problem problem) => new(default, problem, null);

    public static implicit operator Outcome<T>(Checks checks) => new(default, Checks.Malformed, checks.Problems);
}

/// <summary>What a description did.</summary>
/// <param name="Revision">The revision it has now; the ETag.</param>
/// <param name="Created">It did not exist before.</param>
public sealed record Described(Guid Id, string Code, int Revision, bool Created);
