using Xunit;

namespace TalentPortal.Domain.Tests.Commitments.Forecasting;

/// <summary>The forecaster in a world it does not know. Its settings were chosen on other seeds (10,000 and up); these were looked at afterwards.</summary>
public sealed class CalibrationTests
{
    private const int FirstSeed = 1;
    private const int Programmes = 200;

    private static readonly Lazy<Calibration> Measured = new(() => Calibration.Of(FirstSeed, Programmes));

    [Fact]
    public void Eight_of_ten_outcomes_lie_in_the_band() => Assert.InRange(Measured.Value.Coverage, 0.75, 0.85);

    [Fact]
    public void The_likely_end_is_nearer_than_a_straight_line_by_a_fifth_at_least() => Assert.True(Measured.Value.Better >= 0.2, Measured.Value.Table());

    [Fact]
    public void The_document_says_what_the_code_gives()
    {
        var document = File.ReadAllText(Path.Combine(Root(), "src", "docs", "forecast.md")).ReplaceLineEndings("\n");

        Assert.Contains(Measured.Value.Table(), document, StringComparison.Ordinal);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TalentPortal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
