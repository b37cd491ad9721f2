using TalentPortal.Web.Ui.Preferences;
using Xunit;

namespace TalentPortal.Web.Tests.Ui;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/commitments/30000-malaysians?table=1")]
    public void Paths_of_the_portal_are_kept(string address) => Assert.Equal(address, LocalUrl.OrHome(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("commitments")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/\t/elsewhere.example")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    public void Everything_else_leads_home(string? address) => Assert.Equal("/", LocalUrl.OrHome(address));
}
