using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;

namespace TalentPortal.Data.Partners;

internal sealed class PartnerConfiguration : IEntityTypeConfiguration<Partner>
{
    public void Configure(EntityTypeBuilder<Partner> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Code).HasMaxLength(Code.MaxLength);
        builder.Property(p => p.Name).HasMaxLength(Partner.NameMaxLength);
        builder.Property(p => p.Country).HasMaxLength(2);
        builder.Property(p => p.Revision).IsConcurrencyToken();
        builder.Property(p => p.ExternalIds).HasColumnType("jsonb").HasConversion(
            ids => JsonSerializer.Serialize(ids, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<Dictionary<string, string>>(text, JsonSerializerOptions.Default)!,
            new ValueComparer<Dictionary<string, string>>((a, b) => a!.SequenceEqual(b!), ids => ids.Count, ids => new(ids)));
        builder.HasIndex(p => p.Code).IsUnique();
        builder.HasOne<Partner>().WithMany().HasForeignKey(p => p.ParentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AgreementConfiguration : IEntityTypeConfiguration<Agreement>
{
    public void Configure(EntityTypeBuilder<Agreement> builder)
    {
        builder.ToTable(t => t.HasCheckConstraint("ck_agreement_period", "effective_on < expires_on"));
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Kind).HasMaxLength(Agreement.KindMaxLength);
        builder.Property(a => a.Scope).HasMaxLength(Agreement.ScopeMaxLength);
        builder.Property(a => a.Revision).IsConcurrencyToken();
        builder.HasIndex(a => new { a.PartnerId, a.Number }).IsUnique();
        builder.HasOne<Partner>().WithMany().HasForeignKey(a => a.PartnerId).OnDelete(DeleteBehavior.Restrict);
    }
}
