using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using VanLang.Data.Keys;
using VanLang.Exchange.Changes;

namespace VanLang.Exchange.Receipts;

/// <summary>One recipient in a receipt.</summary>
/// <param name="OrganId">The code, or codes, as the packet writes them.</param>
/// <param name="DeliveredTo">Canonical code of the organisation that received.</param>
/// <param name="Succeeds">Canonical codes of the ended organisations that were addressed; left out when the addressee itself received.</param>
internal sealed record ReceiptRecipient(string OrganId, string DeliveredTo, Guid DeliveryId, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Succeeds = null);

/// <summary>What a receipt states.</summary>
/// <param name="Digest">SHA-256 of the packet's bytes, lower-case hexadecimal.</param>
/// <param name="Position">Place in the axis's log.</param>
internal sealed record ReceiptContent(
    Guid PacketId,
    string Kind,
    string From,
    string DocumentId,
    string Digest,
    long Size,
    DateTimeOffset AcceptedAt,
    long Position,
    IReadOnlyList<ReceiptRecipient> Recipients);

/// <summary>Signs receipts: compact JWS (RFC 7515), ES256, keys published at <c>/.well-known/exchange-receipts.json</c>.</summary>
internal sealed class ReceiptSigner(KeyRing keys)
{
    public const string Type = "exchange-receipt+jwt";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Header <c>typ</c> of a signed statement of destruction.</summary>
    public const string DestructionType = "exchange-destruction+jwt";

    public string Sign(ReceiptContent content) => Sign(content, Type);

    /// <summary>Signs what a recipient states of a recalled document that it destroyed.</summary>
    public string Sign(Destruction d) => Sign(
        new
        {
            recipient = d.RecipientCode,
            deliveryId = d.DeliveryId.Value,
            recallPacketId = d.RecallId.Value,
            statusId = d.StatusId,
            digest = d.Digest,
            files = d.Files.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            copies = d.Copies,
            archived = d.Archived,
            copyList = d.CopyList,
            destroyedBy = d.DestroyedBy,
            department = d.Department,
            destroyedAt = d.DestroyedAt,
            takenAt = d.At,
        },
        DestructionType);

    private string Sign<T>(T content, string type)
    {
        var key = keys.Current(KeyPurpose.Receipt);
        var header = Encode(JsonSerializer.SerializeToUtf8Bytes(new { alg = "ES256", typ = type, kid = key.Kid }, Json));
        var payload = Encode(JsonSerializer.SerializeToUtf8Bytes(content, Json));
        var signed = $"{header}.{payload}";
        return $"{signed}.{Encode(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>Reads a receipt whose signature holds with one of our keys, current or retired; null otherwise.</summary>
    public ReceiptContent? Read(string receipt)
    {
        var parts = receipt.Split('.');
        if (parts.Length != 3 || !parts.All(p => Base64Url.IsValid(p)))
        {
            return null;
        }

        // Statements of destruction are signed by the same key, and are no receipts.
        return IsReceipt(parts[0]) && KeyOf(receipt)?.Verify(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2])) == true
            ? JsonSerializer.Deserialize<ReceiptContent>(Base64Url.DecodeFromChars(parts[1]), Json)
            : null;
    }

    private static bool IsReceipt(string header)
    {
        using var read = JsonDocument.Parse(Base64Url.DecodeFromChars(header));
        return read.RootElement.TryGetProperty("typ", out var type) && type.GetString() == Type;
    }

    /// <summary>The key that a receipt names; null when it is none of ours.</summary>
    public PublicKey? KeyOf(string receipt)
    {
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(receipt.AsSpan(0, receipt.IndexOf('.', StringComparison.Ordinal))));
        return header.RootElement.TryGetProperty("kid", out var kid) ? keys.Find(KeyPurpose.Receipt, kid.GetString() ?? "") : null;
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
