using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using VanLang.Client.Access;
using VanLang.Client.Receipts;

namespace VanLang.Client.Changes;

/// <summary>Asks the exchange to write and send the packet of a recall or a take-back, once however often it is tried, and believes the answer only with its receipt.</summary>
internal sealed class RequestChange(Channel channel, ExchangeClientOptions options, ReceiptVerifier receipts)
{
    public async Task<SentPacket> Run(string path, object body, string kind, string key, CancellationToken ct)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web);
        using var answer = await channel.Send(
            () =>
            {
                var content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
                var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Address, path)) { Content = content };
                request.Headers.Add("Idempotency-Key", key);
                return request;
            },
            ct);
        var sent = await Channel.Read<SentPacket>(answer, ct);
        var proof = await receipts.Verify(sent.Receipt ?? "", ct);
        if (proof.PacketId != sent.PacketId || proof.Digest != sent.Digest || proof.DocumentId != sent.DocumentId || proof.Kind != kind)
        {
            throw ExchangeException.Receipt($"it speaks of the {proof.Kind} {proof.PacketId} about {proof.DocumentId}, the answer of the {kind} {sent.PacketId} about {sent.DocumentId}.");
        }

        return sent with { New = answer.StatusCode is HttpStatusCode.Created, Proof = proof };
    }
}
