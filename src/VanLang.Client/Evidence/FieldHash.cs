using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace VanLang.Client.Evidence;

/// <summary>The hash of a row: each value as its length in four bytes and the value, nothing as ff ff ff ff (docs/modules/exchange.md).</summary>
internal sealed class FieldHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public FieldHash Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    /// <summary>A value of a record: its kind, and what JSON writes for it.</summary>
    public FieldHash Value(string kind, JsonElement value) => value.ValueKind is JsonValueKind.Null ? Nothing() : kind switch
    {
        "text" => Text(value.GetString()!),
        "number" => Number(value.GetInt64()),
        "uuid" => Bytes(Guid.ParseExact(value.GetString()!, "D").ToByteArray(bigEndian: true)),
        "bytes" => Bytes(Convert.FromHexString(value.GetString()!)),
        "time" => Number((DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond),
        _ => throw new FormatException($"There is no kind of value \"{kind}\"."),
    };

    public byte[] Done() => hash.GetHashAndReset();

    public void Dispose() => hash.Dispose();

    private FieldHash Number(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return Bytes(bytes);
    }

    private FieldHash Bytes(byte[] value)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        hash.AppendData(length);
        hash.AppendData(value);
        return this;
    }

    private FieldHash Nothing()
    {
        hash.AppendData([0xff, 0xff, 0xff, 0xff]);
        return this;
    }
}
