using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Files;

namespace TalentPortal.Data.Commitments;

internal sealed class SourceCopyConfiguration : IEntityTypeConfiguration<SourceCopy>
{
    public void Configure(EntityTypeBuilder<SourceCopy> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Name).HasMaxLength(StoredFile.NameMaxLength);
        builder.Property(c => c.Media).HasMaxLength(100);
        builder.Property(c => c.StoredByName).HasMaxLength(Commitment.SaidByMaxLength);
        builder.Ignore(c => c.Hash);
        builder.HasIndex(c => new { c.CommitmentId, c.Sha256 }).IsUnique();
        builder.HasOne<Commitment>().WithMany().HasForeignKey(c => c.CommitmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(c => c.Id).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class HistoryBatchConfiguration : IEntityTypeConfiguration<HistoryBatch>
{
    public void Configure(EntityTypeBuilder<HistoryBatch> builder)
    {
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.FileName).HasMaxLength(StoredFile.NameMaxLength);
        builder.Property(b => b.Note).HasMaxLength(HistoryBatch.NoteMaxLength);
        builder.Property(b => b.TakenBackBecause).HasMaxLength(Commitment.ReasonMaxLength);

        // Two people may decide at once: the second one's state is no longer what they saw.
        builder.Property(b => b.State).IsConcurrencyToken();
        builder.HasIndex(b => new { b.TargetId, b.ImportedAt });
        builder.HasOne<Target>().WithMany().HasForeignKey(b => b.TargetId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(b => b.FileId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class HistoryEntryConfiguration : IEntityTypeConfiguration<HistoryEntry>
{
    public void Configure(EntityTypeBuilder<HistoryEntry> builder)
    {
        builder.HasKey(e => new { e.BatchId, e.RowNo });
        builder.Property(e => e.Name).HasMaxLength(HistoryEntry.TextMaxLength);
        builder.Property(e => e.Identifier).HasMaxLength(320);
        builder.Property(e => e.PersonKey).HasMaxLength(320);
        builder.HasIndex(e => new { e.TargetId, e.PersonKey }).IsUnique().HasFilter("live").HasDatabaseName("history_entry_live");
        builder.HasIndex(e => new { e.BatchId, e.Outcome, e.RowNo });
        builder.HasOne<HistoryBatch>().WithMany().HasForeignKey(e => e.BatchId).OnDelete(DeleteBehavior.Restrict);
    }
}
