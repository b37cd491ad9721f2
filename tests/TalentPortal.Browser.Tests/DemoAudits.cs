using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace TalentPortal.Browser.Tests;

/// <summary>Audits of the demo's largest promise, made over the interface: one under way, one signed with something found.</summary>
internal static class DemoAudits
{
    private const string Target = "malaysians";

    /// <summary>The id of an audit.</summary>
    /// <param name="portal">The demo.</param>
    /// <param name="isSigned">Judged and signed; otherwise a third of it judged.</param>
    public static async Task<string> MakeAsync(DemoPortal portal, bool isSigned)
    {
        using var http = await portal.AuditorAsync();
        var made = await PostAsync(http, $"/api/v1/targets/{Target}/audits", new { size = isSigned ? 30 : 24, tolerable = 5, seed = new string(isSigned ? 'a' : 'b', 32) });
        var (id, drawn) = (made.GetProperty("id").GetString()!, made.GetProperty("drawn").GetInt32());
        for (var no = 1; no <= (isSigned ? drawn : drawn / 3); no++)
        {
            object verdict = no switch
            {
                3 => new { verdict = "not-confirmed", reason = "wrong-day", note = "The register of the partner says 12 January 2026." },
                5 => new { verdict = "evidence-missing" },
                _ => new { verdict = "confirmed" },
            };
            using var put = await http.PutAsJsonAsync($"/api/v1/audits/{id}/members/{no}/verdict", verdict);
            Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        }

        if (isSigned)
        {
            await PostAsync(http, $"/api/v1/audits/{id}/sign", new { });
        }

        return id;
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string address, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
