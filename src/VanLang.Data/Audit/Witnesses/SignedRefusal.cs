using System.Globalization;
using System.Text;
using VanLang.Data.Keys;

namespace VanLang.Data.Audit.Witnesses;

/// <summary>Why a witness stops: what it had seen, what it is shown now, signed, so that nobody can say it never complained.</summary>
public sealed record SignedRefusal(string Kid, string Node, string Kind, DateTimeOffset At, string Text)
{
    public const int Longest = 8000;

    private const string Title = "witness-refusal/1";

    /// <summary>Signs a refusal.</summary>
    internal static SignedRefusal Sign(string name, SigningKey key, string node, string kind, string seen, string shown, DateTimeOffset at)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"{Title}\n{node}\n{kind}\n{at.ToUnixTimeSeconds()}\n{Encode(seen)}\n{Encode(shown)}\n");
        var line = $"— {name} {Convert.ToBase64String([.. key.Public.NoteHash(), .. key.SignDer(Encoding.UTF8.GetBytes(body))])}\n";
        return new SignedRefusal(key.Kid, node, kind, at, body + "\n" + line);
    }

    /// <summary>Reads a refusal that one of these witnesses signed; null otherwise.</summary>
    public static SignedRefusal? Read(string text, IEnumerable<Witness> witnesses)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = end < 0 || text.Length > Longest ? [] : text[..end].Split('\n');
        if (lines.Length != 6 || lines[0] != Title || !DatabaseOptions.IsNode(lines[1]) || lines[2].Length > 20 || CosignedNote.ReadLine(text[(end + 2)..].TrimEnd('\n')) is not { } line
            || !long.TryParse(lines[3], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253_402_300_799)
        {
            return null;
        }

        var by = witnesses.FirstOrDefault(w => w.Key.NoteHash().AsSpan().SequenceEqual(line.KeyHash));
        return by?.Key.VerifyDer(Encoding.UTF8.GetBytes(text[..(end + 1)]), line.Bytes) == true ? new SignedRefusal(by.Kid, lines[1], lines[2], DateTimeOffset.FromUnixTimeSeconds(seconds), text) : null;
    }

    /// <summary>The note that the witness had seen, and the one that it was shown.</summary>
    public static (string Seen, string Shown) Notes(string text)
    {
        var lines = text.Split('\n');
        return (Decode(lines[4]), Decode(lines[5]));
    }

    private static string Encode(string note) => Convert.ToBase64String(Encoding.UTF8.GetBytes(note));

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}
