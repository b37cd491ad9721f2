using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Accounts;
using TalentPortal.Domain.Access;
using TalentPortal.Web.Features.Accounts;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Administration.Demo;

/// <summary>The people who can sign in to the demo, one per role and a second manager, whose word what is said in public needs. They exist in Development only, and their password is no secret.</summary>
public sealed class DemoAccounts(IDbContextFactory<AccountsDbContext> contexts, IPasswordHasher<Account> hasher, TimeProvider clock)
{
    public const string Password = "counted people only";
    public const string PartnerCode = "seri-alam-university";
    public const string ManagerName = "Aisyah Rahman";
    public const string SecondManagerName = "Tan Boon Keat";
    public const string CoordinatorName = "Lim Mei Fong";

    private const string ManagerEmail = "manager@demo.example";
    private const string SecondManagerEmail = "second-manager@demo.example";
    private const string CoordinatorEmail = "coordinator@demo.example";

    private static readonly (string Email, string Name, Role Role)[] Staff =
    [
        (ManagerEmail, ManagerName, Role.ProgrammeManager),
        (SecondManagerEmail, SecondManagerName, Role.ProgrammeManager),
        ("executive@demo.example", "Goh Siew Lan", Role.Executive),
        ("auditor@demo.example", "Ravi s/o Chandran", Role.Auditor),
        ("admin@demo.example", "Jeremy Gimbang", Role.Administrator),
    ];

    private static readonly (string Email, string Name, Role Role)[] PartnerPeople =
    [
        (CoordinatorEmail, CoordinatorName, Role.Coordinator),
        ("partner-admin@demo.example", "Hidayah binti Luqman", Role.PartnerAdministrator),
    ];

    /// <summary>Who can sign in, for the line printed at the start.</summary>
    public static IReadOnlyList<string> Emails { get; } = [.. Staff.Concat(PartnerPeople).Select(a => a.Email)];

    /// <returns>The keys of the two managers: one writes, the other approves.</returns>
    public async Task<(Guid Manager, Guid Second)> CreateStaffAsync(CancellationToken cancellationToken) =>
        await CreateAsync(Staff, null, cancellationToken) is [var manager, var second, ..] ? (manager, second) : throw new InvalidOperationException("The demo has two managers.");

    /// <returns>The coordinator's key.</returns>
    public async Task<Guid> CreatePartnerPeopleAsync(Guid partner, CancellationToken cancellationToken) => (await CreateAsync(PartnerPeople, partner, cancellationToken))[0];

    private async Task<IReadOnlyList<Guid>> CreateAsync((string Email, string Name, Role Role)[] people, Guid? partner, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var ids = new List<Guid>();
        foreach (var (email, name, role) in people)
        {
            var account = db.Open(email, name, null, now);
            account.EmailConfirmed = true;
            account.LockoutEnabled = true;
            account.PasswordHash = hasher.HashPassword(account, Password);
            db.Grants.Add(new() { Id = Guid.CreateVersion7(now), AccountId = account.Id, Role = role, PartnerId = partner, GrantedBy = Actor.System.Name, GrantedAt = now });
            db.Record(now, Actor.System, "account.demo", account.Id, partner, fields: ["email", "display_name", "password", "role"]);
            ids.Add(account.Id);
        }

        await db.SaveChangesAsync(cancellationToken);
        return ids;
    }
}
