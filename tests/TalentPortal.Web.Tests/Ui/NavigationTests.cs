using Microsoft.Extensions.DependencyInjection;
using TalentPortal.Domain.Access;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Navigating;
using TalentPortal.Web.Ui.Texts;
using Xunit;

namespace TalentPortal.Web.Tests.Ui;

public sealed class NavigationTests
{
    private static readonly Actor Manager = new(Guid.CreateVersion7(), "A", false, [new Grant(Role.ProgrammeManager)]);

    [Fact]
    public async Task Entries_follow_the_role_and_the_longest_fitting_path_is_current()
    {
        var entries = await ForAsync(Manager, "/rosters/new/1");
        Assert.Equal(["/", "/rosters", "/rosters/new", "/rosters-old"], entries.Select(e => e.Href));
        Assert.Equal("/rosters/new", Assert.Single(entries, e => e.IsCurrent).Href);
        Assert.Equal(3, entries[1].Count);
    }

    [Fact]
    public async Task Start_is_current_on_its_own_page_only()
    {
        Assert.Equal("/", Assert.Single(await ForAsync(Manager, "/"), e => e.IsCurrent).Href);
        Assert.DoesNotContain(await ForAsync(Manager, "/nowhere"), e => e.IsCurrent);
    }

    [Fact]
    public async Task Nobody_signed_in_sees_nothing() => Assert.Empty(await ForAsync(Actor.Anonymous, "/"));

    private static async Task<IReadOnlyList<NavEntry>> ForAsync(Actor actor, string path)
    {
        var texts = typeof(UiTexts);
        var services = new ServiceCollection().AddLogging().AddPortalUi().AddScoped<Three>().AddNavigation(
            new NavItem("/rosters", texts, "reload", "upload", 20, Role.ProgrammeManager) { CountedBy = typeof(Three) },
            new NavItem("/rosters/new", texts, "reload", "upload", 30),
            new NavItem("/rosters-old", texts, "reload", "upload", 5) { InMore = true },
            new NavItem("/admin", texts, "reload", "gear", 1, Role.Administrator),
            new NavItem("/", texts, "reload", "home", 10));
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Navigation>().ForAsync(actor, path, CancellationToken.None);
    }

    private sealed class Three : INavCount
    {
        public Task<int> CountAsync(Actor actor, CancellationToken cancellationToken) => Task.FromResult(3);
    }
}
