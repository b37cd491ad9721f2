using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Rosters.ReceiveRoster;

/// <summary>What was chosen on the upload page beside the file.</summary>
public sealed record UploadChoices
{
    /// <summary>The name of the field with the file.</summary>
    public const string FileField = "file";

    /// <summary>The name of the field with pasted text.</summary>
    public const string PasteField = "paste";

    public string? Cohort { get; init; }

    public string? Partner { get; init; }

    /// <summary>The file is the full list of the cohort.</summary>
    public bool Full { get; init; }

    public string? Source { get; init; }

    public bool Attests { get; init; }

    public Guid? Replaces { get; init; }

    internal RosterUpload Upload(string fileName, string media) => new(Cohort, fileName, media, Full ? RosterMode.Full : RosterMode.Delta, RosterApply.Preview)
    {
        Partner = Partner,
        Source = Source,
        AttestsNationality = Attests,
        Supersedes = Replaces,
    };
}

/// <summary>Leads back to a page, with what was chosen and why it was refused. The reason is sealed: nobody else puts sentences on our pages.</summary>
public sealed class UploadRefusals(IDataProtectionProvider protection)
{
    /// <summary>The form came with neither a file nor pasted text.</summary>
    public static readonly Problem NoFile = new("roster.no-file");

    /// <summary>The form came with both, and nobody knows which is meant.</summary>
    public static readonly Problem FileAndPaste = new("roster.file-and-paste");

    /// <summary>More was pasted than a field takes.</summary>
    public static readonly Problem PasteTooLarge = new("roster.paste-too-large", UploadEndpoint.MaxPasteBytes / 1024 / 1024);

    /// <summary>The same upload is still being received over another connection.</summary>
    public static readonly Problem StillReceiving = new("roster.still-receiving");

    // Without arguments that matter to the reader, so they may stand in the address in plain words.
    private static readonly Problem[] Plain = [NoFile, FileAndPaste, PasteTooLarge, StillReceiving, RosterProblems.TooLarge(StoredFile.MaxBytes / 1024 / 1024)];

    private readonly IDataProtector _protector = protection.CreateProtector("TalentPortal.UploadRefusal.v1");

    internal SeeOther Of(UploadChoices chosen, Problem problem)
    {
        return new(Address.Of(
            chosen.Cohort is { } cohort ? $"/cohorts/{Uri.EscapeDataString(cohort)}/upload" : "/rosters/upload",
            ("partner", chosen.Partner),
            ("mode", chosen.Full ? Words.Of(RosterMode.Full) : null),
            ("source", chosen.Source),
            ("attest", chosen.Attests ? "true" : null),
            ("replaces", problem.Code == RosterProblems.TooLateToCancel(RosterState.Applied).Code ? null : chosen.Replaces?.ToString()),
            ("refused", Seal(problem))));
    }

    /// <summary>A reason as it stands in an address.</summary>
    internal string Seal(Problem problem) => Array.Exists(Plain, p => p.Code == problem.Code)
        ? problem.Code
        : WebEncoders.Base64UrlEncode(_protector.Protect(Encoding.UTF8.GetBytes(Findings.Write(problem))));

    /// <summary>The reason in an address; null where it says nothing of ours.</summary>
    internal Problem? Read(string? reason)
    {
        if (string.IsNullOrEmpty(reason))
        {
            return null;
        }

        if (Array.Find(Plain, p => p.Code == reason) is { } plain)
        {
            return plain;
        }

        try
        {
            return Findings.ReadProblem(Encoding.UTF8.GetString(_protector.Unprotect(WebEncoders.Base64UrlDecode(reason))));
        }
        catch (Exception foreign) when (foreign is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
