using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Commitments.Disclosure;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Features.Commitments.PublishFigure;
using TalentPortal.Web.Platform.Exports;

namespace TalentPortal.Web.Features.Commitments.ShowPublic;

/// <summary>A figure for programs: the very release the page shows, with the same groups hidden and the same reasons.</summary>
internal static class PublicExports
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    /// <summary>All figures of a commitment.</summary>
    public static byte[] JsonOf(ToldCommitment commitment, PublicWords words, Func<string, string> link) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        commitment = commitment.Code,
        name = commitment.Name,
        closedOn = commitment.ClosedOn,
        figures = commitment.Figures.Select(f => FigureOf(f, words, link)),
    }, Json);

    /// <summary>What is to be said of a quotation.</summary>
    public static object QuoteOf(CheckedQuote quote, PublicWords words, Func<string, string> link) => new
    {
        outcome = Words.Of(quote.Outcome),
        code = quote.Release is { } told ? VerificationCode.Printed(told.Code) : null,
        quote = quote.Release is { } release ? words.Quote(release) : null,
        counted = quote.Release?.Content.Counted,
        asOf = quote.Release?.Content.AsOf,
        commitment = quote.Release?.Content.Promise.Code,
        target = quote.Release?.Content.Target.Code,
        publishedAt = quote.Release?.At,
        membersHash = quote.Release?.Content.MembersHash,
        replacedBy = quote.Outcome == QuoteOutcome.Replaced ? VerificationCode.Printed(quote.Figure!.Lines.Single(l => l.Code == quote.Release!.Code).ReplacedBy!) : null,
        latest = quote.Figure is { } figure ? VerificationCode.Printed(figure.Latest.Code) : null,
        page = quote.Release is { } r ? link($"/q/{r.Code}") : null,
    };

    /// <summary>One line a number: totals, the path, groups, corrections.</summary>
    public static async Task<byte[]> CsvOfAsync(ToldCommitment commitment, PublicWords words)
    {
        using var bytes = new MemoryStream();
        await using var csv = new CsvExport(bytes);
        await csv.WriteRowAsync(["commitment", "target", "figure", "as_of", "table", "group", "label", "within", "people", "mark", "note"]);
        foreach (var figure in commitment.Figures)
        {
            var told = figure.Latest.Content;
            Task Row(string table, string group, string label, string? within, long? people, string mark, string? note) => csv.WriteRowAsync(
                [commitment.Code, told.Target.Code, VerificationCode.Printed(figure.Latest.Code), Day(told.AsOf), table, group, label, within ?? "", people?.ToString(CultureInfo.InvariantCulture) ?? "", mark, note ?? ""]);
            await Row("total", "", told.Promise.Name, null, told.Counted, told.Counted is null ? "small" : "shown", words.Quote(figure.Latest));
            foreach (var point in told.Path)
            {
                await Row("path", Day(point.On), "", null, point.N, "shown", null);
            }

            foreach (var groups in told.Tables)
            {
                await GroupsAsync(groups, told.Least, words, Row);
            }

            foreach (var line in figure.Corrections)
            {
                await Row("correction", Day(line.AsOf), VerificationCode.Printed(line.Code), VerificationCode.Printed(line.Replaces!.Code), line.Counted, "shown", $"{words.Correction(line, told.Least)} {line.Reason}");
            }
        }

        await csv.CompleteAsync();
        return bytes.ToArray();
    }

    private static async Task GroupsAsync(ReleasedGroups groups, int least, PublicWords words, Func<string, string, string, string?, long?, string, string?, Task> row)
    {
        if (groups.Form == TableForm.Withheld)
        {
            await row(groups.By, "", words.Title(groups), null, null, "withheld", words.Notes(groups, least).First());
        }

        foreach (var group in groups.Rows)
        {
            await row(groups.By, group.Key, words.Label(groups.By, group), group.Within, group.People, Words.Of(group.Mark), words.Why(group.Mark, least));
        }
    }

    private static object FigureOf(ToldFigure figure, PublicWords words, Func<string, string> link)
    {
        var told = figure.Latest.Content;
        return new
        {
            target = told.Target.Code,
            code = VerificationCode.Printed(figure.Latest.Code),
            quote = words.Quote(figure.Latest),
            page = link($"/q/{figure.Latest.Code}"),
            counted = told.Counted,
            fewerThan = told.Counted is null ? told.Least : default(int?),
            asOf = told.AsOf,
            knownAt = told.KnownAt,
            publishedAt = figure.Latest.At,
            amount = told.Target.Amount,
            planned = told.Planned,
            from = told.Target.From,
            until = told.Target.Until,
            promise = new { told.Promise.Quote, told.Promise.SaidBy, told.Promise.AnnouncedOn, told.Promise.Source, told.Promise.Interpretation },
            rule = new { told.Rule.Version, words = string.Join(' ', words.Rule(told).Conditions.Prepend(words.Rule(told).Lead)) },
            membersHash = told.MembersHash,
            path = told.Path,
            groups = told.Tables.Select(t => GroupsOf(t, told.Least, words)),
            corrections = figure.Corrections.Select(l => new { at = l.At, l.AsOf, counted = l.Counted, replaced = VerificationCode.Printed(l.Replaces!.Code), was = l.Replaces.Counted, l.Reason }),
        };
    }

    /// <summary>Groups as the interface and the download tell them.</summary>
    private static object GroupsOf(ReleasedGroups t, int least, PublicWords words) => new
    {
        by = t.By,
        form = Words.Of(t.Form),
        together = t.Together,
        groups = t.Rows.Select(r => new { r.Key, label = words.Label(t.By, r), r.Within, people = r.People, mark = Words.Of(r.Mark), why = words.Why(r.Mark, least) }),
        notes = words.Notes(t, least),
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
