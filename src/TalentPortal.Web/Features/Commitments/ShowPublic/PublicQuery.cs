using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Features.Commitments.PublishFigure;

namespace TalentPortal.Web.Features.Commitments.ShowPublic;

/// <summary>A release as it was told.</summary>
/// <param name="Code">Under which it is always found again.</param>
/// <param name="Replaces">The code of the release it corrects.</param>
/// <param name="Reason">Why.</param>
public sealed record ToldRelease(string Code, DateTimeOffset At, ReleaseContent Content, string? Replaces, string? Reason);

/// <summary>One line of a target's history.</summary>
/// <param name="Counted">Null where it was too small to be told.</param>
/// <param name="Replaces">The one it corrects; null where it corrects none.</param>
/// <param name="ReplacedBy">The code of the one that corrects it.</param>
public sealed record ToldLine(string Code, DateOnly AsOf, DateTimeOffset At, long? Counted, ToldLine? Replaces, string? Reason, string? ReplacedBy);

/// <summary>A target's latest release and all before it, the latest first.</summary>
public sealed record ToldFigure(ToldRelease Latest, IReadOnlyList<ToldLine> Lines)
{
    public IEnumerable<ToldLine> Corrections => Lines.Where(l => l.Replaces is not null);
}

/// <summary>A commitment as the public sees it.</summary>
/// <param name="ClosedOn">When it ended; null while it runs.</param>
public sealed record ToldCommitment(string Code, string Name, IReadOnlyList<ToldFigure> Figures, DateOnly? ClosedOn, CommitmentOutcome? ClosedAs, string? ClosedReason);

/// <summary>What is to be said of a code that somebody checks.</summary>
public enum QuoteOutcome
{
    Unknown,
    Genuine,

    /// <summary>Genuine, and a figure of a later day has been published since.</summary>
    Newer,

    /// <summary>It was told, and has been corrected since.</summary>
    Replaced,
}

/// <summary>A figure that was looked for.</summary>
public sealed record CheckedQuote(QuoteOutcome Outcome, ToldRelease? Release, ToldFigure? Figure)
{
    public static CheckedQuote Unknown { get; } = new(QuoteOutcome.Unknown, null, null);
}

/// <summary>Reads what was released, and nothing else: live numbers are never public.</summary>
public sealed class PublicQuery(PortalDatabase portal)
{
    private const int MostFound = 20;

    /// <summary>Every commitment of which something was published, by its name.</summary>
    public async Task<IReadOnlyList<ToldCommitment>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var found = await db.Set<FigureRelease>().Select(r => r.CommitmentId).Distinct().Join(db.Set<Commitment>().AsNoTracking(), id => id, c => c.Id, (_, c) => c).Where(c => c.State != CommitmentState.Draft).OrderBy(c => c.Name).ToListAsync(cancellationToken);
        var ids = found.ConvertAll(c => c.Id);
        var releases = await LinesAsync(db, db.Set<FigureRelease>().Where(r => ids.Contains(r.CommitmentId)), cancellationToken);
        var told = new List<ToldCommitment>();
        foreach (var commitment in found)
        {
            told.Add(await ToldAsync(db, commitment, [.. releases.Where(r => r.CommitmentId == commitment.Id)], cancellationToken));
        }

