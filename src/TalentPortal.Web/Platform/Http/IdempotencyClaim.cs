using Npgsql;
using TalentPortal.Data.Accounts;

namespace TalentPortal.Web.Platform.Http;

/// <summary>
/// The claim of the running POST on its <c>Idempotency-Key</c>; found with <see cref="Of"/>. A handler that saves its answer here, inside the
/// transaction of the effect, makes the two one thing: no crash can come between.
/// </summary>
public sealed class IdempotencyClaim(string principal, string key, Guid token)
{
    private static readonly object Item = new();

    /// <summary>Whether the handler saved the answer itself.</summary>
    public bool IsCompleted { get; private set; }

    internal string Principal => principal;

    internal string Key => key;

    internal Guid Token => token;

    /// <summary>The claim of this request, or null where the request needs none.</summary>
    public static IdempotencyClaim? Of(HttpContext context) => context.Items[Item] as IdempotencyClaim;

    /// <summary>Saves the answer in the caller's transaction; call it last before the commit, and answer exactly this afterwards.</summary>
    /// <exception cref="InvalidOperationException">The lease ran out and another request took over: roll back.</exception>
    public async Task CompleteAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, SavedAnswer answer, CancellationToken cancellationToken)
    {
        if (!await IdempotencySql.CompleteAsync(connection, transaction, principal, key, token, answer, cancellationToken))
        {
            throw new InvalidOperationException("The claim on the idempotency key was lost.");
        }

        IsCompleted = true;
    }

    internal void AttachTo(HttpContext context) => context.Items[Item] = this;
}
