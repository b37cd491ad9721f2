using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Accounts;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Accounts.ForgotPassword;

/// <summary>
/// Sends the links that were asked for, apart from the request, so that the request takes the same time whether or not there is such an account.
/// What waits here is lost when the node ends; whoever gets no mail asks again.
/// </summary>
public sealed class ForgotPasswordWorker(
    IDbContextFactory<AccountsDbContext> contexts, OneTimeLinks links, SecretLimits limits, AccountMails mails, TimeProvider clock, ILogger<ForgotPasswordWorker> log)
    : BackgroundService
{
    private const int Waiting = 200;
    private readonly Channel<string> _asked = Channel.CreateBounded<string>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Takes the wish; says nothing about the account.</summary>
    public void Ask(string email) => _asked.Writer.TryWrite(email);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var email in _asked.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await SendAsync(email, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // One undeliverable letter must not end the others.
                log.LogError(failure, "A password link could not be sent");
            }
        }
    }

    private async Task SendAsync(string email, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var account = await db.ByEmailAsync(email, cancellationToken);
        if (account is null || account.SuspendedAt is not null || !await limits.MayMailLinkAsync(account.NormalizedEmail!, cancellationToken))
        {
            return;
        }

        var link = await links.AddAsync(db, account, account.PasswordHash is null ? LinkPurpose.Invitation : LinkPurpose.Reset, cancellationToken);
        db.Record(clock.GetUtcNow(), Actor.Anonymous, "password.link-sent", account.Id);
        await db.SaveChangesAsync(cancellationToken);
        await mails.ResetAsync(account, link, cancellationToken);
    }
}
