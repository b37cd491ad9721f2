using System.Text;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.ReadCommitments;
using TalentPortal.Web.Features.Commitments.ViewCommitment;
using TalentPortal.Web.Features.Rosters;
using TalentPortal.Web.Features.Rosters.ImportHistory;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Checking;
using Xunit;
using Shown = TalentPortal.Web.Features.Commitments.ViewCommitment.TargetView;

namespace TalentPortal.Web.Tests.Features.Rosters;

/// <summary>People of an old spreadsheet: read, kept beside the number with how well they are known, taken back; never counted.</summary>
public sealed class HistoryTests : IAsyncLifetime
{
    private const string Old =
        """
        student_id,full_name,completed_on,status
        S1,A One,2024-05-01,
        S2,B Two,2025-12-31,completed
        S1,A One again,2023-01-01,
        S3,C Three,2026-01-01,
        S4,D Four,,
        S5,E Five,2024-02-30,
        S6,F Six,2024-03-01,withdrawn
        ,,2024-03-01,
        """;

    private readonly PortalFixture _portal = new();

    private HistoryHandler Handler => _portal.Get<HistoryHandler>();

    private HistoryQuery Query => _portal.Get<HistoryQuery>();

    public async Task InitializeAsync()
    {
        await _portal.InitializeAsync();
        await _portal.Commitment("promise", "trained", 100, new("distinct-ever", "completed"));
    }

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Each_row_comes_to_one_thing_and_nothing_stands_beside_the_number_before_it_is_kept()
    {
        var batch = await ReadAsync(Old);
        var view = (await Query.FindAsync(_portal.Manager, batch, null, 0, default))!;
        Assert.Equal(
            ["2 Taken", "3 Taken", "4 Repeated", "5 InsideWindow", "6 Unreadable history-undated", "7 Unreadable date-malformed", "8 Unreadable history-not-completed", "9 Unreadable name-missing"],
            view.Rows.Select(r => $"{r.RowNo} {r.Outcome}{(r.Finding is { } f ? " " + Findings.Read(f)[0].Code : "")}"));
        Assert.Equal((2, 1, 1, 4), (Count(HistoryOutcome.Taken), Count(HistoryOutcome.Repeated), Count(HistoryOutcome.InsideWindow), Count(HistoryOutcome.Unreadable)));
        Assert.Empty((await PageAsync()).History);

        Done(await Handler.KeepAsync(_portal.Manager, batch, default));
        var page = await PageAsync();
        Assert.Equal([new Bucket(EvidenceGrade.Attested, 2, 1)], page.History.Select(h => new Bucket(h.Grade, h.People, h.Files)));
        Assert.Equal((0L, 0L, 0L), (page.Pace.Counted, page.States.Counted, await _portal.Counted("trained")));
        Assert.Equal(("attested", 2L), (await _portal.Get<CommitmentsQuery>().FindAsync(_portal.Manager, "promise", default))!.Targets[0].History.Select(h => (h.Grade, h.People)).Single());

        int Count(HistoryOutcome outcome) => view.Counts.GetValueOrDefault(outcome);
    }

    [Fact]
    public async Task It_is_taken_back_with_a_reason_and_stays_to_be_read()
    {
        var batch = await ReadAsync(Old);
        Done(await Handler.KeepAsync(_portal.Manager, batch, default));
        Assert.Equal("because", Assert.Single((await Handler.TakeBackAsync(_portal.Manager, batch, " ", default)).Fields).Field);
        Done(await Handler.TakeBackAsync(_portal.Manager, batch, "Wrong year.", default));

        Assert.Empty((await PageAsync()).History);
        var view = (await Query.FindAsync(_portal.Manager, batch, HistoryOutcome.Taken, 0, default))!;
        Assert.Equal((HistoryState.TakenBack, "Wrong year.", 2), (view.Batch.State, view.Batch.TakenBackBecause, view.Rows.Count));
        Assert.All(view.Rows, r => Assert.False(r.Live));
        Assert.Equal(HistoryProblems.Decided, (await Handler.KeepAsync(_portal.Manager, batch, default)).Problem);

        // The same people can be brought again.
        Done(await Handler.KeepAsync(_portal.Manager, await ReadAsync(Old), default));
        Assert.Equal(2, (await PageAsync()).History.Sum(h => h.People));
    }

