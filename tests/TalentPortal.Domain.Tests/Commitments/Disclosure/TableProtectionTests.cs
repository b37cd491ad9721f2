using FsCheck;
using FsCheck.Fluent;
using TalentPortal.Domain.Commitments.Disclosure;
using Xunit;

namespace TalentPortal.Domain.Tests.Commitments.Disclosure;

/// <summary>No published table, alone or with its earlier releases, lets a number be worked out that is not told.</summary>
public sealed class TableProtectionTests
{
    private static readonly DisclosureStandard Standard = DisclosureStandard.Public;

    // Small numbers, noughts and large ones, as tables of promises have them.
    private static readonly Gen<long> Number = Gen.Frequency((2, Gen.Choose(1, 9)), (1, Gen.Constant(0)), (2, Gen.Choose(10, 30)), (4, Gen.Choose(31, 900))).Select(n => (long)n);
    private static readonly Gen<long> Growth = Gen.Frequency((3, Gen.Constant(0)), (3, Gen.Choose(1, 9)), (3, Gen.Choose(10, 80)), (1, Gen.Choose(-6, -1))).Select(n => (long)n);

    private static readonly Gen<long[]> Row = Gen.Choose(2, 6).SelectMany(n => Number.ArrayOf(n));

    private static readonly Gen<long[][]> Sequence =
        from row in Row
        from releases in Gen.Choose(2, 4)
        from growth in Growth.ArrayOf(row.Length * releases)
        select Enumerable.Range(0, releases).Select(r => row.Select((n, i) => Math.Max(0, n + Enumerable.Range(0, r).Sum(s => growth[(s * row.Length) + i]))).ToArray()).ToArray();

    private static readonly Gen<long[][]> Grid =
        from rows in Gen.Choose(2, 4)
        from columns in Gen.Choose(2, 4)
        from cells in Number.ArrayOf(rows * columns)
        select cells.Chunk(columns).ToArray();

    [Fact]
    public void No_list_alone_gives_anything_away() => Check.One(Laws.Config(200), Prop.ForAll(Row.ToArbitrary(), row => Holds([row])));

    [Fact]
    public void No_list_gives_anything_away_together_with_all_before_it() => Check.One(Laws.Config(120), Prop.ForAll(Sequence.ToArbitrary(), Holds));

    [Fact]
    public void No_rows_and_columns_together_give_anything_away() => Check.One(Laws.Config(120), Prop.ForAll(Grid.ToArbitrary(), grid =>
    {
        var table = Cross(grid);
        Sound(table, new TableProtection(Standard).Protect(table, []));
        Assert.Empty(Attacker.Finds([new(table, new TableProtection(Standard).Protect(table, []))], Standard));
    }));

    [Fact]
    public void States_within_countries_give_nothing_away() => Check.One(Laws.Config(100), Prop.ForAll(Grid.ToArbitrary(), grid =>
    {
        var table = Nested(grid);
        Assert.Empty(Attacker.Finds([new(table, new TableProtection(Standard).Protect(table, []))], Standard));
    }));

    [Fact]
    public void Without_hiding_others_the_solver_finds_what_was_hidden()
    {
        var control = new TableProtection(Standard) { Complements = false };
        FixedTable list = List([8597, 2253, 1736, 4, 165]), cross = Cross([[4, 60, 80], [50, 70, 90], [40, 30, 20]]);
        Assert.Contains(Attacker.Finds([new(list, control.Protect(list, []))], Standard), f => f.Contains("k3 (Small): 1 values", StringComparison.Ordinal));
        Assert.NotEmpty(Attacker.Finds([new(cross, control.Protect(cross, []))], Standard));
        var caught = Row.Examples(100).Where(r => r.Sum() >= 10 && r.Count(n => n < 10) == 1).ToList();
        Assert.NotEmpty(caught);
        Assert.All(caught, row => Assert.NotEmpty(Attacker.Finds([new(List(row), control.Protect(List(row), []))], Standard)));
    }

    [Fact]
    public void Without_looking_back_the_solver_finds_who_came_since()
    {
        var (then, now) = (List([500, 300, 200, 100]), List([503, 300, 240, 130]));
        var blind = new TableProtection(Standard);
        Assert.Contains(Attacker.Finds([new(then, blind.Protect(then, [])), new(now, blind.Protect(now, []))], Standard), f => f.Contains("k0 moved by 3", StringComparison.Ordinal));
        var told = blind.Protect(now, [new(then, blind.Protect(then, []))]);
        Assert.Equal(TableForm.Rounded, told.Form);
        Assert.Equal([505L, 300, 240, 130], told.Cells.Select(c => c.Value!.Value));
    }

    [Fact]
    public void One_small_group_takes_the_smallest_other_with_it_and_says_why()
    {
        var told = new TableProtection(Standard).Protect(List([8597, 2253, 1736, 4, 165]), []);
        Assert.Equal([CellMark.Shown, CellMark.Shown, CellMark.Shown, CellMark.Small, CellMark.Hidden], told.Cells.Select(c => c.Mark));
        Assert.Equal([8597L, 2253, 1736, null, null], told.Cells.Select(c => c.Value));
    }

    [Fact]
    public void Two_small_groups_that_are_small_together_take_another_with_them() =>
        Assert.Equal([CellMark.Shown, CellMark.Shown, CellMark.Hidden, CellMark.Small, CellMark.Small], new TableProtection(Standard).Protect(List([400, 120, 37, 4, 5]), []).Cells.Select(c => c.Mark));

