using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Keys;

namespace VanLang.Data.Audit;

/// <summary>
/// A signed statement of a node: my log has this many entries and this root. As text it is a signed note in the manner of
/// C2SP tlog-checkpoint, with the chain's head and the instant as extension lines, so that any other party can keep it and
/// check it with openssl alone.
/// </summary>
public sealed class Checkpoint
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public string Node { get; private set; } = "";

    /// <summary>Entries covered.</summary>
    public long Size { get; private set; }

    /// <summary>Merkle root over them.</summary>
    public byte[] Root { get; private set; } = [];

    /// <summary>Chain hash of the last of them.</summary>
    public byte[] Head { get; private set; } = [];

    public DateTimeOffset At { get; private set; }

    /// <summary>Thumbprint of the key that signed.</summary>
    public string Kid { get; private set; } = "";

    /// <summary>ECDSA P-256 over the note's body with SHA-256, in DER as openssl reads it.</summary>
    public byte[] Signature { get; private set; } = [];

    private Checkpoint()
    {
    }

    internal static Checkpoint Sign(string node, long size, byte[] root, byte[] head, DateTimeOffset at, SigningKey key)
    {
        var made = new Checkpoint { Node = node, Size = size, Root = root, Head = head, At = at, Kid = key.Kid };
        made.Signature = key.SignDer(Encoding.UTF8.GetBytes(made.Body()));
        return made;
    }

    internal static Checkpoint Stored(string node, long size, byte[] root, byte[] head, DateTimeOffset at, string kid, byte[] signature) =>
        new() { Node = node, Size = size, Root = root, Head = head, At = at, Kid = kid, Signature = signature };

    /// <summary>Name of a node's log in its notes.</summary>
    public static string Origin(string node) => "vanlang/" + node;

    /// <summary>What is signed: each line ends with a line feed.</summary>
    public string Body() =>
        $"{Origin(Node)}\n{Size.ToString(CultureInfo.InvariantCulture)}\n{Convert.ToBase64String(Root)}\n"
        + $"head {Convert.ToBase64String(Head)}\nat {At.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture)}\nkey {Kid}\n";

    /// <summary>The whole note: body, an empty line, the signature line.</summary>
    public string ToNote(PublicKey key) => $"{Body()}\n— {Origin(Node)} {Convert.ToBase64String([.. key.NoteHash(), .. Signature])}\n";

    /// <summary>True when this key signed exactly this.</summary>
    public bool IsSignedBy(PublicKey key) => key.Kid == Kid && key.VerifyDer(Encoding.UTF8.GetBytes(Body()), Signature);

    /// <summary>Reads origin and size out of a note; null when it is none.</summary>
    internal static (string Origin, long Size)? Title(string note)
    {
        var lines = note.Split('\n');
        return lines.Length >= 3 && long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? (lines[0], size) : null;
    }
}

internal sealed class CheckpointMap : IEntityTypeConfiguration<Checkpoint>
{
    public void Configure(EntityTypeBuilder<Checkpoint> builder)
    {
        builder.ToTable("checkpoints");
        builder.HasKey(c => new { c.Node, c.Size });
        builder.Property(c => c.Node).HasMaxLength(16);
        builder.Property(c => c.Size).ValueGeneratedNever();
        builder.Property(c => c.Root).HasMaxLength(32);
        builder.Property(c => c.Head).HasMaxLength(32);
        builder.Property(c => c.Kid).HasMaxLength(43);
        builder.Property(c => c.Signature).HasMaxLength(80);
        builder.Unaudited("It proves the audit.");
    }
}
