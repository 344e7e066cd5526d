using System.Text;
using Microsoft.EntityFrameworkCore;

namespace VanLang.Data.Storage;

/// <summary>What holds in every module's tables: snake_case names, and <c>Version</c> as the concurrency token.</summary>
internal static class SharedConventions
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var type in model.Model.GetEntityTypes())
        {
            if (type.GetTableName() is { } table)
            {
                type.SetTableName(Snake(table));
            }

            foreach (var property in type.GetProperties())
            {
                property.SetColumnName(Snake(property.GetColumnName()));
                if (property.Name == "Version" && property.ClrType == typeof(long))
                {
                    property.IsConcurrencyToken = true;
                }
            }

            foreach (var key in type.GetKeys())
            {
                key.SetName(Snake(key.GetName()!));
            }

            foreach (var index in type.GetIndexes())
            {
                index.SetDatabaseName(Snake(index.GetDatabaseName()!));
            }

            foreach (var foreign in type.GetForeignKeys())
            {
                foreign.SetConstraintName(Snake(foreign.GetConstraintName()!));
            }
        }
    }

    internal static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (char.IsUpper(c) && i > 0 && name[i - 1] != '_' && (char.IsLower(name[i - 1]) || char.IsDigit(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(c));
        }

        return snake.ToString();
    }
}
