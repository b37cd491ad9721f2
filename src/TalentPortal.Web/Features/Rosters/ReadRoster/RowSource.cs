using TalentPortal.Domain.Kernel;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>The rows of a file one after another, whatever its format.</summary>
internal interface IRowSource : IDisposable
{
    /// <summary>The row as a spreadsheet shows it; grows with every row.</summary>
    int RowNo { get; }

    /// <summary>Goes to the next row that holds anything; <paramref name="cells"/> is null at the end. A problem is the end too.</summary>
    Problem? Next(out string[]? cells);
}

/// <summary>Ends the reading of a file from deep inside it: a bound was reached or its parts contradict each other.</summary>
internal sealed class UnreadableFileException(Problem problem) : Exception(problem.Code)
{
    public Problem Problem { get; } = problem;
}
