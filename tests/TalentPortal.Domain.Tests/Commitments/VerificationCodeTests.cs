using TalentPortal.Domain.Commitments;
using Xunit;

namespace TalentPortal.Domain.Tests.Commitments;

public sealed class VerificationCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Fact]
    public void What_is_printed_is_read_again_however_it_is_typed()
    {
        for (var i = 0; i < 200; i++)
        {
            var code = VerificationCode.New();
            Assert.Equal(code, VerificationCode.Read(VerificationCode.Printed(code)));
            Assert.Equal(code, VerificationCode.Read($" {code.ToLowerInvariant().Replace('0', 'o').Replace('1', 'l')} "));
        }
    }

    [Fact]
    public void Every_slip_and_every_swap_is_noticed()
    {
        var code = VerificationCode.New();
        for (var i = 0; i < code.Length; i++)
        {
            Assert.All(Alphabet.Where(c => c != code[i]), c => Assert.Null(VerificationCode.Read(code[..i] + c + code[(i + 1)..])));
            for (var j = i + 1; j < code.Length; j++)
            {
                var swapped = code.ToCharArray();
                (swapped[i], swapped[j]) = (swapped[j], swapped[i]);
                Assert.True(code[i] == code[j] || VerificationCode.Read(new(swapped)) is null);
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("13,216")]
    [InlineData("UUUUU-UUUUU")]
    [InlineData("7QK2M-X04TB-9")]
    public void What_is_no_code_is_refused(string? typed) => Assert.Null(VerificationCode.Read(typed));
}
