using Microsoft.EntityFrameworkCore.Metadata;
using VanLang.Data.Audit;

namespace VanLang.Exchange.Ingest;

/// <summary>
/// The canonical hash of a stored row over every mapped column, by name and value as the program knows them, so that both
/// databases give the same. It stands in the audit row of the act that wrote the row last: a changed column is found.
/// </summary>
internal static class RowHash
{
    public static string Of(IEntityType type, object row)
    {
        using var bytes = new CanonicalRow();
        bytes.Add("row/1").Add(type.ClrType.Name);
        foreach (var property in type.GetProperties())
        {
            bytes.Add(property.Name);
            Add(bytes, property.GetGetter().GetClrValue(row));
        }

        return Convert.ToBase64String(bytes.Finish());
    }

    /// <summary>How the row is named in audit rows: its type and its key.</summary>
    public static string Name(IEntityType type, object row) =>
        type.ClrType.Name + '/' + string.Join('/', type.FindPrimaryKey()!.Properties.Select(p => Key(p.GetGetter().GetClrValue(row))));

    private static string Key(object? value) => value switch
    {
        string text => text,
        int number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => Unwrap(value).ToString(),
    };

    private static void Add(CanonicalRow bytes, object? value)
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
            case Enum name:
                bytes.Add(name.ToString());
                break;
            default:
                bytes.Add(Unwrap(value));
                break;
        }
    }

    private static Guid Unwrap(object? value) => value switch
    {
        Guid id => id,
        Packets.PacketId id => id.Value,
        Deliveries.DeliveryId id => id.Value,
        _ => throw new NotSupportedException($"{value?.GetType().Name} has no canonical form yet."),
    };
}