    [Fact]
    public void A_nought_is_told_only_where_it_could_be_nothing_else()
    {
        FixedTable Of(bool structural) => FixedTable.List("t", [new("a", 500), new("b", 400), new("c", 60), new("d", 0) { IsStructural = structural }]);
        Assert.Equal(0, new TableProtection(Standard).Protect(Of(true), []).Cells[3].Value);
        Assert.Equal([CellMark.Shown, CellMark.Shown, CellMark.Hidden, CellMark.Small], new TableProtection(Standard).Protect(Of(false), []).Cells.Select(c => c.Mark));
    }

    [Fact]
    public void Not_stated_goes_before_a_large_group_and_one_sure_group_may_stand_alone()
    {
        TableCell unknown(long n) => new("", n) { IsStructural = true };
        Assert.Equal([CellMark.Shown, CellMark.Shown, CellMark.Small, CellMark.Hidden], new TableProtection(Standard).Protect(FixedTable.List("gender", [new("female", 3521), new("male", 4172), new("other", 0), unknown(167)]), []).Cells.Select(c => c.Mark));
        Assert.Equal(TableForm.Exact, new TableProtection(Standard).Protect(FixedTable.List("evidence", [new("roster", 7860), new("attestation", 0) { IsStructural = true }, unknown(0)]), []).Form);
    }

    [Fact]
    public void One_organisation_that_did_not_agree_hides_another_too()
    {
        var told = new TableProtection(Standard).Protect(FixedTable.List("partner", [new("a", 500) { NeedsAgreement = true }, new("b", 400), new("c", 300), new("d", 200)]), []);
        Assert.Equal([CellMark.NotAgreed, CellMark.Shown, CellMark.Shown, CellMark.Hidden], told.Cells.Select(c => c.Mark));
    }

    [Fact]
    public void A_handful_of_people_has_no_groups() => Assert.Equal(TableForm.Withheld, new TableProtection(Standard).Protect(List([3, 4]), []).Form);

    [Fact]
    public void Where_few_came_in_all_the_groups_are_not_told_again()
    {
        var then = List([500, 300, 200]);
        Assert.Equal(TableForm.Withheld, new TableProtection(Standard).Protect(List([502, 301, 200]), [new(then, new TableProtection(Standard).Protect(then, []))]).Form);
    }

    private static void Holds(params long[][] releases)
    {
        var told = new List<ReleasedTable>();
        foreach (var numbers in releases)
        {
            var table = List(numbers);
            told.Add(new(table, new TableProtection(Standard).Protect(table, told)));
            Sound(table, told[^1].Told);
        }

        Assert.Empty(Attacker.Finds(told, Standard));
    }

    /// <summary>What is told is true or near, nothing small is told, and every cell has its place.</summary>
    private static void Sound(FixedTable table, ProtectedTable told)
    {
        if (told.Form == TableForm.Withheld)
        {
            Assert.Empty(told.Cells);
            return;
        }

        Assert.Equal(table.Cells.Select(c => c.Key), told.Cells.Select(c => c.Key));
        foreach (var (cell, truth) in told.Cells.Zip(table.Cells))
        {
            Assert.True(cell.Value is null || truth.N >= Standard.Least, $"{truth} is told as {cell}");
            Assert.True(cell.Mark is not CellMark.Shown || cell.Value == truth.N);
            Assert.True(cell.Mark is not CellMark.Rounded || (cell.Value % 5 == 0 && Math.Abs(cell.Value!.Value - truth.N) < 5));
        }
    }

    private static FixedTable List(long[] numbers) => FixedTable.List("t", [.. numbers.Select((n, i) => new TableCell($"k{i}", n))]);

    /// <summary>Rows, columns and cells, all told.</summary>
    private static FixedTable Cross(long[][] grid)
    {
        var rows = grid.Select((r, i) => new TableCell($"r{i}", r.Sum())).ToList();
        var columns = grid[0].Select((_, j) => new TableCell($"c{j}", grid.Sum(r => r[j]))).ToList();
        var cells = grid.SelectMany((r, i) => r.Select((n, j) => new TableCell($"r{i}c{j}", n)));
        List<TableSum> sums = [new(null, [.. rows.Select(r => r.Key)]), new(null, [.. columns.Select(c => c.Key)])];
        sums.AddRange(rows.Select(r => new TableSum(r.Key, [.. columns.Select(c => r.Key + c.Key)])));
        sums.AddRange(columns.Select(c => new TableSum(c.Key, [.. rows.Select(r => r.Key + c.Key)])));
        return new("t", rows.Sum(r => r.N), [.. rows, .. columns, .. cells], sums);
    }

    private static FixedTable Nested(long[][] grid)
    {
        var wholes = grid.Select((r, i) => new TableCell($"w{i}", r.Sum())).ToList();
        return new(
            "t", wholes.Sum(w => w.N), [.. wholes, .. grid.SelectMany((r, i) => r.Select((n, j) => new TableCell($"w{i}-{j}", n)))],
            [new(null, [.. wholes.Select(w => w.Key)]), .. grid.Select((r, i) => new TableSum($"w{i}", [.. r.Select((_, j) => $"w{i}-{j}")]))]);
    }
}
