using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TalentPortal.Domain.Commitments;

namespace TalentPortal.Data.Commitments;

internal sealed class PublishedFigureConfiguration : IEntityTypeConfiguration<PublishedFigure>
{
    public void Configure(EntityTypeBuilder<PublishedFigure> builder)
    {
        builder.ToTable("published");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.MembersHash).HasMaxLength(64);
        builder.Property(p => p.Groups).HasColumnType("jsonb");
        builder.HasIndex(p => new { p.TargetId, p.At, p.Id });
        builder.HasOne<RuleVersion>().WithMany().HasForeignKey(p => new { p.TargetId, p.Version }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FigureProposalConfiguration : IEntityTypeConfiguration<FigureProposal>
{
    public void Configure(EntityTypeBuilder<FigureProposal> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.MembersHash).HasMaxLength(64);
        builder.Property(p => p.Groups).HasColumnType("jsonb");

        // Two people may answer at once: the second one's state is no longer what they saw.
        builder.Property(p => p.State).IsConcurrencyToken();
        builder.HasIndex(p => p.TargetId).IsUnique().HasFilter("state = 'waiting'").HasDatabaseName("figure_proposal_open");
        builder.HasOne<RuleVersion>().WithMany().HasForeignKey(p => new { p.TargetId, p.Version }).OnDelete(DeleteBehavior.Restrict);
    }
}
