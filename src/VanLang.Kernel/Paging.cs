using System.Buffers.Text;
using System.Text;

namespace VanLang.Kernel;

/// <summary>One page of a list read by key: rows, and where the next page starts.</summary>
/// <typeparam name="T">The projected row.</typeparam>
/// <param name="Items">The rows, at most as many as asked for.</param>
/// <param name="Next">The cursor of the next page; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>A page without rows.</summary>
    public static Page<T> Empty { get; } = new([], null);
}

/// <summary>Opaque, URL-safe cursors. What is inside is nobody's business but the list's own.</summary>
public static class Cursor
{
    /// <summary>Packs the keys of the last row.</summary>
    public static string Pack(params ReadOnlySpan<string> keys) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('\u001f', keys!)));

    /// <summary>Unpacks a cursor; null when it is not one of <paramref name="count"/> keys, whoever made it.</summary>
    public static string[]? Unpack(string? cursor, int count)
    {
        if (string.IsNullOrEmpty(cursor) || cursor.Length > 1000 || !Base64Url.IsValid(cursor))
        {
            return null;
        }

        var keys = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('\u001f');
        return keys.Length == count && Pack(keys) == cursor ? keys : null;
    }
}
