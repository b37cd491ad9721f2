using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Files;
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
        builder.Property(r => r.Revision).IsConcurrencyToken();
        builder.Ignore(r => r.WorkIsDue);
        builder.HasIndex(r => new { r.PartnerId, r.UploadedAt });
        builder.HasIndex(r => new { r.PartnerId, r.Sha256 });
        builder.HasAlternateKey(r => new { r.PartnerId, r.Id });
        builder.HasOne<Cohort>().WithMany().HasForeignKey(r => new { r.PartnerId, r.CohortId }).HasPrincipalKey(c => new { c.PartnerId, c.Id }).OnDelete(DeleteBehavior.Restrict);
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
        builder.HasIndex(r => new { r.RosterId, r.Outcome, r.RowNo });
        builder.HasOne<Roster>().WithMany().HasForeignKey(r => new { r.PartnerId, r.RosterId }).HasPrincipalKey(r => new { r.PartnerId, r.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RosterChangeConfiguration : IEntityTypeConfiguration<RosterChange>
{
    public void Configure(EntityTypeBuilder<RosterChange> builder)
    {
        builder.HasKey(c => new { c.RosterId, c.Entity, c.EntityId, c.Field });
        builder.HasIndex(c => new { c.RosterId, c.RowNo });
        builder.HasOne<Roster>().WithMany().HasForeignKey(c => new { c.PartnerId, c.RosterId }).HasPrincipalKey(r => new { r.PartnerId, r.Id }).OnDelete(DeleteBehavior.Restrict);
    }
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
