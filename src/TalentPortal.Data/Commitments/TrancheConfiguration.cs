using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Data.Commitments;

internal sealed class TrancheConfiguration : IEntityTypeConfiguration<Tranche>
{
    public void Configure(EntityTypeBuilder<Tranche> builder)
    {
        builder.ToTable(t => t.HasCheckConstraint("ck_tranche_amount", "amount >= 0 and amount = trunc(amount)"));
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Code).HasMaxLength(Code.MaxLength);
        builder.Property(t => t.Amount).HasPrecision(20, 4);
        builder.Property(t => t.Currency).HasMaxLength(3);
        builder.Property(t => t.Evidence).HasMaxLength(Tranche.EvidenceMaxLength);
        builder.Property(t => t.Revision).IsConcurrencyToken();
        builder.HasIndex(t => t.Code).IsUnique();
        builder.HasOne<Commitment>().WithMany().HasForeignKey(t => t.CommitmentId).OnDelete(DeleteBehavior.Restrict);
    }
}
