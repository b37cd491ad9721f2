using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Npgsql;
using TalentPortal.Data.Accounts;

namespace TalentPortal.Web.Platform.Access;

/// <summary>How often secrets may be tried; section <c>Portal:Limits</c>.</summary>
public sealed class SecretLimitOptions
{
    /// <summary>Failed sign-ins per account within <see cref="AccountWindow"/>, before it is locked until the window ends.</summary>
    public int AccountTries { get; set; } = 5;

    public TimeSpan AccountWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Failed sign-ins, and links asked for or tried, per address and minute.</summary>
    public int AddressTries { get; set; } = 10;

    /// <summary>Links mailed per account and hour.</summary>
    public int LinksPerHour { get; set; } = 3;
}

/// <summary>
/// Counts tried secrets in the database, for all nodes at once. Counting comes before checking, so a burst of parallel guesses gets no
/// more than its share; success gives the tries back. Unknown accounts are counted exactly like known ones, so the answer tells nothing.
/// If the database does not answer, the exception ends the request: no secret is checked uncounted.
/// </summary>
public sealed class SecretLimits(NpgsqlDataSource database, TimeProvider clock, IOptions<SecretLimitOptions> options)
{
    /// <summary>Counts a password tried for an account from an address.</summary>
    /// <returns>Null when it may be checked, else how long to wait.</returns>
    public async Task<TimeSpan?> TryPasswordAsync(string account, IPAddress? address, CancellationToken cancellationToken)
    {
        var o = options.Value;
        return await TakeAsync(Address(address), o.AddressTries, TimeSpan.FromMinutes(1), cancellationToken)
            ?? await TakeAsync(Account(account), o.AccountTries, o.AccountWindow, cancellationToken);
    }

    /// <summary>The password was right: its tries are forgotten.</summary>
    public Task ForgetAsync(string account, IPAddress? address, CancellationToken cancellationToken) =>
        AttemptSql.ForgetAsync(database, [Account(account), Address(address)], clock.GetUtcNow(), cancellationToken);

    /// <summary>Opens an account that was locked by wrong passwords.</summary>
    public Task UnlockAsync(string account, CancellationToken cancellationToken) =>
        AttemptSql.ForgetAsync(database, [Account(account)], clock.GetUtcNow(), cancellationToken);

    /// <summary>Counts a link asked for or tried from an address.</summary>
    public Task<TimeSpan?> TryLinkAsync(IPAddress? address, CancellationToken cancellationToken) =>
        TakeAsync(Bucket("link-address", $"{address}"), options.Value.AddressTries, TimeSpan.FromMinutes(1), cancellationToken);

    /// <summary>Counts a link mailed to an account; false when it had its share of this hour.</summary>
    public async Task<bool> MayMailLinkAsync(string account, CancellationToken cancellationToken) =>
        await TakeAsync(Bucket("link", account), options.Value.LinksPerHour, TimeSpan.FromHours(1), cancellationToken) is null;

    private static byte[] Account(string account) => Bucket("account", account);

    private static byte[] Address(IPAddress? address) => Bucket("address", $"{address}");

    private static byte[] Bucket(string kind, string subject) => SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{subject}"));

    private async Task<TimeSpan?> TakeAsync(byte[] bucket, int limit, TimeSpan window, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (tries, endsAt) = await AttemptSql.TakeAsync(database, bucket, now, window, cancellationToken);
        return tries <= limit ? null : endsAt - now;
    }
}