        return told;
    }

    /// <returns>Null where there is no such commitment, or nothing of it was ever published.</returns>
    public async Task<ToldCommitment?> FindAsync(string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var commitment = await db.Set<Commitment>().AsNoTracking().SingleOrDefaultAsync(c => c.Code == code && c.State != CommitmentState.Draft, cancellationToken);
        var releases = commitment is null ? [] : await LinesAsync(db, db.Set<FigureRelease>().Where(r => r.CommitmentId == commitment.Id), cancellationToken);
        return releases.Count == 0 ? null : await ToldAsync(db, commitment!, releases, cancellationToken);
    }

    /// <summary>The latest release of a target, for those who ask by its code.</summary>
    /// <returns>Null where nothing of it was published.</returns>
    public async Task<ToldRelease?> LatestAsync(string target, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var latest = await (from r in db.Set<FigureRelease>().AsNoTracking() join t in db.Set<Target>() on r.TargetId equals t.Id where t.Code == target orderby r.AsOf descending, r.At descending select r).FirstOrDefaultAsync(cancellationToken);
        return latest is null ? null : new(latest.Code, latest.At, ReleaseContent.Read(latest.Content), null, latest.Reason);
    }

    /// <summary>What is to be said of a code.</summary>
    /// <param name="code">As <see cref="VerificationCode.Read"/> gives it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<CheckedQuote> CheckAsync(string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var release = await db.Set<FigureRelease>().AsNoTracking().SingleOrDefaultAsync(r => r.Code == code, cancellationToken);
        if (release is null)
        {
            return CheckedQuote.Unknown;
        }

        var figure = await FigureAsync(db, await LinesAsync(db, db.Set<FigureRelease>().Where(r => r.TargetId == release.TargetId), cancellationToken), cancellationToken);
        var line = figure.Lines.Single(l => l.Code == code);
        var told = new ToldRelease(code, release.At, ReleaseContent.Read(release.Content), line.Replaces?.Code, release.Reason);
        return new(line.ReplacedBy is not null ? QuoteOutcome.Replaced : figure.Latest.Code == code ? QuoteOutcome.Genuine : QuoteOutcome.Newer, told, figure);
    }

    /// <summary>What is to be said of a number: every release that told it, the latest first.</summary>
    public async Task<IReadOnlyList<CheckedQuote>> CheckAsync(long number, CancellationToken cancellationToken)
    {
        List<string> codes;
        await using (var db = await portal.BeginAsync(Scope.Nothing, cancellationToken))
        {
            codes = await db.Set<FigureRelease>().Where(r => r.N == number).OrderByDescending(r => r.At).Select(r => r.Code).Take(MostFound).ToListAsync(cancellationToken);
        }

        var found = new List<CheckedQuote>();
        foreach (var code in codes)
        {
            // A number too small to be told was never told.
            var quote = await CheckAsync(code, cancellationToken);
            found.AddRange(quote.Release!.Content.Counted == number ? [quote] : []);
        }

        return found;
    }

    private static Task<List<Line>> LinesAsync(PortalDbContext db, IQueryable<FigureRelease> releases, CancellationToken cancellationToken) => (
        from r in releases
        join t in db.Set<Target>() on r.TargetId equals t.Id
        orderby t.Ordinal, t.Code, r.At, r.Id
        select new Line(r.Id, r.CommitmentId, r.TargetId, t.Unit, r.Code, r.AsOf, r.At, r.N, r.Replaces, r.Reason)).ToListAsync(cancellationToken);

    private static async Task<ToldCommitment> ToldAsync(PortalDbContext db, Commitment commitment, List<Line> releases, CancellationToken cancellationToken)
    {
        var figures = new List<ToldFigure>();
        foreach (var target in releases.GroupBy(r => r.TargetId))
        {
            figures.Add(await FigureAsync(db, [.. target], cancellationToken));
        }

        var name = figures.MaxBy(f => f.Latest.At)!.Latest.Content.Promise.Name;
        return new(commitment.Code, name, figures, commitment.ClosedOn, commitment.ClosedAs, commitment.ClosedReason);
    }

    private static async Task<ToldFigure> FigureAsync(PortalDbContext db, List<Line> releases, CancellationToken cancellationToken)
    {
        var latest = releases.OrderBy(r => r.AsOf).ThenBy(r => r.At).Last();
        var content = ReleaseContent.Read(await db.Set<FigureRelease>().Where(r => r.Id == latest.Id).Select(r => r.Content).SingleAsync(cancellationToken));
        var lines = new Dictionary<Guid, ToldLine>();
        foreach (var r in releases)
        {
            var counted = r.Unit == Unit.People && r.N > 0 && r.N < content.Least ? default(long?) : r.N;
            lines.Add(r.Id, new(r.Code, r.AsOf, r.At, counted, r.Replaces is { } replaced ? lines[replaced] : null, r.Reason, releases.LastOrDefault(o => o.Replaces == r.Id)?.Code));
        }

        return new(new(latest.Code, latest.At, content, lines[latest.Id].Replaces?.Code, latest.Reason), [.. releases.OrderByDescending(r => r.AsOf).ThenByDescending(r => r.At).Select(r => lines[r.Id])]);
    }

    private sealed record Line(Guid Id, Guid CommitmentId, Guid TargetId, Unit Unit, string Code, DateOnly AsOf, DateTimeOffset At, long N, Guid? Replaces, string? Reason);
}
