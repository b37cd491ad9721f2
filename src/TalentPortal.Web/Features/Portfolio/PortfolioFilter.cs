using Microsoft.AspNetCore.WebUtilities;
using TalentPortal.Domain.Commitments;

namespace TalentPortal.Web.Features.Portfolio;

/// <summary>Which promises are shown: kept in the address, so that it can be shared. Words nobody knows filter nothing.</summary>
/// <param name="State"><c>running</c> or <c>closed</c>.</param>
/// <param name="Country">A country's code, or <see cref="World"/>.</param>
/// <param name="Unit"><c>people</c> or <c>partners</c>.</param>
/// <param name="Attention">Only those behind the pace that is needed.</param>
public sealed record PortfolioFilter(string? State, string? Country, Unit? Unit, bool Attention)
{
    public const string Running = "running";
    public const string Closed = "closed";
    public const string World = "world";

    /// <summary>Nothing left out.</summary>
    public static PortfolioFilter All { get; } = new(null, null, null, false);

    public static PortfolioFilter From(string? state, string? country, string? unit, string? attention) => new(
        state is Running or Closed ? state : null,
        string.IsNullOrEmpty(country) ? null : country,
        Domain.Kernel.Words.Parse<Unit>(unit),
        attention == "1");

    public bool Shows(PromiseLine line) =>
        (State is null || State == Closed == line.IsClosed)
        && (Country is null || Country == (line.Country ?? World))
        && (Unit is null || line.Target?.Unit == Unit)
        && (!Attention || line.NeedsAttention);

    /// <summary>The address of the page so filtered.</summary>
    public string Href => QueryHelpers.AddQueryString("/", new Dictionary<string, string?>
    {
        ["state"] = State,
        ["country"] = Country,
        ["unit"] = Unit is { } unit ? Domain.Kernel.Words.Of(unit) : null,
        ["attention"] = Attention ? "1" : null,
    }.Where(p => p.Value is not null));

    /// <summary>The filters worth offering for these promises, each with what it would show beside the others chosen; a chosen one leads back.</summary>
    public IEnumerable<(string Key, string? Argument, PortfolioFilter Leads, bool Chosen, int Number)> Chips(IReadOnlyList<PromiseLine> lines)
    {
        (string Key, string? Argument, PortfolioFilter With, PortfolioFilter Without, bool Chosen)[] offers =
        [
            ("filter.running", null, this with { State = Running }, this with { State = null }, State == Running),
            ("filter.closed", null, this with { State = Closed }, this with { State = null }, State == Closed),
            .. lines.Select(l => l.Country ?? World).Distinct().OrderBy(c => c == World).ThenBy(c => c, StringComparer.Ordinal).Select(c => (
                c == World ? "filter.world" : "filter.country", (string?)c, this with { Country = c }, this with { Country = null }, Country == c)),
            ("filter.attention", null, this with { Attention = true }, this with { Attention = false }, Attention),
            .. lines.Select(l => l.Target?.Unit).OfType<Unit>().Distinct().Order().Select(u => (
                $"filter.{Domain.Kernel.Words.Of(u)}", (string?)null, this with { Unit = u }, this with { Unit = null }, Unit == u)),
        ];
        return offers.Select(o => (o.Key, o.Argument, o.Chosen ? o.Without : o.With, o.Chosen, lines.Count(o.With.Shows)));
    }
}
