using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Programmes;

namespace TalentPortal.Data.Cohorts;

internal sealed class CohortConfiguration : IEntityTypeConfiguration<Cohort>
{
    public void Configure(EntityTypeBuilder<Cohort> builder)
    {
        builder.ToTable(t =>
        {
            t.HasCheckConstraint("ck_cohort_dates", "starts_on <= ends_on");
            t.HasCheckConstraint("ck_cohort_taken", "taken >= 0");
        });
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Code).HasMaxLength(Code.MaxLength);
        builder.Property(c => c.Name).HasMaxLength(Cohort.NameMaxLength);
        builder.Property(c => c.Country).HasMaxLength(2);
        builder.Property(c => c.TimeZone).HasMaxLength(64);
        builder.Property(c => c.Series).HasMaxLength(Cohort.SeriesMaxLength);
        builder.Property(c => c.Funder).HasMaxLength(Cohort.FunderMaxLength);
        builder.Property(c => c.StateReason).HasMaxLength(Cohort.ReasonMaxLength);
        builder.Property(c => c.Revision).IsConcurrencyToken();
        builder.Ignore(c => c.OverBy);
        builder.HasIndex(c => c.Code).IsUnique();
        builder.HasAlternateKey(c => new { c.PartnerId, c.Id });
        builder.HasOne<Partner>().WithMany().HasForeignKey(c => c.PartnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Programme>().WithMany().HasForeignKey(c => c.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EnrolmentConfiguration : IEntityTypeConfiguration<Enrolment>
{
    public void Configure(EntityTypeBuilder<Enrolment> builder)
    {
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Score).HasPrecision(9, 3);
        builder.HasIndex(e => new { e.CohortId, e.RecordId }).IsUnique().HasFilter("state in ('waiting','offered','enrolled')").HasDatabaseName("enrolment_live");
        builder.HasIndex(e => e.RecordId);

        // With the record in it: without statistics of rows just written a planner took the whole cohort for each person.
        builder.HasIndex(e => new { e.CohortId, e.RecordId }, "enrolment_cohort_record");
    }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Revision).IsConcurrencyToken();
        builder.HasIndex(s => new { s.CohortId, s.N }).IsUnique();
        builder.HasOne<Cohort>().WithMany().HasForeignKey(s => s.CohortId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AttendanceConfiguration : IEntityTypeConfiguration<Attendance>
{
    public void Configure(EntityTypeBuilder<Attendance> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Revision).IsConcurrencyToken();
        builder.HasIndex(a => new { a.EnrolmentId, a.SessionId }).IsUnique();
        builder.HasIndex(a => a.SessionId);
        builder.HasOne<Session>().WithMany().HasForeignKey(a => a.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}
