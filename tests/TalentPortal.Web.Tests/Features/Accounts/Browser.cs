using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Accounts;

/// <summary>A browser without script: it keeps cookies, reads pages and sends their forms, hidden fields and all.</summary>
public sealed class Browser
{
    private static readonly HtmlParser Parser = new();

    public Browser(HttpClient client, string addressHeader, string address)
    {
        Client = client;
        Client.DefaultRequestHeaders.Add(addressHeader, address);
    }

    public HttpClient Client { get; }

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<IHtmlDocument> PageAsync(string path)
    {
        using var response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ReadAsync(response);
    }

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response) => Parser.ParseDocument(await response.Content.ReadAsStringAsync());

    /// <summary>Opens a page, fills the form that has the first of the fields, and sends it.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, params (string Name, string Value)[] fields)
    {
        var page = await PageAsync(path);
        var form = page.Forms.Single(f => f.QuerySelector($"[name='{fields[0].Name}']") is not null);
        return await SendAsync(path, form, fields);
    }

    /// <summary>Sends a form of a page that was read before.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, IElement form, params (string Name, string Value)[] fields)
    {
        var values = form.QuerySelectorAll("input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "", StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            values[name] = value;
        }

        using var content = new FormUrlEncodedContent(values);
        var action = form.GetAttribute("action") is { Length: > 0 } given ? "/" + given.TrimStart('/') : path;
        return await Client.PostAsync(new Uri(action, UriKind.Relative), content);
    }

    public Task<HttpResponseMessage> SignInAsync(string email, string password, string path = "/account/sign-in") =>
        SendAsync(path, ("Form.Email", email), ("Form.Password", password));
}
