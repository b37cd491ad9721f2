using Xunit;
using Xunit.Abstractions;

namespace TalentPortal.Domain.Tests.Commitments.Forecasting;

public sealed class CalibrationTests(ITestOutputHelper output)
{
    [Fact]
    public void On_other_seeds()
    {
        for (var first = 10_000; first < 10_600; first += 200)
        {
            output.WriteLine(Calibration.Of(first, 200).Table());
        }
    }
}
