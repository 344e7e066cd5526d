using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using VanLang.Exchange.Edxml;
using VanLang.Kernel;
using VanLang.Signing.Xml;

namespace VanLang.Benchmarks.Peers;

/// <summary>Packets in our strict form: the envelope signed by its Id, the file by its digest in the manifest.</summary>
internal sealed class SignedPackets(string sender, string recipient, DateOnly day, int fileBytes)
{
    private readonly SamplePackets samples = new(sender, [recipient], day, fileBytes);
    private readonly byte[] file = SamplePackets.Pdf(fileBytes);

    public async Task<List<byte[]>> Make(int count)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest($"CN=Cơ quan {sender}", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        var signer = new XmlEnvelopeSigner(certificate, key);
        var made = new List<byte[]>();
        for (var i = 0; i < count; i++)
        {
            made.Add(await Sign(samples.Next(), signer));
        }

        return made;
    }

    private async Task<byte[]> Sign(byte[] plain, XmlEnvelopeSigner signer)
    {
        var read = await new EdxmlReader(new Clock(TimeProvider.System), EdxmlLimits.Default).ReadAsync(new MemoryStream(plain), AttachmentSinks.Discard, CancellationToken.None);
        var digest = Convert.ToHexStringLower(SHA256.HashData(file));
        using var packet = new MemoryStream();
        var written = await EdxmlWriter.WriteAsync(packet, read.Value.Document!, [new OutgoingAttachment("van-ban.pdf", "application/pdf", "a", null, digest, _ => ValueTask.FromResult<Stream>(new MemoryStream(file)))], signer, CancellationToken.None);
        return written.IsOk ? packet.ToArray() : throw new InvalidOperationException(written.Errors[0].Sentence("en"));
    }
}
