using System.Buffers;

namespace VanLang.Exchange.Edxml;

/// <summary>
/// Decodes base64 in pieces. XmlReader's own decoder passes over a cut-off last group in silence, so that a truncated
/// attachment would look whole: this one does not.
/// </summary>
internal sealed class Base64Decoder
{
    private static readonly SearchValues<char> WhiteSpace = SearchValues.Create(" \t\r\n");

    private char[] pending = [];
    private int count;
    private bool padded;

    /// <summary>Decodes what it can of the characters; false when they are not base64. <paramref name="bytes"/> must hold 3 for every 4 characters, plus 3.</summary>
    public bool Decode(ReadOnlySpan<char> characters, Span<byte> bytes, out int written)
    {
        written = 0;
        if (pending.Length < characters.Length + 4)
        {
            Array.Resize(ref pending, characters.Length + 4);
        }

        while (!characters.IsEmpty)
        {
            var stop = characters.IndexOfAny(WhiteSpace);
            var piece = stop < 0 ? characters : characters[..stop];
            piece.CopyTo(pending.AsSpan(count));
            count += piece.Length;
            characters = stop < 0 ? default : characters[(stop + 1)..];
        }

        var whole = count & ~3;
        if (whole == 0)
        {
            return count == 0 || !padded;
        }

        if (padded || !Convert.TryFromBase64Chars(pending.AsSpan(0, whole), bytes, out written))
        {
            return false;
        }

        padded = pending[whole - 1] == '=';
        pending.AsSpan(whole, count - whole).CopyTo(pending);
        count -= whole;
        return true;
    }

    /// <summary>True when nothing is left over.</summary>
    public bool IsWhole => count == 0;
}
