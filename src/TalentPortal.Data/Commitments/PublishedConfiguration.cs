using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TalentPortal.Data.Conventions;
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

        builder.Property(p => p.Draft).IsJson();

        // Two people may answer at once: the second one's state is no longer what they saw.
        builder.Property(p => p.State).IsConcurrencyToken();
        builder.HasIndex(p => p.TargetId).IsUnique().HasFilter("state = 'waiting'").HasDatabaseName("figure_proposal_open");
        builder.HasOne<RuleVersion>().WithMany().HasForeignKey(p => new { p.TargetId, p.Version }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FigureReleaseConfiguration : IEntityTypeConfiguration<FigureRelease>
{
    public void Configure(EntityTypeBuilder<FigureRelease> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Code).HasMaxLength(VerificationCode.Length).IsFixedLength();
        builder.Property(r => r.Reason).HasMaxLength(ReleaseDraft.ReasonMaxLength);
        builder.Property(r => r.Content).HasColumnType("jsonb");
        builder.Property(r => r.Truth).HasColumnType("jsonb");
        builder.HasIndex(r => r.Code).IsUnique();
        builder.HasIndex(r => new { r.At, r.Id });
        builder.HasIndex(r => new { r.CommitmentId, r.TargetId, r.At });
        builder.HasIndex(r => r.N);
        builder.HasOne<PublishedFigure>().WithOne().HasForeignKey<FigureRelease>(r => r.Id).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Commitment>().WithMany().HasForeignKey(r => r.CommitmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Target>().WithMany().HasForeignKey(r => r.TargetId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<FigureRelease>().WithMany().HasForeignKey(r => r.Replaces).OnDelete(DeleteBehavior.Restrict);
    }
}
