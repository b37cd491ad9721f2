using System.Globalization;
using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Options;

namespace TalentPortal.Web.Platform.Mail;

/// <summary>A plain text mail to one person.</summary>
public sealed record Letter(string To, string Subject, string Body);

/// <summary>Sends mail. Call it after the commit, never inside a transaction.</summary>
public interface IMailer
{
    Task SendAsync(Letter letter, CancellationToken cancellationToken);
}

/// <summary>Section <c>Portal:Mail</c>. Without a host, mail is written to the folder <c>mail</c> of the data path.</summary>
public sealed class MailOptions
{
    public string? Host { get; set; }

    public int Port { get; set; } = 25;

    public bool Tls { get; set; } = true;

    public string? User { get; set; }

    public string? Password { get; set; }

    public string From { get; set; } = "portal@localhost";

    /// <summary>Where mail goes without a host; by default <c>mail</c> in the data path.</summary>
    public string? Folder { get; set; }
}

/// <summary>Hands mail to a server.</summary>
public sealed class SmtpMailer(IOptions<MailOptions> options) : IMailer
{
    private const int TimeoutMilliseconds = 15_000;

    public async Task SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        var o = options.Value;
        using var client = new SmtpClient(o.Host, o.Port) { EnableSsl = o.Tls, Timeout = TimeoutMilliseconds };
        if (o.User is not null)
        {
            client.Credentials = new System.Net.NetworkCredential(o.User, o.Password);
        }

        using var message = new MailMessage(o.From, letter.To, letter.Subject, letter.Body) { BodyEncoding = Encoding.UTF8, SubjectEncoding = Encoding.UTF8 };
        await client.SendMailAsync(message, cancellationToken);
    }
}

/// <summary>Keeps mail as files, one each, newest last by name; for Development, and wherever no server is named.</summary>
public sealed class MailFolder(TimeProvider clock, IOptions<MailOptions> options) : IMailer
{
    private string Folder => options.Value.Folder ?? throw new InvalidOperationException("No folder for mail was set.");

    public async Task SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        var now = clock.GetUtcNow();
        var text = $"From: {options.Value.From}\r\nTo: {OneLine(letter.To)}\r\nSubject: {OneLine(letter.Subject)}\r\nDate: {now.ToString("r", CultureInfo.InvariantCulture)}\r\n"
            + $"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{letter.Body}";
        await File.WriteAllTextAsync(Path.Combine(Folder, $"{Guid.CreateVersion7(now):N}.eml"), text, cancellationToken);
    }

    /// <summary>The newest mails, newest first.</summary>
    public async Task<IReadOnlyList<Letter>> ReadAsync(int limit, CancellationToken cancellationToken)
    {
        var letters = new List<Letter>();
        if (Directory.Exists(Folder))
        {
            foreach (var file in Directory.EnumerateFiles(Folder, "*.eml").OrderDescending(StringComparer.Ordinal).Take(limit))
            {
                letters.Add(Parse(await File.ReadAllTextAsync(file, cancellationToken)));
            }
        }

        return letters;
    }

    private static Letter Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var headers = text[..end].Split("\r\n");
        return new(Header("To: "), Header("Subject: "), text[(end + 4)..]);

        string Header(string name) => Array.Find(headers, h => h.StartsWith(name, StringComparison.Ordinal))?[name.Length..] ?? "";
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
