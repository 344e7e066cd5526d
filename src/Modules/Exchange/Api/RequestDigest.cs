using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using VanLang.Kernel;

namespace VanLang.Exchange.Api;

/// <summary>The digest that a sender announces: <c>Content-Digest</c> or <c>Repr-Digest</c> (RFC 9530), or the older <c>Digest</c> (RFC 3230).</summary>
internal sealed class RequestDigest : IDisposable
{
    private readonly List<(string Header, IncrementalHash Hash, byte[] Expected)> announced = [];

    public static Result<RequestDigest> Read(IHeaderDictionary headers)
    {
        var digest = new RequestDigest();
        foreach (var name in (string[])["Content-Digest", "Repr-Digest", "Digest"])
        {
            foreach (var one in headers[name].SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
            {
                if (!digest.Announce(name, one))
                {
                    digest.Dispose();
                    return ExchangeErrors.DigestForm.With(name).At(name);
                }
            }
        }

        return digest;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var one in announced)
        {
            one.Hash.AppendData(bytes);
        }
    }

    public Error? Check()
    {
        foreach (var (header, hash, expected) in announced)
        {
            if (!hash.GetHashAndReset().AsSpan().SequenceEqual(expected))
            {
                return ExchangeErrors.DigestMismatch.With(header).At(header);
            }
        }

        return null;
    }

    public void Dispose() => announced.ForEach(a => a.Hash.Dispose());

    // Algorithms other than these two are passed over, as RFC 9530 wants it; a value that cannot be read is an error.
    private bool Announce(string header, string text)
    {
        var parts = text.Split('=', 2);
        HashAlgorithmName? algorithm = parts[0].Trim().ToLowerInvariant() switch
        {
            "sha-256" => HashAlgorithmName.SHA256,
            "sha-512" => HashAlgorithmName.SHA512,
            _ => null,
        };
        if (algorithm is null)
        {
            return parts.Length == 2;
        }

        var expected = new byte[64];
        var length = algorithm == HashAlgorithmName.SHA256 ? 32 : 64;
        if (parts.Length != 2 || !Convert.TryFromBase64String(parts[1].Trim().Trim(':'), expected, out var count) || count != length)
        {
            return false;
        }

        announced.Add((header, IncrementalHash.CreateHash(algorithm.Value), expected[..length]));
        return true;
    }
}
