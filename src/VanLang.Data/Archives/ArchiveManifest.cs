using System.Text.Encodings.Web;
using System.Text.Json;

namespace VanLang.Data.Archives;

/// <summary>
/// What an archive says of itself; signed, and the last entries of the file. It names the digest of the list, the list names the digest of every packet: one
/// signature covers all of it.
/// </summary>
/// <param name="Format">Version of this layout.</param>
/// <param name="Name">The file's own name.</param>
/// <param name="Month">Month in Viet Nam in which the packets were accepted, such as 2023-11.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Packets">How many packets it holds.</param>
/// <param name="Bytes">Length of their bytes together.</param>
/// <param name="ListSha256">SHA-256 of the list.</param>
/// <param name="Kid">RFC 7638 thumbprint of the receipt key that signed.</param>
/// <param name="Rule">The rule under which they might leave the store, as cited.</param>
public sealed record ArchiveManifest(int Format, string Name, string Month, DateTimeOffset MadeAt, int Packets, long Bytes, string ListSha256, string Kid, string Rule)
{
    public const int CurrentFormat = 1;

    /// <summary>Entry of the list: one line of JSON a packet, in the order of the log.</summary>
    public const string List = "packets.jsonl";

    /// <summary>Entry of the manifest.</summary>
    public const string Entry = "manifest.json";

    /// <summary>Entry of its signature: ECDSA P-256 with SHA-256 in DER, as openssl reads it.</summary>
    public const string Signature = "manifest.sig";

    /// <summary>Entry of the public key, for whoever has not fetched it from the axis; only a key that is known from elsewhere proves anything.</summary>
    public const string Key = "receipt-key.pem";

    /// <summary>Entry that tells a reader of later times how to check it.</summary>
    public const string Readme = "README.txt";

    /// <summary>Folder of the packets in the archive.</summary>
    public const string Folder = "packets/";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The entry that holds the bytes of a digest.</summary>
    public static string EntryOf(string digest) => $"{Folder}{digest}.edxml";
}

/// <summary>One packet of an archive, as its list has it.</summary>
/// <param name="Sender">Canonical code of its sender.</param>
/// <param name="Packet">Its id.</param>
/// <param name="Document">Identifier of the document.</param>
/// <param name="Position">Place in the log.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
/// <param name="Digest">SHA-256 of its bytes: the name of its entry.</param>
/// <param name="Size">Length of its bytes.</param>
public sealed record ArchivedContent(string Sender, Guid Packet, string Document, long Position, DateTimeOffset AcceptedAt, string Digest, long Size);

/// <summary>Something in an archive file that is not as it was written.</summary>
/// <param name="Entry">The entry; null for the file as a whole.</param>
/// <param name="Vi">What is wrong, in Vietnamese.</param>
/// <param name="En">The same in English.</param>
public sealed record ArchiveFault(string? Entry, string Vi, string En);
