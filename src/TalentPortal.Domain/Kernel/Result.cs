namespace TalentPortal.Domain.Kernel;

/// <summary>The outcome of something that may be refused. Default is success.</summary>
public readonly record struct Result
{
    private Result(Problem problem) => Problem = problem;

    /// <summary>Why it was refused, or null when it was done.</summary>
    public Problem? Problem { get; }

    public bool Succeeded => Problem is null;

    public static Result Ok => default;

    public static implicit operator Result(Problem problem) => new(problem);
}

/// <summary>A value, or why there is none.</summary>
public readonly record struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Problem? problem) => (_value, Problem) = (value, problem);

    /// <summary>Why it was refused, or null when there is a value.</summary>
    public Problem? Problem { get; }

    public bool Succeeded => Problem is null;

    /// <exception cref="InvalidOperationException">It was refused: look at <see cref="Problem"/> first.</exception>
    public T Value => Problem is null ? _value! : throw new InvalidOperationException($"There is no value: {Problem}");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Problem problem) => new(default, problem);
}
