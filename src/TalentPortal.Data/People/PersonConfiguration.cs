using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TalentPortal.Domain.Partners;
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

        // An index rather than an alternate key: partner_id is null for people who registered themselves.
        builder.HasIndex(r => new { r.PartnerId, r.StudentId }).IsUnique().HasFilter("student_id is not null and state = 'live'").HasDatabaseName("person_record_student_id");
        builder.HasIndex(r => r.PersonId);
        builder.HasOne<Partner>().WithMany().HasForeignKey(r => r.PartnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
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
        builder.HasOne<PersonRecord>().WithMany().HasForeignKey(l => l.RecordId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class IdentifierConfiguration : IEntityTypeConfiguration<Identifier>
{
    public void Configure(EntityTypeBuilder<Identifier> builder)
    {
        builder.HasKey(i => new { i.RecordId, i.Kind, i.Value });
        builder.HasIndex(i => new { i.Kind, i.Value, i.ScopePartner }).HasDatabaseName("identifier_find");
        builder.HasOne<PersonRecord>().WithMany().HasForeignKey(i => i.RecordId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PairDecisionConfiguration : IEntityTypeConfiguration<PairDecision>
{
    public void Configure(EntityTypeBuilder<PairDecision> builder)
    {
        builder.ToTable(t => t.HasCheckConstraint("ck_pair_decision_order", "record_a < record_b"));
        builder.HasKey(p => new { p.RecordA, p.RecordB });
        builder.HasIndex(p => p.RecordB).HasFilter("status = 'open'").HasDatabaseName("pair_decision_open");
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
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
