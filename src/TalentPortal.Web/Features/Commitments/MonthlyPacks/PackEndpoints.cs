using System.Globalization;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Preferences;

namespace TalentPortal.Web.Features.Commitments.MonthlyPacks;

/// <summary><c>/portfolio/pack.pdf?month=yyyy-mm</c>, in the reader's language.</summary>
internal static class PackEndpoints
{
    public static void MapPacks(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/portfolio/pack.pdf", GetAsync).RequireAuthorization(Permissions.ViewPortfolio);

    private static async Task<IResult> GetAsync(string? month, ICurrentActor currentActor, PackHandler packs, TimeProvider clock, CancellationToken cancellationToken)
    {
        var today = clock.GetUtcNow().DayIn(Commitment.DefaultZone);
        var asked = DateOnly.TryParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? first : today;
        var culture = CultureInfo.CurrentUICulture.Name;
        var pack = await packs.GetAsync(await currentActor.GetAsync(cancellationToken), asked, Languages.Speaks(culture) ? culture : Languages.Default, cancellationToken);
        return pack.Problem switch
        {
            null => TypedResults.File(pack.Value.Bytes, "application/pdf", pack.Value.Name),
            { } missing when missing == PackProblems.NotFound => TypedResults.StatusCode(StatusCodes.Status404NotFound),
            { } problem => new SeeOther(Address.Of("/portfolio/packs", ("refused", problem.Code))),
        };
    }
}
