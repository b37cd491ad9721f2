using System.Globalization;
using TalentPortal.Domain.Access;
using TalentPortal.Web.Features.Administration.Demo;
using TalentPortal.Web.Features.Administration.Doctor;
using TalentPortal.Web.Features.Administration.MatchNationalIds;
using TalentPortal.Web.Features.Administration.Migrate;
using TalentPortal.Web.Features.Administration.Recount;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Checking;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Platform.Verbs;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Navigating;

namespace TalentPortal.Web.Features.Administration;

/// <summary>What operators do: migrate, recount, load the demo, look whether all is well.</summary>
public static class AdministrationFeature
{
    public static IServiceCollection AddAdministration(this IServiceCollection services) => services
        .AddScoped<DemoAccounts>()
        .AddScoped<DemoLoader>()
        .AddSingleton<NationalIdSwitch>()
        .AddNavigation(new NavItem("/administration/identity", typeof(AdministrationTexts), "identity.title", "shield", 95, Role.Administrator) { InMore = true })
        .AddVerb<MigrateVerb>()
        .AddVerb<RecountVerb>()
        .AddVerb<DemoVerb>()
        .AddVerb<DoctorVerb>();

    public static void MapAdministration(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/administration/identity/{country}", SwitchAsync).RequireAuthorization(Permissions.ManageIdentity).RequireAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> SwitchAsync(string country, HttpRequest request, ICurrentActor currentActor, NationalIdSwitch ids, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        var done = await ids.SetAsync(await currentActor.GetAsync(cancellationToken), country, form["on"] == "true", cancellationToken);
        return done.Problem is { } problem && problem.Code != Keeping.Changed.Code ? TypedResults.StatusCode(StatusCodes.Status404NotFound) : TypedResults.LocalRedirect("/administration/identity");
    }

    /// <summary>Loads the demo into an empty portal in Development, unless <c>Portal:Demo</c> says no.</summary>
    /// <returns>The line to print beside the address, or null where there is no demo.</returns>
    public static async Task<string?> OfferDemoAsync(this WebApplication app, CancellationToken cancellationToken)
    {
        if (!app.Environment.IsDevelopment() || !app.Configuration.GetValue("Portal:Demo", defaultValue: true))
        {
            return null;
        }

        await using var scope = app.Services.CreateAsyncScope();
        var demo = scope.ServiceProvider.GetRequiredService<DemoLoader>();
        if (await demo.IsEmptyAsync(cancellationToken))
        {
            await Console.Error.WriteLineAsync("Loading the demo: this happens once and takes less than half a minute.");
            var loaded = await demo.LoadAsync(cancellationToken);
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Loaded {loaded.Commitments} commitments, {loaded.Cohorts} cohorts and {loaded.People} invented people."));
        }

        return $"Demo accounts: {string.Join(", ", DemoAccounts.Emails)}; the password of each is \"{DemoAccounts.Password}\".";
    }
}
