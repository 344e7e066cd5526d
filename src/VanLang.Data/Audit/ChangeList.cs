using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VanLang.Data.Audit;

/// <summary>One row that a save changes: old and new value of each changed column.</summary>
internal sealed record RowChange(string Row, string Kind, IReadOnlyDictionary<string, object?[]>? Values);

/// <summary>What changed in a save, for the audit row.</summary>
internal static class ChangeList
{
    public static List<RowChange> Of(List<EntityEntry> changed) => changed.ConvertAll(One);

    private static RowChange One(EntityEntry entry)
    {
        var key = string.Join('/', entry.Metadata.FindPrimaryKey()!.Properties.Select(p => Shown(entry.CurrentValues[p])));
        var row = entry.Metadata.ClrType.Name + " " + key;
        if (entry.State is EntityState.Deleted)
        {
            return new RowChange(row, "deleted", null);
        }

        var added = entry.State is EntityState.Added;
        var values = new Dictionary<string, object?[]>();
        foreach (var property in entry.Properties.Where(p => added || p.IsModified))
        {
            if (property.Metadata.Name == "Version" || property.Metadata.IsPrimaryKey() || (added && property.CurrentValue is null))
            {
                continue;
            }

            values[property.Metadata.Name] = property.Metadata.IsSensitive() ? ["***"] : added ? [Shown(property.CurrentValue)] : [Shown(property.OriginalValue), Shown(property.CurrentValue)];
        }

        return new RowChange(row, added ? "added" : "changed", values);
    }

    private static object? Shown(object? value) => value switch
    {
        null => null,
        string text => text.Length <= 300 ? text : text[..300] + "…",
        bool or int or long => value,
        byte[] bytes => Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(32, bytes.Length))),
        DateTimeOffset instant => instant.ToString("O"),
        DateOnly date => date.ToString("O"),
        _ => value.GetType().GetProperty("Value") is { } inner && inner.PropertyType == typeof(Guid) ? inner.GetValue(value)!.ToString() : value.ToString(),
    };
}

/// <summary>Marks in the model that the audit reads.</summary>
public static class AuditMarks
{
    private const string UnauditedMark = "VanLang:Unaudited";
    private const string SensitiveMark = "VanLang:Sensitive";

    /// <summary>Rows of this type may be saved without an audit row; the reason is for the reader and the wall test that lists them.</summary>
    public static EntityTypeBuilder Unaudited(this EntityTypeBuilder builder, string why)
    {
        builder.Metadata.SetAnnotation(UnauditedMark, why);
        return builder;
    }

    /// <summary>The value is personal or secret: audit rows say that it changed, not to what.</summary>
    public static PropertyBuilder<T> Sensitive<T>(this PropertyBuilder<T> builder)
    {
        builder.Metadata.SetAnnotation(SensitiveMark, true);
        return builder;
    }

    internal static bool IsUnaudited(this IReadOnlyTypeBase type) => type.FindAnnotation(UnauditedMark) is not null;

    internal static bool IsSensitive(this IReadOnlyProperty property) => property.FindAnnotation(SensitiveMark) is not null;
}
