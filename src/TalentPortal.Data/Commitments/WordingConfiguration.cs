using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TalentPortal.Data.Conventions;
using TalentPortal.Domain.Commitments;

namespace TalentPortal.Data.Commitments;

internal sealed class WordingConfiguration : IEntityTypeConfiguration<Wording>
{
    public void Configure(EntityTypeBuilder<Wording> builder)
    {
        builder.ToTable("commitment_wording");
        builder.HasKey(w => new { w.CommitmentId, w.N });
        builder.Property(w => w.Name).HasMaxLength(Commitment.NameMaxLength);
        builder.Property(w => w.Quote).HasMaxLength(Commitment.QuoteMaxLength);
        builder.Property(w => w.SaidBy).HasMaxLength(Commitment.SaidByMaxLength);
        builder.Property(w => w.Source).HasMaxLength(Commitment.SourceMaxLength);
        builder.Property(w => w.Interpretation).HasMaxLength(Commitment.InterpretationMaxLength);
        builder.Property(w => w.Zone).HasMaxLength(64);
        builder.Property(w => w.Country).HasMaxLength(2);
        builder.Property(w => w.Statements).IsJsonList();
        builder.HasOne<SourceCopy>().WithMany().HasForeignKey(w => w.SourceCopyId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(w => w.Reason).HasMaxLength(Commitment.ReasonMaxLength);
        builder.HasOne<Commitment>().WithMany().HasForeignKey(w => w.CommitmentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class KeptPlanConfiguration : IEntityTypeConfiguration<KeptPlan>
{
    public void Configure(EntityTypeBuilder<KeptPlan> builder)
    {
        builder.ToTable("target_plan");
        builder.HasKey(p => new { p.TargetId, p.N });
        builder.Property(p => p.Amount).HasPrecision(20, 4);
        builder.Property(p => p.Baseline).HasPrecision(20, 4);
        builder.Property(p => p.Zone).HasMaxLength(64);
        builder.Property(p => p.Milestones).HasColumnType("jsonb").HasConversion(
            list => JsonSerializer.Serialize(list, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<Milestone[]>(text, JsonSerializerOptions.Default)!,
            new ValueComparer<Milestone[]>((a, b) => a!.SequenceEqual(b!), list => list.Length, list => list.ToArray()));
        builder.Property(p => p.Split).IsJson();
        builder.HasOne<Target>().WithMany().HasForeignKey(p => p.TargetId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ApprovalConfiguration : IEntityTypeConfiguration<Approval>
{
    public void Configure(EntityTypeBuilder<Approval> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Proposal).HasColumnType("jsonb");
        builder.Property(a => a.Reason).HasMaxLength(Commitment.ReasonMaxLength);
        builder.Property(a => a.Note).HasMaxLength(Approval.NoteMaxLength);

        // Two people may answer at once: the second one's state is no longer what they saw.
        builder.Property(a => a.State).IsConcurrencyToken();
        builder.HasIndex(a => a.CommitmentId).IsUnique().HasFilter("state in ('writing', 'waiting')").HasDatabaseName("approval_open");
        builder.HasIndex(a => new { a.CommitmentId, a.AskedAt });
        builder.HasOne<Commitment>().WithMany().HasForeignKey(a => a.CommitmentId).OnDelete(DeleteBehavior.Restrict);
    }
}
