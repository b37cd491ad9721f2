using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Data.Rosters;

internal sealed class RosterConfiguration : IEntityTypeConfiguration<Roster>
{
    public void Configure(EntityTypeBuilder<Roster> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Outcomes).HasColumnType("jsonb");
        builder.Property(r => r.Effects).HasColumnType("jsonb");
        builder.Property(r => r.Problem).HasColumnType("jsonb");
        builder.Property(r => r.Country).HasMaxLength(2);
        builder.Property(r => r.Questions).HasColumnType("jsonb");
        builder.Property(r => r.Answers).HasColumnType("jsonb");
        builder.Property(r => r.Revision).IsConcurrencyToken();
        builder.Ignore(r => r.WorkIsDue);
        builder.Ignore(r => r.WaitsForPerson);
        builder.HasIndex(r => new { r.PartnerId, r.UploadedAt });
        builder.HasIndex(r => new { r.PartnerId, r.Sha256 });
        builder.HasAlternateKey(r => new { r.PartnerId, r.Id });
        builder.HasOne<Cohort>().WithMany().HasForeignKey(r => new { r.PartnerId, r.CohortId }).HasPrincipalKey(c => new { c.PartnerId, c.Id }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RosterSource>().WithMany().HasForeignKey(r => new { r.PartnerId, r.SourceId }).HasPrincipalKey(s => new { s.PartnerId, s.Id }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(r => new { r.PartnerId, r.FileId }).HasPrincipalKey(f => new { f.PartnerId, f.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RosterRowConfiguration : IEntityTypeConfiguration<RosterRow>
{
    public void Configure(EntityTypeBuilder<RosterRow> builder)
    {
        builder.HasKey(r => new { r.RosterId, r.RowNo });
        builder.Property(r => r.Findings).HasColumnType("jsonb");
        builder.Property(r => r.Score).HasPrecision(9, 3);

        // What pages look for is the few among the many; the many are read in their order.
        builder.HasIndex(r => new { r.RosterId, r.Outcome, r.RowNo }).HasFilter("outcome not in ('create', 'unchanged')");
    }
}

internal sealed class RosterChangeConfiguration : IEntityTypeConfiguration<RosterChange>
{
    public void Configure(EntityTypeBuilder<RosterChange> builder)
    {
        builder.HasKey(c => new { c.RosterId, c.Entity, c.EntityId, c.Field });
        builder.HasIndex(c => new { c.RosterId, c.RowNo });
    }
}

internal sealed class RosterSourceConfiguration : IEntityTypeConfiguration<RosterSource>
{
    public void Configure(EntityTypeBuilder<RosterSource> builder)
    {
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Code).HasMaxLength(Code.MaxLength);
        builder.Property(s => s.Name).HasMaxLength(RosterSource.NameMaxLength);
        builder.Property(s => s.Revision).IsConcurrencyToken();
        Pairs(builder.Property(s => s.Mapping));
        Pairs(builder.Property(s => s.Cohorts));
        builder.HasIndex(s => new { s.PartnerId, s.Code }).IsUnique();
        builder.HasAlternateKey(s => new { s.PartnerId, s.Id });
        builder.HasOne<Partner>().WithMany().HasForeignKey(s => s.PartnerId).OnDelete(DeleteBehavior.Restrict);
    }

    private static void Pairs(PropertyBuilder<Dictionary<string, string>> property) => property.HasColumnType("jsonb").HasConversion(
        pairs => JsonSerializer.Serialize(pairs, JsonSerializerOptions.Default),
        text => JsonSerializer.Deserialize<Dictionary<string, string>>(text, JsonSerializerOptions.Default)!,
        new ValueComparer<Dictionary<string, string>>((a, b) => a!.Count == b!.Count && !a.Except(b).Any(), pairs => pairs.Count, pairs => new(pairs)));
}

internal sealed class StoredFileConfiguration : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> builder)
    {
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.Name).HasMaxLength(StoredFile.NameMaxLength);
        builder.HasAlternateKey(f => new { f.PartnerId, f.Id });
    }
}

internal sealed class StoredChunkConfiguration : IEntityTypeConfiguration<StoredChunk>
{
    public void Configure(EntityTypeBuilder<StoredChunk> builder)
    {
        builder.HasKey(c => new { c.FileId, c.N });
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(c => c.FileId).OnDelete(DeleteBehavior.Cascade);
    }
}
