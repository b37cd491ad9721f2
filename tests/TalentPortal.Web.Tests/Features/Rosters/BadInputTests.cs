using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TalentPortal.Data.Accounts;
using TalentPortal.Web.Features.Cohorts.DescribeCohort;
using TalentPortal.Web.Features.Partners.DescribePartner;
using TalentPortal.Web.Features.Programmes.DescribeProgramme;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Tests.Features.Accounts;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters;

/// <summary>What is not a roster ends in an outcome with a sentence in each language of the portal, and writes nobody.</summary>
public sealed class BadInputTests(BadInputTests.World world) : IClassFixture<BadInputTests.World>
{
    private const string Header = "student_id,full_name,email,status,completed_on\n";

    private static readonly string[] Languages = ["en", "ms", "zh-Hans"];

    /// <summary>Files that are refused as a whole, with the code of the refusal.</summary>
    public static TheoryData<string, string> Files => new()
    {
        { "empty", "roster.empty" },
        { "blank-lines", "roster.empty" },
        { "header-only", "roster.no-rows" },
        { "xlsx", "roster.damaged" },
        { "pdf", "roster.not-csv" },
        { "nul-early", "roster.not-csv" },
        { "nul-late", "roster.not-csv" },
        { "cyrillic", "roster.not-utf8" },
        { "cyrillic-late", "roster.not-utf8" },
        { "100001-rows", "roster.too-many-rows" },
        { "open-quote", "roster.broken-quoting" },
        { "long-cell", "roster.cell-too-long" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_that_is_no_roster_is_rejected_with_a_sentence_and_writes_nothing(string file, string code)
    {
        var before = await world.CountsAsync();
        var roster = await world.UploadAsync(BytesOf(file), "valid");
        var sentences = new HashSet<string>();
        foreach (var language in Languages)
        {
            var view = await world.RosterAsync(roster, language);
            Assert.Equal("rejected", view.GetProperty("state").GetString());
            Assert.Equal(code, view.GetProperty("problem").GetProperty("code").GetString());
            sentences.Add(Sentence(view.GetProperty("problem").GetProperty("message").GetString(), code));
        }

        Assert.Equal(Languages.Length, sentences.Count);
        Assert.Equal(before, await world.CountsAsync());
    }

    [Theory]
    [InlineData("missing-name")]
    [InlineData("missing-identifier")]
    [InlineData("two-for-one")]
    [InlineData("two-dates")]
    public async Task What_only_a_human_can_say_is_asked_and_nothing_is_written_meanwhile(string file)
    {
        var before = await world.CountsAsync();
        var roster = await world.UploadAsync(BytesOf(file), "valid");
        var view = await world.RosterAsync(roster, "en");
        Assert.True(view.GetProperty("state").GetString() == "needs-decision", view.ToString());
        Assert.Equal(before, await world.CountsAsync());
    }

    [Fact]
    public async Task Letters_of_a_detected_encoding_are_looked_at_before_they_are_applied()
    {
        var before = await world.CountsAsync();
        var roster = await world.UploadAsync(BytesOf("latin-1"), "valid");
        var view = await world.RosterAsync(roster, "en");
        Assert.True(view.GetProperty("state").GetString() == "previewed", view.ToString());
        Assert.Equal("windows-1252", view.GetProperty("encoding").GetString());
        Assert.Equal("roster.encoding-to-confirm", view.GetProperty("problem").GetProperty("code").GetString());
        Assert.Equal(before, await world.CountsAsync());
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16-no-mark")]
    public async Task A_file_in_UTF_16_is_read_like_any_other(string file)
    {
        var roster = await world.UploadAsync(BytesOf(file), "preview");
        var view = await world.RosterAsync(roster, "en");
        Assert.True(view.GetProperty("state").GetString() == "previewed", view.ToString());
    }

    [Theory]
    [InlineData("no-name")]
    [InlineData("no-identifier")]
    public async Task A_row_that_cannot_be_used_is_an_error_with_a_sentence_and_keeps_apply_all_from_writing(string file)
    {
        var before = await world.CountsAsync();
        var roster = await world.UploadAsync(BytesOf(file), "all");
        var view = await world.RosterAsync(roster, "en");
        Assert.True(view.GetProperty("state").GetString() == "previewed", view.ToString());
        Assert.Equal("roster.rows-in-error", view.GetProperty("problem").GetProperty("code").GetString());
        await world.AssertRowSentencesAsync(roster, "error", Languages);
        Assert.Equal(before, await world.CountsAsync());
    }

    [Fact]
    public async Task A_row_that_comes_twice_says_so_in_each_language()
    {
        var before = await world.CountsAsync();
        var roster = await world.UploadAsync(BytesOf("duplicate"), "preview");
        Assert.Equal(1, (await world.RosterAsync(roster, "en")).GetProperty("outcomes").GetProperty("duplicateInFile").GetInt64());
        await world.AssertRowSentencesAsync(roster, "duplicate-in-file", Languages);
        Assert.Equal(before, await world.CountsAsync());
    }

    [Fact]
    public async Task A_file_of_26_megabytes_and_a_document_by_name_are_refused_at_the_door()
    {
        var before = await world.CountsAsync();
        foreach (var (bytes, media, status, code) in new[]
        {
            (new byte[26 * 1024 * 1024], "text/csv", HttpStatusCode.RequestEntityTooLarge, "roster.too-large"),
            (new byte[10], "application/pdf", HttpStatusCode.UnsupportedMediaType, "roster.media-not-read"),
        })
        {
            var sentences = new HashSet<string>();
            foreach (var language in Languages)
            {
                using var response = await world.SendAsync(bytes, "valid", language, media);
                Assert.Equal(status, response.StatusCode);
                var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
                Assert.Equal(code, problem.GetProperty("code").GetString());
                sentences.Add(Sentence(problem.GetProperty("detail").GetString(), code));
            }

            Assert.Equal(Languages.Length, sentences.Count);
        }

        Assert.Equal(before, await world.CountsAsync());
    }

    [Fact]
    public async Task The_control_a_good_file_is_applied_and_counted()
    {
        var before = await world.CountsAsync();
        var roster = await world.UploadAsync(Encoding.UTF8.GetBytes(Header + "G1,Good Student,,completed,2026-06-20\n"), "valid");
        Assert.Equal("applied", (await world.RosterAsync(roster, "en")).GetProperty("state").GetString());
        Assert.NotEqual(before, await world.CountsAsync());
    }

    internal static string Sentence(string? text, string code)
    {
        Assert.False(string.IsNullOrWhiteSpace(text));
        Assert.DoesNotContain(code, text, StringComparison.Ordinal);
        Assert.True(text.Length > 10, text);
        return text;
    }

    private static byte[] BytesOf(string file)
    {
        const string good = "B1,Siti Aminah,,enrolled,\n";
        var many = string.Concat(Enumerable.Range(1, 60).Select(i => $"M{i},Student Number {i},,enrolled,\n"));
        return file switch
        {
            "missing-name" => Encoding.UTF8.GetBytes("student_id,status\nB1,enrolled\n"),
            "missing-identifier" => Encoding.UTF8.GetBytes("full_name,status\nSiti,enrolled\n"),
            "two-for-one" => Encoding.UTF8.GetBytes("student_id,student id,full_name\nB1,B1,Siti\n"),
            "empty" => [],
            "blank-lines" => "\n\n\r\n"u8.ToArray(),
            "header-only" => Encoding.UTF8.GetBytes(Header),
            "xlsx" => [0x50, 0x4B, 0x03, 0x04, .. new byte[200]],
            "pdf" => "%PDF-1.7\n1 0 obj\n"u8.ToArray(),
            "two-dates" => Encoding.UTF8.GetBytes(Header + "B1,Siti Aminah,,completed,03/04/2026\n"),
            "latin-1" => Encoding.Latin1.GetBytes(Header + "B1,José Núñez,,enrolled,\nB2,Zoë Müller,,enrolled,\n"),
            "utf-16" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Header + good)],
            "utf-16-no-mark" => Encoding.Unicode.GetBytes(Header + good),
            "nul-early" => Encoding.UTF8.GetBytes(Header + "B1,Siti\0Aminah,,enrolled,\n"),
            "nul-late" => Encoding.UTF8.GetBytes(Header + many + "B1,Siti\0Aminah,,enrolled,\n"),
            "cyrillic" => CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(Header + "B1,Анна Каренина,,enrolled,\n"),
            "cyrillic-late" => CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(Header + string.Concat(Enumerable.Repeat(many, 100)) + "B1,Анна Каренина,,enrolled,\n"),
            "100001-rows" => Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Range(1, 100_001).Select(i => $"L{i},Many,,enrolled,\n"))),
            "open-quote" => Encoding.UTF8.GetBytes(Header + "B1,\"Siti" + new string('x', 200_000) + "\nB2,Ali,,enrolled,\n"),
            "long-cell" => Encoding.UTF8.GetBytes(Header + $"B1,{new string('x', 10_001)},,enrolled,\n"),
            "no-name" => Encoding.UTF8.GetBytes(Header + good + "B2,,,enrolled,\n"),
            "no-identifier" => Encoding.UTF8.GetBytes(Header + good + ",Ali,,enrolled,\n"),
            "duplicate" => Encoding.UTF8.GetBytes(Header + good + "b1,Siti again,,enrolled,\n"),
            _ => throw new ArgumentOutOfRangeException(nameof(file)),
        };
    }

    /// <summary>A portal with one cohort to fill and a key that may.</summary>
    public sealed class World : IAsyncLifetime
    {
        private readonly AccountsFixture _portal = new();
        private HttpClient? _client;
        private string _key = "";

        public async Task InitializeAsync()
        {
            await _portal.InitializeAsync();
            await _portal.Services.GetRequiredService<DescribePartnerHandler>().HandleAsync(Actor.System, "mmu", new("MMU", "university", "MY"), null, default);
            await _portal.Services.GetRequiredService<DescribeProgrammeHandler>().HandleAsync(Actor.System, "dev", new("Dev", "training", "developer", "MY"), null, default);
            await _portal.Services.GetRequiredService<DescribeCohortHandler>().HandleAsync(
                Actor.System, "mmu-1", new("dev", "mmu", "First", "MY", "Asia/Kuala_Lumpur", new(2026, 2, 1), new(2026, 6, 30)), null, default);
            _client = _portal.Portal.CreateClient(new() { AllowAutoRedirect = false });
            _key = await _portal.KeyAsync(KeyRole.Manager);
        }

        public Task DisposeAsync() => _portal.DisposeAsync();

        /// <summary>Uploads and waits for the outcome; the clock moves on so that failed tries are tried again.</summary>
        public async Task<Guid> UploadAsync(byte[] bytes, string apply)
        {
            using var response = await SendAsync(bytes, apply, "en", "text/csv");
            var body = await response.Content.ReadAsStringAsync();
            Assert.True(response.StatusCode == HttpStatusCode.Accepted, $"{response.StatusCode} {body}");
            var id = JsonDocument.Parse(body).RootElement.GetProperty("id").GetGuid();
            for (var i = 0; i < 600; i++)
            {
                if ((await RosterAsync(id, "en")).GetProperty("state").GetString() is "rejected" or "previewed" or "needs-decision" or "applied" or "failed")
                {
                    return id;
                }

                await Task.Delay(100);
                if (i % 20 == 19)
                {
                    _portal.Clock.Advance(TimeSpan.FromSeconds(20));
                }
            }

            throw new InvalidOperationException("The roster came to no end.");
        }

        public async Task<JsonElement> RosterAsync(Guid id, string language)
        {
            using var response = await AskAsync(HttpMethod.Get, $"/api/v1/rosters/{id}", language, null);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        }

        public async Task AssertRowSentencesAsync(Guid id, string outcome, IReadOnlyCollection<string> languages)
        {
            var sentences = new HashSet<string>();
            foreach (var language in languages)
            {
                using var response = await AskAsync(HttpMethod.Get, $"/api/v1/rosters/{id}/rows?outcome={outcome}", language, null);
                var rows = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("items");
                Assert.Equal(1, rows.GetArrayLength());
                var finding = rows[0].GetProperty("findings")[0];
                sentences.Add(Sentence(finding.GetProperty("message").GetString(), $"finding.{finding.GetProperty("code").GetString()}"));
            }

            Assert.Equal(languages.Count, sentences.Count);
        }

        public Task<HttpResponseMessage> SendAsync(byte[] bytes, string apply, string language, string media)
        {
            var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue(media);
            return AskAsync(HttpMethod.Post, $"/api/v1/rosters?cohort=mmu-1&apply={apply}", language, content);
        }

        /// <summary>People, records, enrolments, facts and contributions there are.</summary>
        public async Task<string> CountsAsync()
        {
            await using var command = _portal.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
                "select concat_ws(' ', (select count(*) from person), (select count(*) from person_record), (select count(*) from pair_decision), (select count(*) from enrolment), (select count(*) from fact), (select count(*) from contribution))");
            return (string)(await command.ExecuteScalarAsync())!;
        }

        private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string address, string language, HttpContent? content)
        {
            using var request = new HttpRequestMessage(method, address) { Content = content };
            request.Headers.Authorization = new("Bearer", _key);
            request.Headers.AcceptLanguage.Add(new(language));
            if (method == HttpMethod.Post)
            {
                request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
            }

            return await _client!.SendAsync(request);
        }
    }
}
