using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace VanLang.Client.Evidence;

/// <summary>
/// The public keys that an evidence carries. A key's name is its thumbprint (RFC 7638), so no other key can stand under it; whether the name is
/// the exchange's own is known only to who kept the published keys.
/// </summary>
internal sealed class EvidenceKeys(EvidenceFiles files, IReadOnlySet<string> trusted)
{
    private const string Folder = "keys/";
    private readonly SortedSet<string> used = new(StringComparer.Ordinal);

    /// <summary>Keys that have signed something, with their use.</summary>
    public IReadOnlyCollection<string> Used => used;

    /// <summary>Fails unless this key signed these bytes.</summary>
    public void Signed(string use, string kid, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, DSASignatureFormat format)
    {
        var file = $"{Folder}{use}-{kid}.pem";
        using var key = Open(file);
        var point = key.ExportParameters(false).Q;
        var thumbprint = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(
            $$"""{"crv":"P-256","kty":"EC","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}""")));
        if (thumbprint != kid)
        {
            throw new EvidenceFault(file, "the key is not the one whose name it bears");
        }

        if (trusted.Count > 0 && !trusted.Contains(kid))
        {
            throw new EvidenceFault(file, "the key is not one of those that you trust");
        }

        if (!key.VerifyData(data, signature, HashAlgorithmName.SHA256, format))
        {
            throw new EvidenceFault(file, "this key did not sign that");
        }

        used.Add($"{use} {kid}");
    }

    /// <summary>Names of the keys of a use whose SubjectPublicKeyInfo begins to hash like this (signed notes name a key by four bytes).</summary>
    public string Named(string use, ReadOnlySpan<byte> hash, string who)
    {
        foreach (var file in files.Like($"{Folder}{use}-", ".pem"))
        {
            using var key = Open(file);
            if (SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 4).SequenceEqual(hash))
            {
                return file[(Folder.Length + use.Length + 1)..^4];
            }
        }

        throw new EvidenceFault(SignedNotes.File, $"no key for the signature of {who}");
    }

    private ECDsa Open(string file)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(files.Text(file));
            return key.ExportParameters(false).Curve.Oid.FriendlyName is "nistP256" or "ECDSA_P256" ? key : throw new EvidenceFault(file, "it is no key of the curve P-256");
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or NotSupportedException)
        {
            key.Dispose();
            throw new EvidenceFault(file, "it is no public key");
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
