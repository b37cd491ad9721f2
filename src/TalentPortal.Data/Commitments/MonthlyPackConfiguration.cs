using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TalentPortal.Data.Conventions;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Files;

namespace TalentPortal.Data.Commitments;

internal sealed class MonthlyPackConfiguration : IEntityTypeConfiguration<MonthlyPack>
{
    public void Configure(EntityTypeBuilder<MonthlyPack> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Code).HasMaxLength(MonthlyPack.CodeLength);
        builder.Property(p => p.Language).HasMaxLength(16);
        builder.Property(p => p.Figures).IsJsonList();

        // Whatever number of nodes makes it: one a month and language, and never the same numbers twice.
        builder.HasIndex(p => new { p.Month, p.Language }).IsUnique().HasFilter("is_final").HasDatabaseName("monthly_pack_final");
        builder.HasIndex(p => new { p.Code, p.Language }).IsUnique();
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(p => p.FileId).OnDelete(DeleteBehavior.Restrict);
    }
}
