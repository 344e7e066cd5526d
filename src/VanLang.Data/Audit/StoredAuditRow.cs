using VanLang.Kernel;

namespace VanLang.Data.Audit;

/// <summary>
/// An audit row as it lies in the database, read without the model: whoever verifies must be able to read a row that somebody
/// has bent, and to say which column is wrong, where a mapped enum would only throw.
/// </summary>
internal sealed record StoredAuditRow(
    string Node,
    long Number,
    long AtMicroseconds,
    string ActorKind,
    string ActorId,
    string ActorName,
    string? Organization,
    string? Position,
    string Action,
    string Subject,
    string? Reason,
    string? Detail,
    byte[] Hash)
{
    public const int MaxFolded = 400;

    /// <summary>Columns in the order of this record; both tables have them, the hash under its own name.</summary>
    public const string Columns = "node, number, at, actor_kind, actor_id, actor_name, organization, position, action, subject, reason, detail";

    public byte[] Recompute(string module)
    {
        using var bytes = new CanonicalRow();
        return bytes.Add("audit-row/1").Add(module).Add(Node).Add(Number).Add(AtMicroseconds).Add(ActorKind).Add(ActorId).Add(ActorName)
            .Add(Organization).Add(Position).Add(Action).Add(Subject).Add(Reason).Add(Detail).Finish();
    }

    public string Fold()
    {
        var folded = TextFolding.Fold($"{ActorName} {Subject} {Reason}");
        return folded.Length <= MaxFolded ? folded : folded[..MaxFolded];
    }

    /// <summary>First column, apart from the hash, in which two copies of a row differ; null when they are the same.</summary>
    public string? FirstDifference(StoredAuditRow other) =>
        AtMicroseconds != other.AtMicroseconds ? "at"
        : ActorKind != other.ActorKind ? "actor_kind"
        : ActorId != other.ActorId ? "actor_id"
        : ActorName != other.ActorName ? "actor_name"
        : Organization != other.Organization ? "organization"
        : Position != other.Position ? "position"
        : Action != other.Action ? "action"
        : Subject != other.Subject ? "subject"
        : Reason != other.Reason ? "reason"
        : Detail != other.Detail ? "detail"
        : null;
}

/// <summary>A sealed entry as it lies in the database.</summary>
internal sealed record StoredEntry(StoredAuditRow Row, string Module, long Seq, byte[] ChainHash, string Folded)
{
    /// <summary>The chain begins with nothing; its place in the hash keeps two entries from changing places.</summary>
    public static byte[] Chain(ReadOnlySpan<byte> before, string node, long seq, ReadOnlySpan<byte> rowHash)
    {
        using var bytes = new CanonicalRow();
        return bytes.Add("audit-chain/1").Add(before).Add(node).Add(seq).Add(rowHash).Finish();
    }

    public static byte[] ChainStart => new byte[32];
}
