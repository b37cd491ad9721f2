using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Data.Conventions;

/// <summary>Enums are stored as their words (<see cref="Words"/>), so that a row can be read and SQL needs no table of numbers.</summary>
public sealed class EnumTextConvention : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var property in modelBuilder.Metadata.GetEntityTypes().SelectMany(e => e.GetProperties()))
        {
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type.IsEnum)
            {
                property.Builder.HasConverter(typeof(WordConverter<>).MakeGenericType(type));
            }
        }
    }

    internal sealed class WordConverter<T>() : ValueConverter<T, string>(v => Words.Of(v), w => Words.Parse<T>(w)!.Value)
        where T : struct, Enum;
}
