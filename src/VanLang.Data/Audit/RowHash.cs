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
        foreach (var field in Fields(type, row))
        {
            bytes.Add(field.Name);
            Add(bytes, field.Value);
        }

        return bytes.Finish();
    }

    /// <summary>What <see cref="Of"/> hashes, field by field, so that somebody else can compute the hash again.</summary>
    public static IEnumerable<RowField> Fields(IEntityType type, object row) =>
        type.GetProperties().Select(p => RowField.Of(p.Name, Canonical(p, p.GetGetter().GetClrValue(row))));

    /// <summary>How audit rows name the row: its key, the parts separated by strokes.</summary>
    public static string Key(IEntityType type, object row) =>
        string.Join('/', type.FindPrimaryKey()!.Properties.Select(p => Text(p, p.GetGetter().GetClrValue(row))));

    private static string Text(IProperty property, object? value) => value switch
    {
        string text => text,
        IFormattable number when value is int or long => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Unwrap(property, value).ToString(),
    };

    // The few kinds of value that a row's columns come down to.
    private static object? Canonical(IProperty property, object? value) => value switch
    {
        null or string or long or DateTimeOffset or byte[] => value,
        int number => (long)number,
        bool flag => flag ? 1L : 0L,
        DateOnly date => (long)date.DayNumber,
        Enum name => name.ToString(),
        _ => Unwrap(property, value),
    };

    private static void Add(CanonicalRow bytes, object? value) => _ = value switch
    {
        null => bytes.Add((string?)null),
        string text => bytes.Add(text),
        long number => bytes.Add(number),
        DateTimeOffset instant => bytes.Add(instant),
        byte[] binary => bytes.Add(binary),
        Guid id => bytes.Add(id),
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    // Typed ids are the only other values: their converter gives the UUID behind.
    private static Guid Unwrap(IProperty property, object? value) => value is Guid id
        ? id
        : property.GetRelationalTypeMapping().Converter?.ConvertToProvider(value) is Guid inside ? inside : throw new NotSupportedException($"{property.DeclaringType.ClrType.Name}.{property.Name} has no canonical form yet.");
}

/// <summary>One field of a canonical row, as others can read it.</summary>
/// <param name="Kind">text, number, time, bytes or uuid.</param>
/// <param name="Value">A string, a long, an instant, bytes or a UUID; null when the column is empty.</param>
public sealed record RowField(string Name, string Kind, object? Value)
{
    internal const string Instant = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>The field of a value.</summary>
    public static RowField Of(string name, object? value) => new(name, value switch
    {
        null or string => "text",
        long => "number",
        DateTimeOffset => "time",
        byte[] => "bytes",
        Guid => "uuid",
        _ => throw new NotSupportedException(value.GetType().Name),
    }, value);

    /// <summary>The value as JSON carries it: text, number, or the hexadecimal digits of bytes; times in UTC with microseconds.</summary>
    public object? Json => Value switch
    {
        DateTimeOffset instant => instant.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        Guid id => id.ToString(),
        _ => Value,
    };
}
