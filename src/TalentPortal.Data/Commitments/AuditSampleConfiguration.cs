using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TalentPortal.Domain.Commitments;

namespace TalentPortal.Data.Commitments;

internal sealed class AuditSampleConfiguration : IEntityTypeConfiguration<AuditSample>
{
    public void Configure(EntityTypeBuilder<AuditSample> builder)
    {
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.MembersHash).HasMaxLength(64);
        builder.Property(s => s.Digest).HasMaxLength(64);
        builder.Property(s => s.Seed).HasMaxLength(AuditSample.SeedLength);
        builder.Property(s => s.Tolerable).HasPrecision(5, 2);
        builder.Property(s => s.Revision).IsConcurrencyToken();
        builder.HasIndex(s => new { s.TargetId, s.OpenedAt, s.Id });
        builder.HasOne<RuleVersion>().WithMany().HasForeignKey(s => new { s.TargetId, s.Version }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PublishedFigure>().WithMany().HasForeignKey(s => s.PublishedId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AuditStratumConfiguration : IEntityTypeConfiguration<AuditStratum>
{
    public void Configure(EntityTypeBuilder<AuditStratum> builder)
    {
        builder.HasKey(s => new { s.SampleId, s.No });
        builder.HasOne<AuditSample>().WithMany().HasForeignKey(s => s.SampleId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AuditMemberConfiguration : IEntityTypeConfiguration<AuditMember>
{
    public void Configure(EntityTypeBuilder<AuditMember> builder)
    {
        builder.HasKey(m => new { m.SampleId, m.No });
        builder.Property(m => m.Note).HasMaxLength(AuditMember.NoteMaxLength);

        // Two auditors may judge at once: the second one's revision is no longer what they saw.
        builder.Property(m => m.Revision).IsConcurrencyToken();
        builder.HasIndex(m => new { m.SampleId, m.SubjectId }).IsUnique();
        builder.HasOne<AuditStratum>().WithMany().HasForeignKey(m => new { m.SampleId, m.StratumNo }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AuditVerdictChangeConfiguration : IEntityTypeConfiguration<AuditVerdictChange>
{
    public void Configure(EntityTypeBuilder<AuditVerdictChange> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Note).HasMaxLength(AuditMember.NoteMaxLength);
        builder.HasOne<AuditMember>().WithMany().HasForeignKey(c => new { c.SampleId, c.MemberNo }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AuditAnswerConfiguration : IEntityTypeConfiguration<AuditAnswer>
{
    public void Configure(EntityTypeBuilder<AuditAnswer> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Text).HasMaxLength(AuditMember.NoteMaxLength);
        builder.HasOne<AuditMember>().WithMany().HasForeignKey(a => new { a.SampleId, a.MemberNo }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AuditPaperConfiguration : IEntityTypeConfiguration<AuditPaper>
{
    public void Configure(EntityTypeBuilder<AuditPaper> builder)
    {
        builder.HasKey(p => p.SampleId);
        builder.HasOne<AuditSample>().WithOne().HasForeignKey<AuditPaper>(p => p.SampleId).OnDelete(DeleteBehavior.Restrict);
    }
}
