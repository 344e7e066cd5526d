using System.Text.Json;
using VanLang.Client;

namespace VanLang.Agent;

/// <summary>What is kept beside a packet that was sent.</summary>
internal sealed record ReceiptFile(Guid PacketId, string Kind, string DocumentId, string Digest, DateTimeOffset AcceptedAt, long Position, IReadOnlyList<SentRecipient> Recipients, IReadOnlyList<PacketRemark> Warnings, string Receipt)
{
    public static ReceiptFile Of(SentPacket sent) => new(sent.PacketId, sent.Kind, sent.DocumentId, sent.Digest, sent.AcceptedAt, sent.Position, sent.Recipients, sent.Warnings, sent.Receipt);

    /// <summary>The receipt, or the statement of destruction, in a file: such a file, an answer of the exchange, or the bare JWS.</summary>
    public static string Find(string text)
    {
        if (!text.TrimStart().StartsWith('{'))
        {
            return text.Trim();
        }

        try
        {
            var root = JsonDocument.Parse(text).RootElement;
            return (root.TryGetProperty("receipt", out var held) || root.TryGetProperty("statement", out held)) && held.GetString() is { } found ? found : throw new AgentException(ExitCodes.NotVerified, "The file holds no receipt.");
        }
        catch (JsonException e)
        {
            throw new AgentException(ExitCodes.NotVerified, $"The file holds no receipt: {e.Message}");
        }
    }
}
