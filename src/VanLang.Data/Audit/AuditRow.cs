using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Kernel;

namespace VanLang.Data.Audit;

/// <summary>What a use case notes about its act.</summary>
internal sealed record AuditNote(Actor Actor, string Action, string Subject, string? Reason, object? Detail);

/// <summary>
/// One act, written in the same commit as what it changed. Numbered without gaps per module and node; the sealer chains it
/// into the audit store after commit.
/// </summary>
public sealed class AuditRow
{
    internal const int MaxDetail = 20_000;

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public string Node { get; internal set; } = "";

    public long Number { get; internal set; }

    public DateTimeOffset At { get; internal set; }

    public ActorKind ActorKind { get; internal set; }

    public string ActorId { get; internal set; } = "";

    public string ActorName { get; internal set; } = "";

    public string? Organization { get; internal set; }

    public string? Position { get; internal set; }

    /// <summary>Module, noun and verb, such as <c>exchange.packet.accepted</c>.</summary>
    public string Action { get; internal set; } = "";

    /// <summary>What was acted on: the id or code that its page carries.</summary>
    public string Subject { get; internal set; } = "";

    public string? Reason { get; internal set; }

    /// <summary>JSON: what the use case tells and what changed, old and new; sensitive values are left out.</summary>
    public string? Detail { get; internal set; }

    /// <summary>SHA-256 over all other columns and the module's name: see <see cref="AuditHash"/>.</summary>
    public byte[] Hash { get; internal set; } = [];

    internal static AuditRow From(string module, string node, DateTimeOffset at, AuditNote note, IReadOnlyList<RowChange>? changes)
    {
        var detail = note.Detail is null && changes is null ? null : JsonSerializer.Serialize(new { told = note.Detail, changes }, Json);
        if (detail?.Length > MaxDetail)
        {
            detail = JsonSerializer.Serialize(new { told = note.Detail, changes = changes!.Select(c => new { c.Row, c.Kind }).Take(100), cut = true }, Json);
        }

        var who = note.Actor;
        return new AuditRow
        {
            Node = node,
            At = at,
            ActorKind = who.Kind,
            ActorId = Cut(who.Id, 100)!,
            ActorName = Cut(who.Name, 200)!,
            Organization = who.OrganizationCode,
            Position = Cut(who.Position, 200),
            Action = note.Action,
            Subject = Cut(note.Subject, 200)!,
            Reason = Cut(note.Reason, 1000),
            Detail = Cut(detail, MaxDetail),
        };
    }

    /// <summary>A row for writers that do not go through EF (the exchange's ingest writer): numbered and hashed by the caller's numbers.</summary>
    public static AuditRow ForWriter(string module, string node, long number, DateTimeOffset at, Actor actor, string action, string subject, string? detailJson)
    {
        var row = From(module, node, at, new AuditNote(actor, action, subject, null, null), null);
        row.Detail = detailJson;
        row.Seal(module, number);
        return row;
    }

    internal void Seal(string module, long number)
    {
        Number = number;
        Hash = AuditHash.Of(module, this);
    }

    private static string? Cut(string? text, int max) => text is null || text.Length <= max ? text : text[..max];
}

internal sealed class AuditRowMap : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("audit_rows");
        builder.HasKey(r => new { r.Node, r.Number });
        builder.Property(r => r.Node).HasMaxLength(16);
        builder.Property(r => r.Number).ValueGeneratedNever();
        builder.Property(r => r.ActorId).HasMaxLength(100);
        builder.Property(r => r.ActorName).HasMaxLength(200);
        builder.Property(r => r.Organization).HasMaxLength(35);
        builder.Property(r => r.Position).HasMaxLength(200);
        builder.Property(r => r.Action).HasMaxLength(80);
        builder.Property(r => r.Subject).HasMaxLength(200);
        builder.Property(r => r.Reason).HasMaxLength(1000);
        builder.Property(r => r.Detail).HasMaxLength(AuditRow.MaxDetail);
        builder.Property(r => r.Hash).HasMaxLength(32);
        builder.Unaudited("It is the audit.");
    }
}