    [Fact]
    public async Task Nobody_stands_in_the_baseline_twice_whichever_file_is_kept_first()
    {
        var (first, second) = (await ReadAsync(Old), await ReadAsync("student_id,full_name,completed_on\ns1,A One,2022-01-01\nS7,G Seven,2022-01-01\n", "proven"));
        Done(await Handler.KeepAsync(_portal.Manager, second, default));
        Done(await Handler.KeepAsync(_portal.Manager, first, default));
        Assert.Equal([(EvidenceGrade.Proven, 2L), (EvidenceGrade.Attested, 1L)], (await PageAsync()).History.Select(h => (h.Grade, h.People)));
        Assert.Equal(2, (await Query.FindAsync(_portal.Manager, first, HistoryOutcome.Repeated, 0, default))!.Rows.Count);
        Assert.Equal(HistoryProblems.Nobody, (await Handler.KeepAsync(_portal.Manager, await ReadAsync("student_id,full_name,completed_on\nS1,A One,2022-01-01\n"), default)).Problem);
    }

    [Fact]
    public async Task Whoever_is_history_counts_all_the_same_once_they_complete_in_the_window()
    {
        Done(await Handler.KeepAsync(_portal.Manager, await ReadAsync(Old), default));
        await _portal.University("mmu");
        await _portal.Programme("ai-dev");
        await _portal.Cohort("mmu-1", "mmu", "ai-dev");
        await _portal.Upload("mmu-1", "student_id,full_name,status,completed_on\nS1,A One,completed,2026-06-20\n");
        Assert.Equal((1L, 2L), (await _portal.Counted("trained"), (await PageAsync()).History.Sum(h => h.People)));
        Assert.All(await _portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_with_a_reason_and_nothing_is_stored()
    {
        Assert.Equal(["grade", "note", "order"], (await Handler.ReadAsync(_portal.Manager, "trained", new("old.csv", "sure", " ", "sideways"), Bytes(Old), default)).Fields.Select(f => f.Field));
        Assert.Equal("file roster.not-csv", await RefusedAsync("%PDF-1.7"));
        Assert.Equal("file history.needs-answers", await RefusedAsync("wer,wann\nA,2024-01-01\n"));
        Assert.Equal("file roster.no-rows", await RefusedAsync("student_id,full_name,completed_on\n"));
        Assert.Equal("file history.too-many-rows", await RefusedAsync("student_id,full_name,completed_on\n" + string.Concat(Enumerable.Range(0, HistoryBatch.MaxRows + 1).Select(i => $"S{i},Name,2024-01-01\n"))));
        var elsewhere = new Actor(Guid.CreateVersion7(), "Elsewhere", false, [new(Role.ProgrammeManager, Country: "SG")]);
        Assert.Equal(CommitmentProblems.TargetNotFound, (await Handler.ReadAsync(elsewhere, "trained", new("old.csv", "proven", "n"), Bytes(Old), default)).Problem);
        await using var db = await _portal.Database.BeginAsync(Scope.Everything, default);
        Assert.False(await db.Set<HistoryBatch>().AnyAsync());
    }

    [Fact]
    public async Task A_national_id_column_is_gone_before_anything_is_stored()
    {
        var batch = await ReadAsync("student_id,full_name,mykad,completed_on\nS1,A One,900101-14-5678,2024-05-01\n");
        using var stored = new MemoryStream();
        Assert.Equal("old.csv", await Query.WriteAsync(_portal.Manager, batch, stored, default));
        Assert.DoesNotContain("5678", Encoding.UTF8.GetString(stored.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_of_two_meanings_is_read_as_somebody_says_and_never_guessed()
    {
        const string twoDays = "student_id,full_name,completed_on\nS1,A One,03/04/2024\n";
        var unsaid = (await Query.FindAsync(_portal.Manager, await ReadAsync(twoDays), null, 0, default))!;
        Assert.Equal(HistoryOutcome.Unreadable, unsaid.Rows[0].Outcome);
        var batch = Done(await Handler.ReadAsync(_portal.Manager, "trained", new("old.csv", "proven", "Register", "day-first"), Bytes(twoDays), default));
        Assert.Equal(new DateOnly(2024, 4, 3), (await Query.FindAsync(_portal.Manager, batch, null, 0, default))!.Rows[0].On);
    }

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private static T Done<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Succeeded, $"{outcome.Problem} {string.Join("; ", outcome.Fields)}");
        return outcome.Value;
    }

    private async Task<Guid> ReadAsync(string csv, string grade = "attested") => Done(await Handler.ReadAsync(_portal.Manager, "trained", new("old.csv", grade, "The dean's list"), Bytes(csv), default));

    private async Task<string> RefusedAsync(string csv) =>
        Assert.Single((await Handler.ReadAsync(_portal.Manager, "trained", new("old.csv", "proven", "Register"), Bytes(csv), default)).Fields) is var f ? $"{f.Field} {f.Problem.Code}" : "";

    private async Task<Shown> PageAsync() => (await _portal.Get<CommitmentQuery>().RunAsync(_portal.Manager, "promise", null, default))!.Target!;

    private sealed record Bucket(EvidenceGrade Grade, long People, int Files);
}
