using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VanLang.Client.Packets;
using VanLang.Client.Receipts;
using VanLang.Client.Transfer;

namespace VanLang.Client.Tests.Receipts;

/// <summary>Receipts forged in every way that has broken JWS libraries before (RFC 8725).</summary>
public sealed class ReceiptKeysTests : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private ReceiptKeys Keys => ReceiptKeys.Parse(Set("k1", key));

    [Fact]
    public void A_receipt_of_a_published_key_holds()
    {
        var stated = Keys.Verify(Make());

        Assert.Equal(("G22,2026/11/24,1/A", 17L), (stated.DocumentId, stated.Position));
        Assert.Equal("H41", stated.Recipients.Single().DeliveredTo);
        Assert.Equal(stated, Keys.Verify(Make() + "\n") with { Recipients = stated.Recipients });
    }

    [Theory]
    [InlineData("none", ReceiptKeys.Type, "k1")]
    [InlineData("HS256", ReceiptKeys.Type, "k1")]
    [InlineData("ES384", ReceiptKeys.Type, "k1")]
    [InlineData("ES256", "JWT", "k1")]
    [InlineData("ES256", null, "k1")]
    [InlineData("ES256", ReceiptKeys.Type, "k2")]
    [InlineData("ES256", ReceiptKeys.Type, null)]
    public void Another_algorithm_type_or_key_does_not_hold(string alg, string? typ, string? kid) => Refused(Make(alg, typ, kid));

    [Fact]
    public void A_changed_statement_or_another_signer_does_not_hold()
    {
        var parts = Make().Split('.');
        var changed = Encode(new { packetId = Guid.Empty, documentId = "x", digest = "y", recipients = Array.Empty<object>() });

        Refused($"{parts[0]}.{changed}.{parts[2]}");
        Refused(Make(signer: other));
        Refused($"{parts[0]}.{parts[1]}.{parts[2][..^4]}");
        Refused($"{parts[0]}.{parts[1]}.");
        Refused($"{parts[0]}.{parts[1]}");
        Refused("");
        Refused("a.b.c");
        Refused("không.phải.JWS");
        Refused(Make(crit: true));
        Refused(Make(der: true));
        Refused(Make(payload: "{}"));
        Refused(Make(payload: "[1]"));
        Refused(Make(payload: "chữ"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"keys\":3}")]
    [InlineData("{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"a\",\"x\":\"***\",\"y\":\"AA\"}]}")]
    public void What_is_no_key_set_is_said_to_be_none(string text) => Assert.Equal("CLI-0003", Assert.Throws<ExchangeException>(() => ReceiptKeys.Parse(text)).Code);

    [Fact]
    public void Keys_of_other_kinds_are_passed_over()
    {
        var set = Set("k1", key).Replace("]}", ",{\"kty\":\"RSA\",\"kid\":\"r\",\"n\":\"AQAB\",\"e\":\"AQAB\"},{\"kty\":\"EC\",\"crv\":\"P-384\",\"kid\":\"e\"}]}", StringComparison.Ordinal);

        Assert.Equal(["k1"], ReceiptKeys.Parse(set).Ids);
    }

    [Fact]
    public void A_true_receipt_for_another_packet_is_not_believed()
    {
        var proof = Keys.Verify(Make());
        var sent = new SentPacket(proof.PacketId, proof.DocumentId, proof.Digest, proof.AcceptedAt, "");
        var header = new PacketHeader("G22", ["000.00.00.H41"], proof.DocumentId, false);

        SendPacket.Compare(sent, proof, proof.Digest, header);

        Mismatch(() => SendPacket.Compare(sent, proof, new string('0', 64), header));
        Mismatch(() => SendPacket.Compare(sent with { PacketId = Guid.Empty }, proof, proof.Digest, header));
        Mismatch(() => SendPacket.Compare(sent, proof, proof.Digest, header with { DocumentId = "khác" }));
        Mismatch(() => SendPacket.Compare(sent, proof, proof.Digest, header with { To = ["000.00.00.H41", "000.00.00.H26"] }));
    }

    public void Dispose()
    {
        key.Dispose();
        other.Dispose();
    }

    private static void Mismatch(Action act) => Assert.Equal((ExchangeFailure.NotVerified, "CLI-0003"), Assert.Throws<ExchangeException>(act) is var e ? (e.Failure, e.Code) : default);

    private void Refused(string receipt) => Mismatch(() => Keys.Verify(receipt));

    private string Make(string alg = "ES256", string? typ = ReceiptKeys.Type, string? kid = "k1", ECDsa? signer = null, bool crit = false, bool der = false, string? payload = null)
    {
        var header = new Dictionary<string, object?> { ["alg"] = alg, ["typ"] = typ, ["kid"] = kid };
        if (crit)
        {
            header["crit"] = new[] { "exp" };
        }

        var body = payload is null
            ? Encode(new
            {
                packetId = Guid.Parse("019ab4c2-7d10-7c55-9f0e-2f6f4b6a1c01"),
                kind = "document",
                from = "G22",
                documentId = "G22,2026/11/24,1/A",
                digest = new string('a', 64),
                size = 10,
                acceptedAt = "2026-11-24T09:00:00+07:00",
                position = 17,
                recipients = new[] { new { organId = "000.00.00.H41, H41", deliveredTo = "H41", deliveryId = Guid.Empty } },
            })
            : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload));
        var signed = Encode(header) + "." + body;
        var format = der ? DSASignatureFormat.Rfc3279DerSequence : DSASignatureFormat.IeeeP1363FixedFieldConcatenation;
        return signed + "." + Base64Url.EncodeToString((signer ?? key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, format));
    }

    private static string Set(string kid, ECDsa key)
    {
        var point = key.ExportParameters(false).Q;
        return $$"""{"keys":[{"kty":"EC","crv":"P-256","alg":"ES256","kid":"{{kid}}","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}]}""";
    }

    private static string Encode(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
