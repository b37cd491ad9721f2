using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TalentPortal.Domain.Jobs;

namespace TalentPortal.Data.Jobs;

internal sealed class JobConfiguration : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.Property(j => j.Id).ValueGeneratedNever();
        builder.Property(j => j.Payload).HasColumnType("jsonb");
        builder.HasIndex(j => j.Key).IsUnique();
        builder.HasIndex(j => j.DueAt).HasFilter("state in ('queued','running')").HasDatabaseName("job_open");
    }
}
