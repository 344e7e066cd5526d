using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using VanLang.Data.Keys;

namespace VanLang.Data.Audit.Witnesses;

/// <summary>
/// A checkpoint as a stranger reads it: in the manner of C2SP signed-note and tlog-cosignature. Our keys are P-256, for which openssl is
/// enough, so a witness's line holds the beginning of SHA-256 over its key, eight bytes of time, and ECDSA in DER over
/// <c>cosignature/v1</c>, the time and the note's text.
/// </summary>
public sealed record CosignedNote(string Origin, long Size, byte[] Root, string Kid, string Body, IReadOnlyList<CosignedNote.Signature> Signatures)
{
    private const string Mark = "— ";
    private const string OriginStart = "vanlang/";

    /// <summary>One line: who, and the bytes after its key's name.</summary>
    public sealed record Signature(string Name, byte[] KeyHash, byte[] Bytes);

    /// <summary>Which node's log it speaks of.</summary>
    public string Node => Origin[OriginStart.Length..];

    /// <summary>Reads a note; null when it is none.</summary>
    public static CosignedNote? Parse(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = end < 0 ? [] : text[..end].Split('\n');
        if (lines.Length < 6 || !lines[0].StartsWith(OriginStart, StringComparison.Ordinal) || !DatabaseOptions.IsNode(lines[0][OriginStart.Length..]) || !lines[5].StartsWith("key ", StringComparison.Ordinal)
            || !long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) || Bytes(lines[2]) is not { Length: 32 } root)
        {
            return null;
        }

        var signatures = text[(end + 2)..].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ReadLine).ToList();
        return signatures.Count == 0 || signatures.Contains(null) ? null : new CosignedNote(lines[0], size, root, lines[5]["key ".Length..], text[..(end + 1)], signatures!);
    }

    /// <summary>True when this key of the log signed it.</summary>
    public bool IsSignedBy(PublicKey log) => log.Kid == Kid
        && Signatures.Any(s => s.Name == Origin && s.KeyHash.AsSpan().SequenceEqual(log.NoteHash()) && log.VerifyDer(Encoding.UTF8.GetBytes(Body), s.Bytes));

    /// <summary>Time and signature of a witness; null when it did not sign, or not this.</summary>
    public (long Seconds, byte[] Signature)? By(PublicKey witness)
    {
        foreach (var line in Signatures.Where(s => s.Bytes.Length > 8 && s.KeyHash.AsSpan().SequenceEqual(witness.NoteHash())))
        {
            var seconds = BinaryPrimitives.ReadInt64BigEndian(line.Bytes);
            if (witness.VerifyDer(Message(Body, seconds), line.Bytes.AsSpan(8)))
            {
                return (seconds, line.Bytes[8..]);
            }
        }

        return null;
    }

    /// <summary>What a witness signs.</summary>
    public static byte[] Message(string body, long seconds) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n{body}"));

    /// <summary>A witness's line.</summary>
    public static string Line(string name, PublicKey key, long seconds, byte[] signature)
    {
        var time = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, seconds);
        return $"{Mark}{name} {Convert.ToBase64String([.. key.NoteHash(), .. time, .. signature])}\n";
    }

    internal static Signature? ReadLine(string line)
    {
        var parts = line.Split(' ');
        return parts is ["—", { Length: > 0 } name, _] && Bytes(parts[2]) is { Length: > 4 } bytes ? new Signature(name, bytes[..4], bytes[4..]) : null;
    }

    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }
}
