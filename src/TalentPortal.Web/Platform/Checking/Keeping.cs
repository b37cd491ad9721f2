using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentPortal.Data;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Web.Platform.Checking;

/// <summary>Saving what somebody else may be changing at the same time.</summary>
public static class Keeping
{
    /// <summary>The object is no longer what the caller saw.</summary>
    public static readonly Problem Changed = new("revision.changed");

    /// <summary>The actor manages programmes, but not in this country.</summary>
    public static Problem CountryNotManaged(string? country) => new("country.not-managed", country ?? "*");

    /// <summary>Whether the object still has the revision that the caller saw.</summary>
    /// <param name="expected">The revision of <c>If-Match</c> or of the form; null where the caller does not mind.</param>
    /// <param name="actual">The revision it has; null where it does not exist.</param>
    public static bool Matches(int? expected, int? actual) => expected is null || expected == actual;

    /// <summary>Saves, without committing.</summary>
    /// <returns>Refused with <see cref="Changed"/> when somebody else changed or created it in the meantime.</returns>
    public static Task<Result> TrySaveAsync(this PortalDbContext db, CancellationToken cancellationToken) => TryAsync(() => db.SaveChangesAsync(cancellationToken));

    /// <summary>Saves and commits.</summary>
    /// <returns>Refused with <see cref="Changed"/> when somebody else changed or created it in the meantime.</returns>
    public static Task<Result> TryCommitAsync(this PortalDbContext db, CancellationToken cancellationToken) => TryAsync(() => db.CommitAsync(cancellationToken));

    private static async Task<Result> TryAsync(Func<Task> save)
    {
        try
        {
            await save();
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Changed;
        }
        catch (DbUpdateException failure) when (failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Changed;
        }
    }
}
