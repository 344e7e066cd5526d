using System.Security.Cryptography;
using VanLang.Kernel;

namespace VanLang.Exchange.Uploads;

/// <summary>The header Upload-Checksum of one piece (TUS 1.0.0, checksum): <c>sha256 base64</c>.</summary>
internal sealed class UploadChecksum : IDisposable
{
    public const string Algorithm = "sha256";

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] expected;

    private UploadChecksum(byte[] expected) => this.expected = expected;

    /// <summary>The checksum of a header; a header that is not there has none.</summary>
    public static Result<UploadChecksum?> Read(string? header)
    {
        if (string.IsNullOrEmpty(header))
        {
            return (UploadChecksum?)null;
        }

        var parts = header.Split(' ', 2);
        var bytes = new byte[64];
        if (parts[0] != Algorithm || parts.Length != 2 || !Convert.TryFromBase64String(parts[1], bytes, out var count) || count != 32)
        {
            return UploadErrors.ChecksumForm.With(header.Length <= 100 ? header : header[..100]);
        }

        return new UploadChecksum(bytes[..32]);
    }

    public void Add(ReadOnlySpan<byte> bytes) => hash.AppendData(bytes);

    public bool Holds() => hash.GetHashAndReset().AsSpan().SequenceEqual(expected);

    public void Dispose() => hash.Dispose();
}
