using System.Globalization;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using TalentPortal.Data;
using TalentPortal.Web.Platform.Drawing;
using TalentPortal.Web.Platform.Mail;
using TalentPortal.Web.Platform.Verbs;

namespace TalentPortal.Web.Features.Administration.Doctor;

/// <summary><c>doctor</c>: looks at what the portal stands on and says what to do about each thing that is wrong.</summary>
public sealed class DoctorVerb(Migrator migrator, IKeyManager keys, IMailer mail, ISvgPrinter printer, IConfiguration configuration, TimeProvider clock) : IVerb
{
    private const long LeastFreeBytes = 1L << 30;
    private static readonly TimeSpan ClocksMayDiffer = TimeSpan.FromSeconds(5);

    public string Name => "doctor";

    public string Help => "                              looks at database, migrations, disk, clock, mail, drawing and key ring; exits 1 if one is not well";

    public async Task<int> RunAsync(VerbArguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var well = true;
        await foreach (var (what, fault) in LookAsync(cancellationToken))
        {
            well &= fault is null;
            await output.WriteLineAsync($"{what,-12}{fault ?? "well"}");
        }

        return well ? 0 : 1;
    }

    private async IAsyncEnumerable<(string What, string? Fault)> LookAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await migrator.LookAsync(cancellationToken) is not { } database)
        {
            yield return ("database", "does not answer: check ConnectionStrings__Portal and that the server runs.");
            yield break;
        }

        yield return ("database", null);
        yield return ("migrations", database.Pending.Count == 0 ? null : $"missing: {string.Join(", ", database.Pending)}. Run `migrate`.");
        if (database.Pending.Count > 0)
        {
            yield break;
        }

        var apart = (database.Clock - clock.GetUtcNow()).Duration();
        yield return ("clock", apart <= ClocksMayDiffer ? null : string.Create(CultureInfo.InvariantCulture, $"differs from the database's by {apart.TotalSeconds:0} s: synchronise both."));
        var free = new DriveInfo(Path.GetTempPath()).AvailableFreeSpace;
        yield return ("disk", free >= LeastFreeBytes ? null : string.Create(CultureInfo.InvariantCulture, $"only {free >> 20} MB are free for uploads in {Path.GetTempPath()}."));
        yield return ("mail", mail is MailFolder && string.IsNullOrEmpty(configuration["Portal:Mail:Host"]) && !IsDevelopment() ? "goes to a folder nobody reads: set Portal__Mail__Host." : null);
        yield return ("drawing", printer.IsThere ? null : "rsvg-convert is missing: install librsvg2-bin and fonts-noto-cjk for PDFs; until then pages print from the browser.");
        yield return ("key ring", keys.GetAllKeys().Any(k => !k.IsRevoked && k.ExpirationDate > clock.GetUtcNow()) ? null : "holds no key in force: start the portal once, and look at its log.");
    }

    private bool IsDevelopment() => configuration["ASPNETCORE_ENVIRONMENT"] == Environments.Development;
}
