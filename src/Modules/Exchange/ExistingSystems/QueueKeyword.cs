using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;

namespace VanLang.Exchange.ExistingSystems;

/// <summary>
/// The keywords of updateStatus. They speak of the queue between the axis and one receiving system, not of the document's handling: that is told by
/// status packets (01 to 06) only. Confusing the two is how senders came to read "done" as "completed".
/// </summary>
internal static class QueueKeyword
{
    public static IReadOnlyList<(string Keyword, QueueState State, string Sentence)> Table { get; } =
    [
        ("inbox", QueueState.Inbox, "Đã vào hộp thư đến trên Trục"),
        ("processing", QueueState.Processing, "Hệ thống nhận đang xử lý gói tin"),
        ("acceptance", QueueState.Acceptance, "Hệ thống nhận đã tiếp nhận gói tin"),
        ("rejection", QueueState.Rejection, "Hệ thống nhận không tiếp nhận được gói tin"),
        ("fail", QueueState.Fail, "Hệ thống nhận xử lý gói tin bị lỗi"),
        ("done", QueueState.Done, "Hệ thống nhận đã lấy xong gói tin"),
    ];

    public static QueueState? Read(string? keyword)
    {
        foreach (var row in Table)
        {
            if (row.Keyword.Equals(keyword, StringComparison.OrdinalIgnoreCase))
            {
                return row.State;
            }
        }

        return null;
    }

    public static (string Keyword, string Sentence) Of(QueueState state)
    {
        var row = Table.First(r => r.State == state);
        return (row.Keyword, row.Sentence);
    }
}

/// <summary>messagetype: <c>edoc</c> is everything that is not a status; the finer words name one kind.</summary>
internal static class MessageType
{
    public static bool Knows(string? type) => type is null || Kinds(type) is not null;

    /// <summary>The kinds of a word; null for an unknown one.</summary>
    public static PacketKind[]? Kinds(string type) => type.ToLowerInvariant() switch
    {
        "edoc" => [PacketKind.Document, PacketKind.Recall, PacketKind.Update, PacketKind.Replacement],
        "status" => [PacketKind.Status],
        "revocation" => [PacketKind.Recall],
        "update" => [PacketKind.Update],
        "replacement" => [PacketKind.Replacement],
        _ => null,
    };

    /// <summary>As a list names it: by the word that was asked for, else by the kind.</summary>
    public static string Of(PacketKind kind, string? asked) => asked?.ToLowerInvariant() ?? kind switch
    {
        PacketKind.Status => "status",
        PacketKind.Recall => "revocation",
        PacketKind.Update => "update",
        PacketKind.Replacement => "replacement",
        _ => "edoc",
    };
}
