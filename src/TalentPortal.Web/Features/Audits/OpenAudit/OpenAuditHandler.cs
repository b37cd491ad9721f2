using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;

namespace TalentPortal.Web.Features.Audits.OpenAudit;

/// <summary>What is to be audited: a published figure, or a day and a moment; and how many are drawn of it.</summary>
/// <param name="AsOf">The day at whose end, in the commitment's zone, is counted; today where absent.</param>
/// <param name="KnownAt">The moment of knowledge; the latest settled one where absent.</param>
/// <param name="Published">A published figure of the target, in place of day and moment.</param>
/// <param name="Size">How many to draw; where absent, as many as <paramref name="Tolerable"/> needs.</param>
/// <param name="Confidence">90, 95 (where absent) or 99 per cent.</param>
/// <param name="Tolerable">Errors in per cent that would be too many, 0.3 to 50; 5 where neither it nor a size is given.</param>
/// <param name="Seed">32 hexadecimal digits, to draw the same sample again; made at random where absent.</param>
public sealed record OpenAuditInput(DateOnly? AsOf = null, DateTimeOffset? KnownAt = null, Guid? Published = null, int? Size = null, int? Confidence = null, decimal? Tolerable = null, string? Seed = null);

/// <summary>Opens an audit: freezes who was counted, and draws some of them.</summary>
public sealed class OpenAuditHandler(PortalDatabase portal, TimeProvider clock)
{
    private const decimal UsualTolerable = 5;
    private const int UsualConfidence = 95;

    /// <param name="actor">An auditor.</param>
    /// <param name="code">The target.</param>
    /// <param name="input">What to draw.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>
    /// The audit's key. Refused as not found, for a draft with <see cref="CommitmentProblems.NotPublished"/>, with <see cref="AuditProblems.OfMoney"/>, for a day or
    /// moment to come, without a rule in force then, and as <see cref="AuditSample.SizeOf"/> says.
    /// </returns>
    public async Task<Result<Guid>> OpenAsync(Actor actor, string code, OpenAuditInput input, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();

        // A population crosses partners; auditors see all of it.
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        var found = await (
            from t in db.Set<Target>()
            join c in db.Set<Commitment>() on t.CommitmentId equals c.Id
            where t.Code == code
            select new { Target = t, c.State }).SingleOrDefaultAsync(cancellationToken);
        if (found is null || !actor.Allows(Permissions.AuditCounts))
        {
            return CommitmentProblems.TargetNotFound;
        }

        if (Refusal(found.Target, found.State, input, now) is { } refused)
        {
            return refused;
        }

        var figure = input.Published is { } published
            ? await PublishedAsync(db, found.Target.Id, published, cancellationToken)
            : await CountAsync(db, found.Target, input, now, cancellationToken);
        if (figure.Problem is { } uncounted)
        {
            return uncounted;
        }

        var size = AuditSample.SizeOf(figure.Value.N, input.Size, input.Confidence ?? UsualConfidence, input.Tolerable ?? UsualTolerable);
        return size.Problem is { } impossible ? impossible : await DrawAsync(db, actor, found.Target.Id, figure.Value, (input, size.Value), now, cancellationToken);
    }

    private static Problem? Refusal(Target target, CommitmentState state, OpenAuditInput input, DateTimeOffset now) => input switch
    {
        _ when state == CommitmentState.Draft => CommitmentProblems.NotPublished,
        _ when target.Unit == Unit.Money => AuditProblems.OfMoney,
        { AsOf: { } day } when day > now.DayIn(target.Zone) => PublishingProblems.DayInTheFuture,
        { Seed: { Length: > 0 } seed } when !AuditSample.IsSeed(seed) => AuditProblems.BadSeed,
        _ => null,
    };

    private static async Task<Result<FrozenFigure>> PublishedAsync(PortalDbContext db, Guid target, Guid published, CancellationToken cancellationToken)
    {
        if (await db.Set<PublishedFigure>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == published && p.TargetId == target, cancellationToken) is not { } told)
        {
            return AuditProblems.FigureNotFound;
        }

        var again = await db.ReplayAsync(target, told.Version, told.AsOf, told.KnownAt, inForce: true, cancellationToken);
        return again.Counted == told.N && again.MembersHash == told.MembersHash
            ? new FrozenFigure(told.Version, told.AsOf, told.KnownAt, told.N, told.MembersHash, told.Groups)
            : AuditProblems.FigureDoesNotStand;
    }

    private static async Task<Result<FrozenFigure>> CountAsync(PortalDbContext db, Target target, OpenAuditInput input, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var moment = await db.FindMomentAsync(input.KnownAt, now, cancellationToken);
        if (moment.Problem is { } refused)
        {
            return refused;
        }

        var (known, day) = (moment.Value, input.AsOf ?? now.DayIn(target.Zone));
        var version = await db.Set<RuleVersion>().Where(r => r.TargetId == target.Id && r.KnownFrom <= known && known < r.KnownTo).Select(r => (int?)r.Version).SingleOrDefaultAsync(cancellationToken);
        if (version is not { } inForce)
        {
            return PublishingProblems.NoRule;
        }

        var counted = await db.ReplayAsync(target.Id, inForce, day, known, inForce: true, cancellationToken);
        return new FrozenFigure(inForce, day, known, counted.Counted, counted.MembersHash, "{}");
    }

    private static async Task<Result<Guid>> DrawAsync(
        PortalDbContext db, Actor actor, Guid target, FrozenFigure figure, (OpenAuditInput Input, int Size) wanted, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (input, size) = wanted;
        var strata = SamplePlan.Of(await db.PartsAsync(target, figure, cancellationToken), size);
        if (strata.Sum(s => s.Size) != figure.N)
        {
            throw new InvalidOperationException("The strata do not add up to what replay counts.");
        }

        var seed = input.Seed is { Length: > 0 } given ? given : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(AuditSample.SeedLength / 2));
        var wish = new SampleWish(figure, input.Published, input.Confidence ?? UsualConfidence, input.Size is null ? input.Tolerable ?? UsualTolerable : input.Tolerable, seed);
        var sample = AuditSample.Open(target, wish, strata.Sum(s => s.Drawn), (actor.Id, actor.Name), now);
        db.Add(sample);
        db.AddRange(strata.Select((s, i) => new AuditStratum
        {
            SampleId = sample.Id,
            No = i + 1,
            PartnerId = s.PartnerId,
            PartnerName = s.PartnerName,
            Evidence = s.Evidence,
            Size = s.Size,
            Drawn = s.Drawn,
        }));
        db.Record(actor, now, "audit.opened", ("audit-sample", sample.Id));
        await db.SaveChangesAsync(cancellationToken);
        if (await db.DrawAsync(sample, cancellationToken) != sample.Drawn)
        {
            throw new InvalidOperationException("Fewer or more were drawn than planned.");
        }

        await db.CommitAsync(cancellationToken);
        return sample.Id;
    }
}
