using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace VanLang.Data.Audit;

/// <summary>
/// The canonical hash of a stored row over every mapped column, by name and value as the program knows them, so that both
/// databases give the same. It stands in the audit row of the act that wrote the row last: a changed column is found.
/// </summary>
public static class RowHash
{
    /// <summary>SHA-256 over all columns.</summary>
    public static byte[] Of(IEntityType type, object row)
    {
        using var bytes = new CanonicalRow();
        bytes.Add("row/1").Add(type.ClrType.Name);
        foreach (var property in type.GetProperties())
        {
            bytes.Add(property.Name);
            Add(bytes, property, property.GetGetter().GetClrValue(row));
        }

        return bytes.Finish();
    }

    /// <summary>How audit rows name the row: its key, the parts separated by strokes.</summary>
    public static string Key(IEntityType type, object row) =>
        string.Join('/', type.FindPrimaryKey()!.Properties.Select(p => Text(p, p.GetGetter().GetClrValue(row))));

    private static string Text(IProperty property, object? value) => value switch
    {
        string text => text,
        IFormattable number when value is int or long => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Unwrap(property, value).ToString(),
    };

    private static void Add(CanonicalRow bytes, IProperty property, object? value)
    {
        switch (value)
        {
            case null:
                bytes.Add((string?)null);
                break;
            case string text:
                bytes.Add(text);
                break;
            case int number:
                bytes.Add((long)number);
                break;
            case long number:
                bytes.Add(number);
                break;
            case bool flag:
                bytes.Add(flag ? 1L : 0L);
                break;
            case DateTimeOffset instant:
                bytes.Add(instant);
                break;
            case DateOnly date:
                bytes.Add((long)date.DayNumber);
                break;
            case byte[] binary:
                bytes.Add(binary);
                break;
            case Enum name:
                bytes.Add(name.ToString());
                break;
            default:
                bytes.Add(Unwrap(property, value));
                break;
        }
    }

    // Typed ids are the only other values: their converter gives the UUID behind.
    private static Guid Unwrap(IProperty property, object? value) => value is Guid id
        ? id
        : property.GetRelationalTypeMapping().Converter?.ConvertToProvider(value) is Guid inside ? inside : throw new NotSupportedException($"{property.DeclaringType.ClrType.Name}.{property.Name} has no canonical form yet.");
}
