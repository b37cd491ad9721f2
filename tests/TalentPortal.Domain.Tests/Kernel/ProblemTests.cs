using TalentPortal.Domain.Kernel;
using Xunit;

namespace TalentPortal.Domain.Tests.Kernel;

public sealed class ProblemTests
{
    [Fact]
    public void Problems_are_equal_when_they_say_the_same()
    {
        Assert.Equal(new Problem("roster.too-large", 25L), new Problem("roster.too-large", 25L));
        Assert.Equal(new Problem("roster.too-large", 25L).GetHashCode(), new Problem("roster.too-large", 25L).GetHashCode());
        Assert.NotEqual(new Problem("roster.too-large", 25L), new Problem("roster.too-large", 26L));
        Assert.NotEqual(new Problem("roster.too-large", 25L), new Problem("roster.too-large"));
        Assert.NotEqual(new Problem("roster.too-large"), new Problem("roster.empty"));
    }

    [Fact]
    public void A_problem_prints_its_code_and_arguments()
    {
        Assert.Equal("roster.empty", new Problem("roster.empty").ToString());
        Assert.Equal("roster.cell-too-long(7, 4000)", new Problem("roster.cell-too-long", 7, 4000).ToString());
    }

    [Fact]
    public void A_result_is_a_value_or_a_problem()
    {
        Result<int> value = 7;
        Result<int> refused = new Problem("roster.empty");
        Assert.True(value.Succeeded);
        Assert.Equal(7, value.Value);
        Assert.False(refused.Succeeded);
        Assert.Contains("roster.empty", Assert.Throws<InvalidOperationException>(() => refused.Value).Message, StringComparison.Ordinal);
        Assert.True(Result.Ok.Succeeded);
        Assert.False(((Result)new Problem("roster.empty")).Succeeded);
    }

    [Fact]
    public void Every_problem_of_the_domain_has_a_code_of_its_own()
    {
        var codes = typeof(Problem).Assembly.GetTypes().SelectMany(t => t.GetFields()).Where(f => f.IsStatic && f.FieldType == typeof(Problem)).Select(f => ((Problem)f.GetValue(null)!).Code).ToList();
        Assert.NotEmpty(codes);
        Assert.Equal(codes.Distinct(), codes);
        Assert.All(codes, code => Assert.Matches("^[a-z]+(-[a-z]+)*\\.[a-z0-9]+(-[a-z0-9]+)*$", code));
    }
}
