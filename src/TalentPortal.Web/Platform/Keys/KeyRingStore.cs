using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Accounts;

namespace TalentPortal.Web.Platform.Keys;

/// <summary>The data protection ring in the database, so that every node reads the cookies, form tokens and circuits of the others, and a restart ends none.</summary>
public sealed class KeyRingStore(IDbContextFactory<AccountsDbContext> contexts) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        return [.. db.KeyRing.AsNoTracking().OrderBy(k => k.Id).Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = contexts.CreateDbContext();
        db.KeyRing.Add(new KeyRingElement { Id = Guid.CreateVersion7(), Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}

/// <summary>Wires the ring: <c>Portal:KeyRing:Certificate</c> (a PKCS #12 file) and <c>:Password</c> encrypt it with a secret kept outside the database.</summary>
public static class KeyRing
{
    public static void AddKeyRing(this WebApplicationBuilder builder)
    {
        var protection = builder.Services.AddDataProtection().SetApplicationName("TalentPortal").SetDefaultKeyLifetime(TimeSpan.FromDays(90));
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IDbContextFactory<AccountsDbContext>>((o, contexts) => o.XmlRepository = new KeyRingStore(contexts));
        if (builder.Configuration["Portal:KeyRing:Certificate"] is { Length: > 0 } file)
        {
            protection.ProtectKeysWithCertificate(X509CertificateLoader.LoadPkcs12FromFile(file, builder.Configuration["Portal:KeyRing:Password"]));
        }
    }
}
