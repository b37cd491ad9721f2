using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Files;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Commitments.StoreSource;

/// <summary>
/// Stores a copy of the place where a promise can be read. It becomes part of what the commitment says only when somebody writes its hash there, and for
/// a published one when a second person approves that.
/// </summary>
public sealed class StoreSourceHandler(PortalDatabase portal, TimeProvider clock)
{
    /// <param name="actor">Who stores it.</param>
    /// <param name="code">Of the commitment.</param>
    /// <param name="name">What the uploader calls the file; shown, never used as a path.</param>
    /// <param name="bytes">The file; read once.</param>
    /// <param name="cancellationToken">The request: whoever hangs up has stored nothing.</param>
    /// <returns>
    /// The SHA-256 of the copy, in lower-case hexadecimal digits; the same bytes again are the same copy. Refused as not found for a commitment that the
    /// actor does not manage, when it is closed, for an empty file, one over <see cref="SourceCopy.MaxBytes"/>, one that is nothing a source may be kept
    /// as, and when there are <see cref="SourceCopy.MostOfOneCommitment"/> copies.
    /// </returns>
    public async Task<Result<string>> HandleAsync(Actor actor, string code, string name, Stream bytes, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(actor, code, cancellationToken) is { } refused)
        {
            return refused;
        }

        // Read to its end before anything is written: no transaction waits for somebody's connection.
        await using var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        if (await CopyAsync(bytes, file, cancellationToken) is not { } sha256)
        {
            return CommitmentProblems.SourceCopyTooLarge;
        }

        if (file.Length == 0)
        {
            return CommitmentProblems.SourceCopyEmpty;
        }

        var start = new byte[SourceMedia.Looked];
        file.Position = 0;
        var looked = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        return SourceMedia.Of(start.AsSpan(0, looked)) is { } media ? await StoreAsync(actor, code, (name, media, sha256), file, cancellationToken) : CommitmentProblems.SourceCopyKind;
    }

    private async Task<Problem?> RefusalAsync(Actor actor, string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var commitment = await db.Set<Commitment>().AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, cancellationToken);
        return commitment is null || !actor.Allows(Permissions.ManageObjects) || !actor.ManagesCountry(commitment.Country) ? CommitmentProblems.NotFound
            : commitment.State == CommitmentState.Closed ? CommitmentProblems.Closed : null;
    }

    private async Task<Result<string>> StoreAsync(Actor actor, string code, (string Name, string Media, byte[] Sha256) about, FileStream file, CancellationToken cancellationToken)
    {
        // The bytes are no partner's: a manager's scope, which sees everything, writes them.
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var commitment = await db.Set<Commitment>().SingleAsync(c => c.Code == code, cancellationToken);
        var hash = Convert.ToHexStringLower(about.Sha256);
        var copies = await db.Set<SourceCopy>().Where(s => s.CommitmentId == commitment.Id).Select(s => s.Sha256).ToListAsync(cancellationToken);
        if (copies.Exists(c => c.AsSpan().SequenceEqual(about.Sha256)))
        {
            return hash;
        }

        if (copies.Count >= SourceCopy.MostOfOneCommitment)
        {
            return CommitmentProblems.SourceCopyTooMany;
        }

        var now = clock.GetUtcNow();
        var name = Shortened(about.Name);
        var stored = new StoredFile { Id = Guid.CreateVersion7(now), PartnerId = StoredFile.Portal, Sha256 = about.Sha256, Bytes = file.Length, Name = name, Media = about.Media, CreatedAt = now };
        db.Add(stored);
        db.Add(new SourceCopy { Id = stored.Id, CommitmentId = commitment.Id, Name = name, Media = about.Media, Bytes = file.Length, Sha256 = about.Sha256, StoredByName = actor.Name, StoredAt = now });
        db.Record(actor, now, "commitment.source-stored", ("commitment", commitment.Id));
        if (await db.TrySaveAsync(cancellationToken) is { Problem: { } changed })
        {
            return changed;
        }

        await db.StoreChunksAsync(stored.Id, file, cancellationToken);
        await db.CommitAsync(cancellationToken);
        return hash;
    }

    /// <returns>The hash; null where there is more than a copy may have.</returns>
    private static async Task<byte[]?> CopyAsync(Stream from, FileStream to, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            if (to.Length > SourceCopy.MaxBytes)
            {
                return null;
            }
        }

        return hash.GetHashAndReset();
    }

    private static string Shortened(string name)
    {
        var plain = string.Concat(name.Split('/', '\\')[^1].Where(c => !char.IsControl(c))).Trim();
        return plain.Length == 0 ? "source" : plain[..Math.Min(plain.Length, StoredFile.NameMaxLength)];
    }
}
