using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Data.Commitments;

internal sealed class CommitmentConfiguration : IEntityTypeConfiguration<Commitment>
{
    public void Configure(EntityTypeBuilder<Commitment> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Code).HasMaxLength(Code.MaxLength);
        builder.Property(c => c.Name).HasMaxLength(Commitment.NameMaxLength);
        builder.Property(c => c.Quote).HasMaxLength(Commitment.QuoteMaxLength);
        builder.Property(c => c.SaidBy).HasMaxLength(Commitment.SaidByMaxLength);
        builder.Property(c => c.Source).HasMaxLength(Commitment.SourceMaxLength);
        builder.Property(c => c.Interpretation).HasMaxLength(Commitment.InterpretationMaxLength);
        builder.Property(c => c.Zone).HasMaxLength(64);
        builder.Property(c => c.Country).HasMaxLength(2);
        builder.Property(c => c.ClosedReason).HasMaxLength(Commitment.ReasonMaxLength);
        builder.Property(c => c.ShortBy).HasPrecision(20, 4);
        builder.Property(c => c.Revision).IsConcurrencyToken();
        builder.HasIndex(c => c.Code).IsUnique();
    }
}

internal sealed class TargetConfiguration : IEntityTypeConfiguration<Target>
{
    public void Configure(EntityTypeBuilder<Target> builder)
    {
        builder.ToTable(t => t.HasCheckConstraint("ck_target_window", "starts_on <= ends_on"));
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Code).HasMaxLength(Code.MaxLength);
        builder.Property(t => t.Amount).HasPrecision(20, 4);
        builder.Property(t => t.Baseline).HasPrecision(20, 4);
        builder.Property(t => t.Zone).HasMaxLength(64);
        builder.Property(t => t.Revision).IsConcurrencyToken();
        builder.Property(t => t.Milestones).HasColumnType("jsonb").HasConversion(
            list => JsonSerializer.Serialize(list, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<Milestone[]>(text, JsonSerializerOptions.Default)!,
            new ValueComparer<Milestone[]>((a, b) => a!.SequenceEqual(b!), list => list.Length, list => list.ToArray()));
        builder.HasQueryFilter(t => t.DroppedAt == null);
        builder.HasIndex(t => t.Code).IsUnique();
        builder.HasOne<Commitment>().WithMany().HasForeignKey(t => t.CommitmentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RuleVersionConfiguration : IEntityTypeConfiguration<RuleVersion>
{
    public void Configure(EntityTypeBuilder<RuleVersion> builder)
    {
        builder.HasKey(r => new { r.TargetId, r.Version });
        builder.Ignore(r => r.Rule);
        builder.Property(r => r.Why).HasMaxLength(RuleVersion.WhyMaxLength);
        builder.Property(r => r.RejectedBecause).HasMaxLength(RuleVersion.WhyMaxLength);
        builder.Property(r => r.EvidenceAtLeast).HasDefaultValue(1);
        builder.Property(r => r.ExclusivityGroup).HasMaxLength(Code.MaxLength);
        builder.Property(r => r.Currency).HasMaxLength(3);
        builder.HasIndex(r => r.Event);
        builder.HasIndex(r => r.TargetId, "rule_version_shadow").IsUnique().HasFilter("status = 'shadow'").HasDatabaseName("rule_version_shadow");
        builder.HasIndex(r => r.TargetId).IsUnique().HasFilter("status = 'effective'").HasDatabaseName("rule_version_effective");
        builder.HasOne<Target>().WithMany().HasForeignKey(r => r.TargetId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FactConfiguration : IEntityTypeConfiguration<Fact>
{
    public void Configure(EntityTypeBuilder<Fact> builder)
    {
        builder.ToTable(t =>
        {
            t.HasCheckConstraint("ck_fact_known", "known_from < known_to");
            t.HasCheckConstraint("ck_fact_dates", "on_date < until_date");
            t.HasCheckConstraint("ck_fact_one_subject", "num_nonnulls(record_id, subject_id) = 1");
        });
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.UntilDate).HasDefaultValueSql("'infinity'");
        builder.Property(f => f.KnownTo).HasDefaultValueSql("'infinity'");
        builder.Property(f => f.Amount).HasPrecision(20, 4);
        builder.HasIndex(f => new { f.Kind, f.SourceId }).IsUnique().HasFilter("known_to = 'infinity'").HasDatabaseName("fact_now");
        builder.HasIndex(f => f.RecordId).HasFilter("known_to = 'infinity'").HasDatabaseName("fact_record");
        builder.HasIndex(f => f.RecordId, "fact_attended").HasFilter("kind = 'attended'").HasDatabaseName("fact_attended");
        builder.HasIndex(f => f.SubjectId).HasFilter("subject_id is not null").HasDatabaseName("fact_subject");
        builder.HasIndex(f => f.ClosedBy).HasFilter("closed_by is not null").HasDatabaseName("fact_closed_by");
    }
}

internal sealed class ContributionConfiguration : IEntityTypeConfiguration<Contribution>
{
    public void Configure(EntityTypeBuilder<Contribution> builder)
    {
        builder.ToTable(t => t.HasCheckConstraint("ck_contribution_known", "known_from < known_to"));
        builder.Property(c => c.Id).UseIdentityAlwaysColumn();
        builder.Property(c => c.KnownTo).HasDefaultValueSql("'infinity'");
        builder.Property(c => c.Amount).HasPrecision(20, 4);
        builder.HasIndex(c => new { c.SubjectId, c.TargetId, c.Version }).IsUnique().HasFilter("known_to = 'infinity'").HasDatabaseName("contribution_now");
        builder.HasIndex(c => new { c.TargetId, c.Version, c.State, c.OnDate, c.Id }).HasFilter("known_to = 'infinity'").HasDatabaseName("contribution_list");
    }
}

internal sealed class FigureConfiguration : IEntityTypeConfiguration<Figure>
{
    public void Configure(EntityTypeBuilder<Figure> builder) => builder.HasKey(f => new { f.TargetId, f.Version, f.Dim, f.Key });
}

internal sealed class KnowingConfiguration : IEntityTypeConfiguration<Knowing>
{
    public void Configure(EntityTypeBuilder<Knowing> builder)
    {
        builder.HasKey(k => k.At);
        builder.Property(k => k.At).ValueGeneratedNever();
    }
}
