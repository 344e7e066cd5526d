using System.Text;
using VanLang.Kernel;

namespace VanLang.Exchange.Uploads;

/// <summary>The header Upload-Metadata (TUS 1.0.0, creation): pairs of a key and a value in base64, divided by commas.</summary>
internal sealed record UploadMetadata(string Text, string? Sha256)
{
    public const int MaxLength = 2000;

    public static Result<UploadMetadata> Read(string? header)
    {
        if (string.IsNullOrWhiteSpace(header))
        {
            return new UploadMetadata("", null);
        }

        if (header.Length > MaxLength)
        {
            return UploadErrors.MetadataForm;
        }

        string? digest = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in header.Split(','))
        {
            var parts = pair.Trim().Split(' ', 2);
            var bytes = new byte[MaxLength];
            if (parts[0].Length == 0 || !seen.Add(parts[0]) || !Convert.TryFromBase64String(parts.Length == 2 ? parts[1] : "", bytes, out var count))
            {
                return UploadErrors.MetadataForm;
            }

            if (parts[0] == "sha256")
            {
                digest = Encoding.UTF8.GetString(bytes, 0, count).ToLowerInvariant();
                if (digest.Length != 64 || !digest.All(char.IsAsciiHexDigitLower))
                {
                    return UploadErrors.MetadataForm;
                }
            }
        }

        return new UploadMetadata(header, digest);
    }
}
