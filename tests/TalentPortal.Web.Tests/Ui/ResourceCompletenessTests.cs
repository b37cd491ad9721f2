using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Preferences;
using Xunit;

namespace TalentPortal.Web.Tests.Ui;

public sealed partial class ResourceCompletenessTests
{
    private static readonly string[] Names = [.. typeof(App).Assembly.GetManifestResourceNames()
        .Where(n => n.EndsWith(".resources", StringComparison.Ordinal)).Select(n => n[..^".resources".Length])];

    /// <summary>Every set of texts the Web assembly carries.</summary>
    public static TheoryData<string> Sets => [.. Names];

    [Fact]
    public void The_shell_has_texts() => Assert.Contains("TalentPortal.Web.Ui.Texts.UiTexts", Names);

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_key_has_a_text_with_the_same_placeholders_in_every_language(string set)
    {
        var resources = new ResourceManager(set, typeof(App).Assembly);
        var english = Read(resources, CultureInfo.InvariantCulture);
        Assert.NotEmpty(english);
        foreach (var culture in Languages.All.Skip(1).Select(l => l.Culture))
        {
            var other = Read(resources, CultureInfo.GetCultureInfo(culture));
            Assert.Equal($"{culture}: ", $"{culture}: {string.Join(", ", english.Keys.Except(other.Keys))}");
            Assert.Equal($"{culture} alone: ", $"{culture} alone: {string.Join(", ", other.Keys.Except(english.Keys))}");
            Assert.All(english, e => Assert.Equal((e.Key, Placeholders(e.Value)), (e.Key, Placeholders(other[e.Key]))));
            Assert.All(other, t => Assert.False(string.IsNullOrWhiteSpace(t.Value), $"{culture}: {t.Key} is empty"));
        }
    }

    /// <summary>Each set has a marker class of its full name, or localizers would look for it in vain and show keys.</summary>
    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_set_stands_beside_its_marker_class(string set) => Assert.NotNull(typeof(App).Assembly.GetType(set));

    private static Dictionary<string, string> Read(ResourceManager resources, CultureInfo culture) =>
        resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)?.Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal) ?? [];

    private static string Placeholders(string text) =>
        string.Join(' ', Placeholder().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
