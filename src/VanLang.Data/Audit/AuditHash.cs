using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace VanLang.Data.Audit;

/// <summary>
/// The canonical bytes of a row: each field as a 4-byte big-endian length and UTF-8 bytes, null as length 0xFFFFFFFF,
/// instants as microseconds since 1970. No separator can be forged, and both databases give the same bytes.
/// </summary>
public sealed class CanonicalRow : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public CanonicalRow Add(string? text)
    {
        Span<byte> length = stackalloc byte[4];
        if (text is null)
        {
            BinaryPrimitives.WriteUInt32BigEndian(length, uint.MaxValue);
            hash.AppendData(length);
            return this;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
        return this;
    }

    public CanonicalRow Add(long value)
    {
        Span<byte> bytes = stackalloc byte[12];
        BinaryPrimitives.WriteInt32BigEndian(bytes, 8);
        BinaryPrimitives.WriteInt64BigEndian(bytes[4..], value);
        hash.AppendData(bytes);
        return this;
    }

    public CanonicalRow Add(ReadOnlySpan<byte> value)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        hash.AppendData(length);
        hash.AppendData(value);
        return this;
    }

    public CanonicalRow Add(DateTimeOffset instant) => Add((instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond);

    public CanonicalRow Add(DateTimeOffset? instant) => instant is { } there ? Add(there) : Add((string?)null);

    public CanonicalRow Add(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return Add(bytes);
    }

    public byte[] Finish() => hash.GetHashAndReset();

    public void Dispose() => hash.Dispose();
}

/// <summary>The hash of an audit row, over every column and the module.</summary>
public static class AuditHash
{
    internal static byte[] Of(string module, AuditRow row)
    {
        using var bytes = new CanonicalRow();
        return bytes.Add("audit-row/1").Add(module).Add(row.Node).Add(row.Number).Add(row.At).Add(row.ActorKind.ToString()).Add(row.ActorId).Add(row.ActorName)
            .Add(row.Organization).Add(row.Position).Add(row.Action).Add(row.Subject).Add(row.Reason).Add(row.Detail).Finish();
    }

    /// <summary>What is hashed, field by field after the words <c>audit-row/1</c>, so that somebody else can compute the hash again.</summary>
    public static IReadOnlyList<RowField> Fields(AuditEntry entry) =>
    [
        RowField.Of("module", entry.Module),
        RowField.Of("node", entry.Node),
        RowField.Of("number", entry.Number),
        RowField.Of("at", entry.At),
        RowField.Of("actorKind", entry.ActorKind.ToString()),
        RowField.Of("actorId", entry.ActorId),
        RowField.Of("actorName", entry.ActorName),
        RowField.Of("organization", entry.Organization),
        RowField.Of("position", entry.Position),
        RowField.Of("action", entry.Action),
        RowField.Of("subject", entry.Subject),
        RowField.Of("reason", entry.Reason),
        RowField.Of("detail", entry.Detail),
    ];
}
