using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VanLang.Client.Evidence;

namespace VanLang.Client.Tests.Evidence;

/// <summary>Checkpoints with their witnesses, signed here as C2SP writes it, without any code of the server.</summary>
public sealed class SignedNotesTests : IDisposable
{
    private const string Body = "vanlang/n1\n42\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nhead x\n";

    private readonly string folder = Directory.CreateTempSubdirectory("vanlang-notes-").FullName;
    private readonly ECDsa log = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa witness = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public SignedNotesTests()
    {
        Directory.CreateDirectory(Path.Combine(folder, "keys"));
        Keep("checkpoint", log);
        Keep("witness", witness);
    }

    [Fact]
    public void A_checkpoint_with_its_witness_is_read()
    {
        var found = Verify(Note(Line("vanlang/n1", log, Body), Cosign("h29.example/w", witness, 1_795_500_000, Body)));

        var one = found["vanlang/n1"];
        Assert.Equal((42, 32), (one.Size, one.Root.Length));
        Assert.Equal(["h29.example/w"], one.Witnesses);
    }

    [Theory]
    [InlineData("another size")]
    [InlineData("another time")]
    [InlineData("witness in the place of the log")]
    [InlineData("no signature of the log")]
    [InlineData("the log signs twice")]
    [InlineData("a witness without key")]
    public void What_was_not_signed_so_is_refused(string what)
    {
        var (own, other) = (Line("vanlang/n1", log, Body), Cosign("h29.example/w", witness, 1_795_500_000, Body));
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var note = what switch
        {
            "another size" => Note(own, other).Replace("\n42\n", "\n43\n", StringComparison.Ordinal),
            "another time" => Note(own, Cosign("h29.example/w", witness, 1_795_500_000, Body, shown: 1_795_500_001)),
            "witness in the place of the log" => Note(Line("vanlang/n1", witness, Body)),
            "no signature of the log" => Note(other),
            "the log signs twice" => Note(own, own),
            _ => Note(own, Cosign("h29.example/w", stranger, 1_795_500_000, Body)),
        };

        var fault = Assert.Throws<EvidenceFault>(() => Verify(note));

        Assert.True(fault.Message.Length > 0 && fault.File.Length > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("không phải điểm kiểm")]
    [InlineData("a\nb\n")]
    public void What_is_no_note_is_refused(string text) => Assert.Equal("it holds no signed checkpoint", Assert.Throws<EvidenceFault>(() => Verify(text)).Message);

    [Fact]
    public void A_key_under_another_name_of_another_curve_or_no_key_is_refused()
    {
        var kid = Kid(log);
        var file = Path.Combine(folder, "keys", $"checkpoint-{kid}.pem");
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var oid = witness.ExportSubjectPublicKeyInfo();
        oid[15] ^= 2; // A curve that no library knows.
        foreach (var (content, said) in ((string, string)[])[(witness.ExportSubjectPublicKeyInfoPem(), "the key is not the one whose name it bears"), (other.ExportSubjectPublicKeyInfoPem(), "it is no key of the curve P-256"), (PemEncoding.WriteString("PUBLIC KEY", oid), "it is no public key"), ("x", "it is no public key")])
        {
            File.WriteAllText(file, content);
            using var files = EvidenceFiles.OfFolder(folder);

            var fault = Assert.Throws<EvidenceFault>(() => new EvidenceKeys(files, new HashSet<string>()).Signed("checkpoint", kid, [1], [2], DSASignatureFormat.Rfc3279DerSequence));

            Assert.Equal((said, $"keys/checkpoint-{kid}.pem"), (fault.Message, fault.File));
        }
    }

    public void Dispose()
    {
        log.Dispose();
        witness.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private Dictionary<string, NotedLog> Verify(string text)
    {
        using var files = EvidenceFiles.OfFolder(folder);
        return SignedNotes.Verify(text, new EvidenceKeys(files, new HashSet<string>()));
    }

    private void Keep(string use, ECDsa key) => File.WriteAllText(Path.Combine(folder, "keys", $"{use}-{Kid(key)}.pem"), key.ExportSubjectPublicKeyInfoPem());

    private static string Kid(ECDsa key)
    {
        var q = key.ExportParameters(false).Q;
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($"{{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"{Base64Url.EncodeToString(q.X)}\",\"y\":\"{Base64Url.EncodeToString(q.Y)}\"}}")));
    }

    private static string Note(params string[] lines) => $"{Body}\n{string.Concat(lines)}\n";

    private static string Line(string who, ECDsa key, string body) => $"— {who} {Convert.ToBase64String([.. Mark(key), .. Sign(key, body)])}\n";

    private static string Cosign(string who, ECDsa key, ulong time, string body, ulong? shown = null)
    {
        var at = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(at, shown ?? time);
        return $"— {who} {Convert.ToBase64String([.. Mark(key), .. at, .. Sign(key, $"cosignature/v1\ntime {time.ToString(CultureInfo.InvariantCulture)}\n{body}")])}\n";
    }

    private static byte[] Mark(ECDsa key) => SHA256.HashData(key.ExportSubjectPublicKeyInfo())[..4];

    private static byte[] Sign(ECDsa key, string text) => key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
}
