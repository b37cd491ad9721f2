using Microsoft.AspNetCore.Http.HttpResults;
using TalentPortal.Domain.Partners;
using TalentPortal.Web.Features.Partners.DescribeAgreement;
using TalentPortal.Web.Features.Partners.DescribePartner;
using TalentPortal.Web.Features.Partners.ReadPartners;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Partners;

internal static class PartnersEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var partners = api.MapGroup("/partners").WithTags("Partners");
        partners.MapGet("", ListAsync).RequireAuthorization(Permissions.ReadCounts).WithName("ListPartners").WithSummary("Partners, by code.");
        partners.MapGet("/{code}", FindAsync).RequireAuthorization(Permissions.ReadCounts).WithName("GetPartner").WithSummary("One partner.");
        partners.MapPut("/{code}", PutAsync).RequireAuthorization(Permissions.ManageObjects).WithName("PutPartner").WithSummary("Creates a partner or replaces what is said of it.");
        partners.MapPut("/{code}/agreements/{n:int}", PutAgreementAsync).RequireAuthorization(Permissions.ManageObjects).WithName("PutAgreement")
            .WithSummary("Writes an agreement of a partner; the partner counts while it is in force.");
    }

    private static async Task<Results<Ok<Page<PartnerView>>, ProblemHttpResult>> ListAsync(ApiCall call, PartnersQuery query, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var paging = Paging.Read(cursor, limit, Paging.IsCode);
        return paging.Problem is { } problem ? call.Refuse(problem) : TypedResults.Ok(await query.ListAsync(paging.Value, cancellationToken));
    }

    private static async Task<Results<Ok<PartnerView>, ProblemHttpResult>> FindAsync(ApiCall call, PartnersQuery query, string code, CancellationToken cancellationToken) =>
        call.Found(await query.FindAsync(code, cancellationToken), v => v.Version, PartnerProblems.NotFound);

    private static async Task<Results<Ok<PartnerView>, Created<PartnerView>, ProblemHttpResult>> PutAsync(
        ApiCall call, DescribePartnerHandler handler, PartnersQuery query, string code, JsonBody<PartnerInput> body, CancellationToken cancellationToken)
    {
        var input = body.Required();
        if (input.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var done = await handler.HandleAsync(call.Actor, code, input.Value, call.Seen, cancellationToken);
        if (!done.Succeeded)
        {
            return call.Refuse(done);
        }

        var view = (await query.FindAsync(code, cancellationToken))!;
        call.Tag(view.Version);
        return done.Value.Created ? TypedResults.Created($"/api/v1/partners/{code}", view) : TypedResults.Ok(view);
    }

    private static async Task<Results<Ok<AgreementView>, Created<AgreementView>, ProblemHttpResult>> PutAgreementAsync(
        ApiCall call, DescribeAgreementHandler handler, string code, int n, JsonBody<AgreementInput> body, CancellationToken cancellationToken)
    {
        var input = body.Required();
        if (input.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var done = await handler.HandleAsync(call.Actor, code, n, input.Value, call.Seen, cancellationToken);
        if (!done.Succeeded)
        {
            return call.Refuse(done);
        }

        var said = input.Value;
        var view = new AgreementView(n, said.Kind!.Trim(), said.SignedOn!.Value, said.EffectiveOn!.Value, said.ExpiresOn, said.Scope?.Trim() ?? "", done.Value.Revision);
        call.Tag(view.Version);
        return done.Value.Created ? TypedResults.Created($"/api/v1/partners/{code}/agreements/{n}", view) : TypedResults.Ok(view);
    }
}

/// <summary>An agreement as the API shows it.</summary>
internal sealed record AgreementView(int Number, string Kind, DateOnly SignedOn, DateOnly EffectiveOn, DateOnly? ExpiresOn, string Scope, int Version);
