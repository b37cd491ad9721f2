using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Programmes;

namespace TalentPortal.Data.Programmes;

internal sealed class ProgrammeConfiguration : IEntityTypeConfiguration<Programme>
{
    public void Configure(EntityTypeBuilder<Programme> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Code).HasMaxLength(Code.MaxLength);
        builder.Property(p => p.Name).HasMaxLength(Programme.NameMaxLength);
        builder.Property(p => p.Country).HasMaxLength(2);
        builder.Property(p => p.Sector).HasMaxLength(Programme.SectorMaxLength);
        builder.Property(p => p.Revision).IsConcurrencyToken();
        builder.HasIndex(p => p.Code).IsUnique();
    }
}
