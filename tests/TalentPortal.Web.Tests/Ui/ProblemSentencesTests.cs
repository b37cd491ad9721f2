using Microsoft.Extensions.DependencyInjection;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Texts;
using Xunit;

namespace TalentPortal.Web.Tests.Ui;

public sealed class ProblemSentencesTests
{
    private static readonly ProblemSentences Sentences =
        new ServiceCollection().AddLogging().AddPortalUi().BuildServiceProvider().GetRequiredService<ProblemSentences>();

    [Theory]
    [InlineData("en", "Use 1 to 64 lower-case letters")]
    [InlineData("ms", "Gunakan 1 hingga 64 huruf kecil")]
    [InlineData("zh-Hans", "请使用 1 至 64 个小写字母")]
    public void Sentence_is_in_the_readers_language(string culture, string begins)
    {
        using var _ = new InCulture(culture);
        Assert.StartsWith(begins, Sentences.Of(Code.Malformed), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_among_the_arguments_are_grouped()
    {
        using var _ = new InCulture("en");
        Assert.StartsWith("Use 1 to 64,000 ", Sentences.Of(new Problem("code.malformed", 64000)), StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_code_still_ends_in_a_sentence_that_names_it()
    {
        using var _ = new InCulture("en");
        var sentence = Sentences.Of(new Problem("moon.too-far", 384400));
        Assert.Contains("moon.too-far", sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
    }
}
