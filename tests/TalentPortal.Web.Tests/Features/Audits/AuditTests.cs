using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Audits.AnswerFinding;
using TalentPortal.Web.Features.Audits.DownloadPapers;
using TalentPortal.Web.Features.Audits.JudgeMember;
using TalentPortal.Web.Features.Audits.OpenAudit;
using TalentPortal.Web.Features.Audits.ReadAudits;
using TalentPortal.Web.Features.Audits.SignAudit;
using TalentPortal.Web.Features.Commitments.CountTarget;
using TalentPortal.Web.Features.Commitments.PublishFigure;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Checking;
using TalentPortal.Web.Tests.Features.People;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Audits;

/// <summary>An audit from the draw to the answer: frozen, drawn again to the same, judged by two at once, signed once, and never changed.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private const string Seed = "00112233445566778899aabbccddeeff";
    private static readonly Actor Auditor = new(Guid.CreateVersion7(), "Farid", false, [new(Role.Auditor)]);
    private static readonly Actor Second = new(Guid.CreateVersion7(), "Mei", false, [new(Role.Auditor)]);
    private static readonly Actor Executive = new(Guid.CreateVersion7(), "Chan", false, [new(Role.Executive)]);
    private static readonly Actor Stranger = new(Guid.CreateVersion7(), "Elsewhere", false, [new(Role.ProgrammeManager, Country: "SG")]);

    private readonly PortalFixture _portal = new();
    private PeopleWorld _world = null!;

    public async Task InitializeAsync()
    {
        await _portal.InitializeAsync();
        _world = await PeopleWorld.MakeAsync(_portal, "w");
        await _world.Upload("a", Rows("S", 40));
        await _world.Upload("b", Rows("T", 12));
    }

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task The_same_seed_over_the_same_members_draws_the_same_sample_whatever_was_learnt_since()
    {
        var first = await OpenAsync(new(Size: 20, Seed: Seed));
        var drawn = await SubjectsAsync(first);
        var view = (await _portal.Get<AuditsQuery>().FindAsync(Auditor, first, default))!;
        var count = (await _portal.Get<CountTargetQuery>().CountAsync(Auditor, _world.Everybody, view.AsOf, view.KnownAt, view.RuleVersion, default)).Value;
        Assert.Equal((52, 20, count.Counted, count.MembersHash), (view.Population, view.Drawn, view.Population, view.MembersHash));
        Assert.Equal([("W-A", 40L, 15), ("W-B", 12L, 5)], view.Strata.Select(s => (s.Partner!, s.Size, s.Drawn)));
        Assert.Equal(20, drawn.Distinct().Count());

        await _world.Upload("a", Rows("L", 30));
        Assert.Equal(drawn, await SubjectsAsync(await OpenAsync(new(view.AsOf, view.KnownAt, Size: 20, Seed: Seed))));
        Assert.NotEqual(drawn, await SubjectsAsync(await OpenAsync(new(view.AsOf, view.KnownAt, Size: 20))));
        Assert.Equal(82, (await _portal.Get<AuditsQuery>().FindAsync(Auditor, await OpenAsync(new(Size: 5)), default))!.Population);

        // By hand: those whose SHA-256 over seed and id comes first.
        var expected = (await MembersAsync(view)).GroupBy(m => m.Partner).SelectMany(g => g.OrderBy(m => Hash(m.Subject), StringComparer.Ordinal).Take(view.Strata.Single(s => s.Size == g.Count()).Drawn)).Select(m => m.Subject);
        Assert.Equal(expected.Order(), drawn.Order());
    }

    [Fact]
    public async Task A_published_figure_is_audited_as_it_was_told()
    {
        var (asks, approves) = (_portal.Managers.Add("Siti"), _portal.Managers.Add("Lim"));
        await _portal.Get<PublishFigureHandler>().AskAsync(asks, _world.Everybody, null, null, default);
        var told = (await _portal.Get<PublishFigureHandler>().ApproveAsync(approves, _world.Everybody, default)).Value;
        await _world.Upload("a", Rows("L", 5));

        var view = (await _portal.Get<AuditsQuery>().FindAsync(Auditor, await OpenAsync(new(Published: told.Id, Size: 10)), default))!;
        Assert.Equal((told.N, told.MembersHash, told.Id), (view.Population, view.MembersHash, view.Published));

        var false_ = Guid.CreateVersion7();
        await SqlAsync($"insert into published select '{false_}', target_id, version, as_of, known_at, n, repeat('0', 64), groups, at, by, by_name, approved_by, approved_by_name, how from published");
        Assert.Equal(AuditProblems.FigureDoesNotStand, (await TryOpenAsync(Auditor, new(Published: false_, Size: 10))).Problem);
    }

    [Fact]
    public async Task Verdicts_may_change_and_are_kept_until_it_is_signed_and_then_nothing_changes()
    {
        var id = await OpenAsync(new(Size: 20));
        Assert.Equal(AuditProblems.NotAllJudged(20), (await SignAsync(id)).Problem);
        Assert.Null((await JudgeAsync(Auditor, id, 1, new(AuditVerdict.Confirmed, null, null))).Problem);
        _world.Tick();
        Assert.Null((await JudgeAsync(Second, id, 1, new(AuditVerdict.NotConfirmed, FindingReason.CountedTwice, "Also S2."))).Problem);
        await JudgeRestAsync(id, from: 2);
        var view = (await _portal.Get<AuditsQuery>().FindAsync(Auditor, id, default))!;
        Assert.Equal(Keeping.Changed, (await _portal.Get<SignAuditHandler>().SignAsync(Auditor, id, view.Version - 1, default)).Problem);
        var digest = (await _portal.Get<SignAuditHandler>().SignAsync(Auditor, id, view.Version, default)).Value;

        var member = (await _portal.Get<MemberQuery>().FindAsync(Auditor, id, 1, default))!;
        Assert.Equal([AuditVerdict.NotConfirmed, AuditVerdict.Confirmed], member.Verdicts.Select(v => v.Verdict));
        var result = (await _portal.Get<AuditsQuery>().FindAsync(Executive, id, default))!.Result!;
        Assert.Equal((1, 0, digest, "Farid"), (result.NotConfirmed, result.EvidenceMissing, result.Digest, result.SignedBy));
        Assert.InRange(result.Projected, 2, 3);
        Assert.InRange(result.AtMost, 9, 14); // one of twenty of fifty-two

        var papers = (await _portal.Get<PapersQuery>().JsonAsync(Auditor, id, default)).Value;
        Assert.Equal(digest, Convert.ToHexStringLower(SHA256.HashData(papers)));
        using var json = JsonDocument.Parse(papers);
        Assert.Equal(20, json.RootElement.GetProperty("members").GetArrayLength());
        Assert.DoesNotContain("Also S2.", Encoding.UTF8.GetString(papers), StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData("Also S2."u8)), Encoding.UTF8.GetString(papers), StringComparison.Ordinal);

        Assert.Equal(AuditProblems.SignedAlready, (await JudgeAsync(Auditor, id, 1, new(AuditVerdict.Confirmed, null, null))).Problem);
        Assert.Equal(AuditProblems.SignedAlready, (await SignAsync(id)).Problem);
    }

    [Theory]
    [InlineData("update audit_sample set at_most = 0")]
    [InlineData("delete from audit_member")]
    [InlineData("update audit_member set verdict = 'confirmed'")]
    [InlineData("update audit_stratum set size = 1")]
    [InlineData("delete from audit_verdict_change")]
    public async Task Not_even_the_owner_changes_what_was_signed(string change)
    {
        var id = await OpenAsync(new(Size: 3));
        await JudgeRestAsync(id);
        Assert.Null((await SignAsync(id)).Problem);
        Assert.Equal(PostgresErrorCodes.CheckViolation, (await Assert.ThrowsAsync<PostgresException>(() => SqlAsync(change))).SqlState);
    }

    [Fact]
    public async Task Of_two_who_judge_at_once_one_is_told()
    {
        var id = await OpenAsync(new(Size: 20));
        for (var no = 1; no <= 20; no++)
        {
            var said = await Task.WhenAll(
                _portal.Get<JudgeMemberHandler>().JudgeAsync(Auditor, id, no, new(AuditVerdict.Confirmed, null, null), 1, default),
                _portal.Get<JudgeMemberHandler>().JudgeAsync(Second, id, no, new(AuditVerdict.EvidenceMissing, null, null), 1, default));
            Assert.Equal(Keeping.Changed, Assert.Single(said, s => !s.Succeeded).Problem);
        }

        await using var db = await _portal.Database.BeginAsync(Scope.Everything, default);
        Assert.Equal(20, await db.Set<AuditVerdictChange>().CountAsync(c => c.SampleId == id));
    }

    [Fact]
    public async Task Whoever_signs_waits_for_a_verdict_that_is_being_given()
    {
        var id = await OpenAsync(new(Size: 3));
        await JudgeRestAsync(id);
        await using var db = await _portal.Database.BeginAsync(Scope.Everything, default);
        Assert.True(await db.HoldOpenAsync(id, default)); // an auditor in the middle of giving a verdict
        var signing = Task.Run(() => SignAsync(id));
        await Task.Delay(300);
        Assert.False(signing.IsCompleted);

        var member = await db.Set<AuditMember>().SingleAsync(m => m.SampleId == id && m.No == 1);
        db.Add(member.Judge(new(AuditVerdict.EvidenceMissing, null, null), (Second.Id, Second.Name), _portal.Clock.GetUtcNow()).Value);
        await db.CommitAsync(default);
        Assert.Null((await signing).Problem);
        Assert.Equal(1, (await _portal.Get<AuditsQuery>().FindAsync(Executive, id, default))!.Result!.EvidenceMissing);
    }

    [Fact]
    public async Task A_verdict_beside_a_signature_is_in_the_papers_or_refused()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = await OpenAsync(new(Size: 3));
            await JudgeRestAsync(id);
            var judging = Task.Run(() => JudgeAsync(Second, id, 1, new(AuditVerdict.EvidenceMissing, null, null)));
            var signing = Task.Run(() => SignAsync(id));
            var (judged, signed) = (await judging, await signing);
            Assert.Null(signed.Problem);
            var papers = Encoding.UTF8.GetString((await _portal.Get<PapersQuery>().JsonAsync(Auditor, id, default)).Value);
            Assert.Equal(judged.Problem is null, papers.Contains("evidence-missing", StringComparison.Ordinal));
            Assert.True(judged.Problem is null || judged.Problem == AuditProblems.SignedAlready);
        }
    }

    [Fact]
    public async Task Who_was_drawn_is_for_auditors_and_findings_for_those_who_answer()
    {
        var id = await OpenAsync(new(Size: 3));
        await JudgeAsync(Auditor, id, 1, new(AuditVerdict.NotConfirmed, FindingReason.WrongDay, "In 2025."));
        await JudgeRestAsync(id, from: 2);
        var manager = _portal.Manager;
        Assert.Equal(AuditProblems.NotFound, (await MembersAsync(manager, id)).Problem); // nothing before it is signed
        Assert.Equal(AuditProblems.NotSigned, (await AnswerAsync(manager, id, 1)).Problem);
        await SignAsync(id);

        var finding = Assert.Single((await MembersAsync(manager, id)).Value.Items);
        Assert.Equal((1, "wrong-day", "In 2025."), (finding.No, finding.Reason, finding.Note));
        Assert.Equal(3, (await MembersAsync(Auditor, id)).Value.Items.Count);
        foreach (var other in (Actor[])[Executive, Stranger])
        {
            Assert.NotNull(await _portal.Get<AuditsQuery>().FindAsync(other, id, default));
            Assert.Equal(AuditProblems.NotFound, (await MembersAsync(other, id)).Problem);
            Assert.Equal(AuditProblems.NotFound, (await AnswerAsync(other, id, 1)).Problem);
            Assert.Equal(AuditProblems.NotFound, (await _portal.Get<PapersQuery>().JsonAsync(other, id, default)).Problem);
            Assert.Null(await _portal.Get<MemberQuery>().FindAsync(other, id, 1, default));
        }

        Assert.Null((await AnswerAsync(manager, id, 1)).Problem);
        Assert.Equal(AuditProblems.NoFinding, (await AnswerAsync(manager, id, 2)).Problem);
        Assert.Equal("The partner sent the register.", Assert.Single(Assert.Single((await MembersAsync(manager, id)).Value.Items).Answers).Text);
        Assert.Equal(AuditProblems.NotFound, (await JudgeAsync(manager, id, 1, new(AuditVerdict.Confirmed, null, null))).Problem);
        Assert.Equal(CommitmentProblems.TargetNotFound, (await TryOpenAsync(manager, new(Size: 3))).Problem);
    }

    [Fact]
    public async Task The_page_of_a_member_shows_the_row_as_uploaded_and_ticks_what_was_asked_then()
    {
        var id = await OpenAsync(new(Size: 52), _world.Malaysians);
        var view = (await _portal.Get<MemberQuery>().FindAsync(Auditor, id, 7, default))!;
        Assert.All(view.Ticks, t => Assert.True(t.Met, t.ToString()));
        Assert.Contains(view.Ticks, t => t.Criterion == RuleCriterion.Nationality && t.Found == "MY");
        Assert.Contains(("full_name", view.Name!), view.Roster!.Cells);
        Assert.Equal((ContributionState.Counted, true), view.Ledger.Select(l => (l.State, l.Drawn)).Single());
    }

    [Fact]
    public async Task What_cannot_be_drawn_is_refused()
    {
        Assert.Equal(PublishingProblems.DayInTheFuture, (await TryOpenAsync(Auditor, new(AsOf: new(2026, 12, 1)))).Problem);
        Assert.Equal(AuditProblems.Nobody, (await TryOpenAsync(Auditor, new(AsOf: new(2026, 1, 2)))).Problem);
        Assert.Equal(AuditProblems.BadSeed, (await TryOpenAsync(Auditor, new(Seed: "x"))).Problem);
        Assert.Equal(AuditProblems.FigureNotFound, (await TryOpenAsync(Auditor, new(Published: Guid.CreateVersion7()))).Problem);
        Assert.Equal(CommitmentProblems.TargetNotFound, (await _portal.Get<OpenAuditHandler>().OpenAsync(Auditor, "no-such-target", new(), default)).Problem);
        Assert.Equal(52, (await _portal.Get<AuditsQuery>().FindAsync(Auditor, await OpenAsync(new()), default))!.Drawn); // 59 would be needed: everybody
    }

    private static string[] Rows(string prefix, int n) =>
        [.. Enumerable.Range(1, n).Select(i => string.Create(CultureInfo.InvariantCulture, $"{prefix}{i},{prefix} Person {i},MY,completed,2026-0{1 + (i % 6)}-1{i % 9}"))];

    private static string Hash(Guid subject) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Seed + subject)));

    private Task<Domain.Kernel.Result<Guid>> TryOpenAsync(Actor actor, OpenAuditInput input, string? target = null) => _portal.Get<OpenAuditHandler>().OpenAsync(actor, target ?? _world.Everybody, input, default);

    private async Task<Guid> OpenAsync(OpenAuditInput input, string? target = null)
    {
        var opened = await TryOpenAsync(Auditor, input, target);
        Assert.Null(opened.Problem);
        return opened.Value;
    }

    private Task<Domain.Kernel.Result<int>> JudgeAsync(Actor actor, Guid id, int no, AuditFinding finding) => _portal.Get<JudgeMemberHandler>().JudgeAsync(actor, id, no, finding, null, default);

    private async Task JudgeRestAsync(Guid id, int from = 1)
    {
        for (var no = from; (await JudgeAsync(Auditor, id, no, new(AuditVerdict.Confirmed, null, null))).Succeeded; no++)
        {
        }
    }

    private Task<Domain.Kernel.Result<string>> SignAsync(Guid id) => _portal.Get<SignAuditHandler>().SignAsync(Auditor, id, null, default);

    private Task<Domain.Kernel.Result<Guid>> AnswerAsync(Actor actor, Guid id, int no) => _portal.Get<AnswerFindingHandler>().AnswerAsync(actor, id, no, "The partner sent the register.", default);

    private Task<Domain.Kernel.Result<Web.Platform.Http.Page<AuditMemberView>>> MembersAsync(Actor actor, Guid id) => _portal.Get<AuditMembersQuery>().ListAsync(actor, id, MemberFilter.All, new([], 500), default);

    private async Task<List<Guid>> SubjectsAsync(Guid id) => [.. (await MembersAsync(Auditor, id)).Value.Items.Select(m => m.Subject)];

    private async Task<List<(Guid Subject, Guid? Partner)>> MembersAsync(AuditView view)
    {
        await using var db = await _portal.Database.BeginAsync(Scope.Everything, default);
        var target = await db.Set<Target>().Where(t => t.Code == view.Target).Select(t => t.Id).SingleAsync();
        var rows = await db.Set<Contribution>().Where(c => c.TargetId == target && c.State == ContributionState.Counted && c.KnownFrom <= view.KnownAt && view.KnownAt < c.KnownTo).Select(c => new { c.SubjectId, c.PartnerId }).ToListAsync();
        return rows.ConvertAll(r => (r.SubjectId, r.PartnerId));
    }

    private async Task SqlAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_portal.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
