using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TalentPortal.Domain.People;

namespace TalentPortal.Data.People;

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder) => builder.Property(p => p.Id).ValueGeneratedNever();
}

internal sealed class PersonRecordConfiguration : IEntityTypeConfiguration<PersonRecord>
{
    public void Configure(EntityTypeBuilder<PersonRecord> builder)
    {
        builder.ToTable(t => t.HasCheckConstraint("ck_person_record_source", "(source = 'partner') = (partner_id is not null)"));
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.FullName).HasMaxLength(PersonRecord.NameMaxLength);
        builder.Property(r => r.Email).HasMaxLength(PersonRecord.EmailMaxLength);
        builder.Property(r => r.Mobile).HasMaxLength(PersonRecord.MobileMaxLength);
        builder.Property(r => r.StudentId).HasMaxLength(PersonRecord.StudentIdMaxLength);
        builder.Property(r => r.Employer).HasMaxLength(PersonRecord.EmployerMaxLength);

        builder.Property(r => r.Held).HasColumnType("jsonb");

        // An index rather than an alternate key: partner_id is null for people who registered themselves.
        builder.HasIndex(r => new { r.PartnerId, r.StudentKey }).IsUnique().HasFilter("student_key is not null and state = 'live'").HasDatabaseName("person_record_student_key");
        builder.HasIndex(r => r.EmailKey).HasFilter("email_key is not null and state = 'live'").HasDatabaseName("person_record_email_key");
        builder.HasIndex(r => r.MobileKey).HasFilter("mobile_key is not null and state = 'live'").HasDatabaseName("person_record_mobile_key");
        builder.HasIndex(r => new { r.BirthDate, r.NameKey }).HasFilter("birth_date is not null and state = 'live'").HasDatabaseName("person_record_name_key");
        builder.HasIndex(r => new { r.BirthDate, r.NameWord }).HasFilter("birth_date is not null and state = 'live'").HasDatabaseName("person_record_name_word");
        builder.HasIndex(r => r.NationalKey).HasFilter("national_key is not null and state = 'live'").HasDatabaseName("person_record_national_key");
        builder.HasIndex(r => r.PersonId);
    }
}

internal sealed class PersonLinkConfiguration : IEntityTypeConfiguration<PersonLink>
{
    public void Configure(EntityTypeBuilder<PersonLink> builder)
    {
        builder.ToTable(t => t.HasCheckConstraint("ck_person_link_known", "known_from < known_to"));
        builder.HasKey(l => new { l.RecordId, l.KnownFrom });
        builder.Property(l => l.KnownTo).HasDefaultValueSql("'infinity'");
        builder.HasIndex(l => l.RecordId).IsUnique().HasFilter("known_to = 'infinity'").HasDatabaseName("person_link_now");
        builder.HasIndex(l => l.PersonId);
        builder.HasIndex(l => l.DecisionId).HasFilter("decision_id is not null").HasDatabaseName("person_link_decision");
    }
}

internal sealed class RecordChangeConfiguration : IEntityTypeConfiguration<RecordChange>
{
    public void Configure(EntityTypeBuilder<RecordChange> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Reason).HasMaxLength(RecordChange.ReasonMaxLength);
        builder.HasIndex(c => new { c.RecordId, c.At });
        builder.HasOne<PersonRecord>().WithMany().HasForeignKey(c => c.RecordId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PairDecisionConfiguration : IEntityTypeConfiguration<PairDecision>
{
    public void Configure(EntityTypeBuilder<PairDecision> builder)
    {
        builder.ToTable(t => t.HasCheckConstraint("ck_pair_decision_order", "record_a < record_b"));
        builder.HasKey(p => new { p.RecordA, p.RecordB });
        builder.Property(p => p.Note).HasMaxLength(PairDecision.NoteMaxLength);
        builder.Property(p => p.Revision).IsConcurrencyToken();
        builder.Ignore(p => p.IsUndecided);
        builder.HasIndex(p => p.Id).IsUnique();
        builder.HasIndex(p => p.RecordB).HasDatabaseName("pair_decision_later");
        builder.HasIndex(p => new { p.Status, p.At, p.Id }).HasDatabaseName("pair_decision_queue");
    }
}

internal sealed class PairDoubtConfiguration : IEntityTypeConfiguration<PairDoubt>
{
    public void Configure(EntityTypeBuilder<PairDoubt> builder)
    {
        builder.ToTable(t => t.HasCheckConstraint("ck_pair_doubt_known", "known_from < known_to"));
        builder.HasKey(d => new { d.PairId, d.KnownFrom });
        builder.Property(d => d.KnownTo).HasDefaultValueSql("'infinity'");
        builder.HasIndex(d => d.PairId).IsUnique().HasFilter("known_to = 'infinity'").HasDatabaseName("pair_doubt_now");
    }
}

internal sealed class TraitConfiguration : IEntityTypeConfiguration<Trait>
{
    public void Configure(EntityTypeBuilder<Trait> builder)
    {
        builder.ToTable(t => t.HasCheckConstraint("ck_trait_known", "known_from < known_to"));
        builder.HasKey(t => new { t.PersonId, t.KnownFrom });
        builder.Property(t => t.KnownTo).HasDefaultValueSql("'infinity'");
        builder.HasIndex(t => t.PersonId).IsUnique().HasFilter("known_to = 'infinity'").HasDatabaseName("trait_now");
    }
}

internal sealed class NationalIdMatchingConfiguration : IEntityTypeConfiguration<NationalIdMatching>
{
    public void Configure(EntityTypeBuilder<NationalIdMatching> builder)
    {
        builder.HasKey(m => m.Country);
        builder.Property(m => m.Country).HasMaxLength(2);
    }
}
