using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Jobs;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.MonthlyPacks;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Tests.Features.People;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Packs;

/// <summary>A month on paper: made once, the same numbers under the same code, and counted again whenever somebody asks.</summary>
public sealed class MonthlyPackTests : IAsyncLifetime
{
    private static readonly Actor Executive = new(Guid.CreateVersion7(), "Chan", false, [new(Role.Executive)]);
    private static readonly DateOnly October = new(2026, 10, 1);

    private readonly PortalFixture _portal = new();
    private PeopleWorld _world = null!;

    public async Task InitializeAsync()
    {
        await _portal.InitializeAsync();
        _world = await PeopleWorld.MakeAsync(_portal, "w");
        await _world.Upload("a", "S1,One,MY,completed,2026-06-01", "S2,Two,SG,completed,2026-09-02", "S3,Three,MY,completed,2026-11-02");
    }

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_month_that_is_over_is_made_once_and_stands_whatever_is_learnt_since()
    {
        var first = await GetAsync(October);
        await _world.Upload("b", "T1,Late,MY,completed,2026-10-03");
        var again = await GetAsync(October);
        Assert.Equal((first.Code, first.Bytes.Length), (again.Code, again.Bytes.Length));
        Assert.Equal("%PDF-"u8.ToArray(), first.Bytes[..5]);

        var check = (await _portal.Get<PacksQuery>().CheckAsync(Executive, first.Code.ToUpperInvariant(), default))!;
        Assert.True(check.Stands);
        Assert.Equal((2L, 3L), check.Figures.Where(f => f.Target == _world.Everybody).Select(f => (f.Told, f.Now)).Single());
        Assert.Null(await _portal.Get<PacksQuery>().CheckAsync(Executive, "00000-00000", default));
    }

    [Fact]
    public async Task A_pack_whose_numbers_were_tampered_with_does_not_stand()
    {
        var pack = await GetAsync(October);
        await SqlAsync("update monthly_pack set figures = replace(figures::text, '\"N\": 2', '\"N\": 3')::jsonb");
        Assert.False((await _portal.Get<PacksQuery>().CheckAsync(Executive, pack.Code, default))!.Stands);
        await using var db = await _portal.Database.BeginAsync(Scope.Everything, default);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync("update monthly_pack set code = ''"))).SqlState);
    }

    [Fact]
    public async Task The_code_is_of_the_numbers_alone()
    {
        var english = await GetAsync(October);
        var chinese = (await _portal.Get<PackHandler>().GetAsync(Executive, October, "zh-Hans", default)).Value;
        Assert.Equal(english.Code, chinese.Code);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$", english.Code);
        Assert.NotEqual(english.Code, (await GetAsync(new(2026, 6, 1))).Code);
        Assert.Equal(PackProblems.MonthToCome, (await _portal.Get<PackHandler>().GetAsync(Executive, new(2026, 12, 1), "en", default)).Problem);
        Assert.Equal(PackProblems.NotFound, (await _portal.Get<PackHandler>().GetAsync(new(Guid.CreateVersion7(), "Reader", true, [new(Role.Reader)]), October, "en", default)).Problem);
    }

    [Fact]
    public async Task Many_nodes_ask_and_one_pack_a_language_is_made()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _portal.Get<PackClock>().RunOnceAsync(default)));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => GetAsync(October))));
        await _portal.WorkAsync();
        await using var db = await _portal.Database.BeginAsync(Scope.Everything, default);
        Assert.Equal(["en", "ms", "zh-Hans"], await db.Set<MonthlyPack>().OrderBy(p => p.Language).Select(p => p.Language).ToListAsync());
        Assert.Equal(JobState.Done, await db.Set<Job>().Where(j => j.Kind == MonthlyPackJob.JobKind).Select(j => j.State).SingleAsync());
    }

    [Theory]
    [InlineData("en", "What changed in")]
    [InlineData("ms", "Perubahan pada")]
    [InlineData("zh-Hans", "的变化")]
    public async Task Every_sheet_is_a_drawing_with_day_moment_and_code(string language, string says)
    {
        var content = await _portal.Get<PackQuery>().ReadAsync(October, new(2026, 10, 31), _portal.Clock.GetUtcNow(), default);
        var sheets = await _portal.Get<PackPrinter>().DrawAsync(content, language);
        Assert.Equal(3, sheets.Count); // a cover and two targets
        Assert.All(sheets, s => Assert.Contains(content.Code, XDocument.Parse(s).Root!.Value, StringComparison.Ordinal));
        Assert.All(sheets.Skip(1), s => Assert.Contains(says, XDocument.Parse(s).Root!.Value, StringComparison.Ordinal));
    }

    private async Task<PackFile> GetAsync(DateOnly month)
    {
        var pack = await _portal.Get<PackHandler>().GetAsync(Executive, month, "en", default);
        Assert.Null(pack.Problem);
        return pack.Value;
    }

    private async Task SqlAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_portal.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
