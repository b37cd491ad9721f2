using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace TalentPortal.Data.Conventions;

/// <summary>Tables in the singular and everything in snake_case, so that SQL written by hand reads plainly. Names given explicitly stay.</summary>
public sealed class SnakeCaseConvention : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entity in modelBuilder.Metadata.GetEntityTypes())
        {
            if (entity.GetTableName() is not null && !entity.IsOwned())
            {
                entity.Builder.ToTable(Of(entity.ClrType.Name));
            }

            foreach (var property in entity.GetProperties())
            {
                property.Builder.HasColumnName(Of(property.Name));
            }

            foreach (var key in entity.GetKeys())
            {
                key.Builder.HasName(Of(key.GetName()!));
            }

            foreach (var key in entity.GetForeignKeys())
            {
                key.Builder.HasConstraintName(Of(key.GetConstraintName()!));
            }

            foreach (var index in entity.GetIndexes())
            {
                index.Builder.HasDatabaseName(Of(index.GetDatabaseName()!));
            }
        }
    }

    /// <summary><c>PersonRecord</c> becomes <c>person_record</c>; what is already snake_case stays.</summary>
    public static string Of(string name)
    {
        var made = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (char.IsUpper(c))
            {
                var opensWord = i > 0 && name[i - 1] != '_' && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
                if (opensWord)
                {
                    made.Append('_');
                }

                made.Append(char.ToLowerInvariant(c));
            }
            else
            {
                made.Append(c);
            }
        }

        return made.ToString();
    }
}
