using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TalentPortal.Data.Conventions;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Commitments.Forecasting;

namespace TalentPortal.Data.Commitments;

internal sealed class ForecastConfiguration : IEntityTypeConfiguration<Forecast>
{
    public void Configure(EntityTypeBuilder<Forecast> builder)
    {
        builder.ToTable("forecast", t =>
        {
            // No figure without its interval.
            t.HasCheckConstraint("ck_forecast_interval", "num_nonnulls(p10, p50, p90) in (0, 3)");
            t.HasCheckConstraint("ck_forecast_order", "p10 <= p50 and p50 <= p90");
        });
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.InputsDigest).HasMaxLength(Forecast.DigestLength);
        builder.Property(f => f.Amount).HasPrecision(20, 4);
        builder.Property(f => f.Fan).IsJsonList();
        builder.Property(f => f.Closes).IsJson();
        builder.Property(f => f.Ingredients).IsJson();

        // Each once, whatever number of nodes.
        builder.HasIndex(f => new { f.TargetId, f.AsOf, f.TargetRevision, f.FallenAway }).IsUnique();
        builder.HasIndex(f => new { f.TargetId, f.AsOf, f.MadeAt });
        builder.HasOne<Target>().WithMany().HasForeignKey(f => f.TargetId).OnDelete(DeleteBehavior.Restrict);
    }
}
