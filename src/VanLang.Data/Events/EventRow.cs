using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;
using VanLang.Kernel;

namespace VanLang.Data.Events;

/// <summary>One fact in a module's append-only event log. Nothing is marked as dispatched: each consumer keeps its own cursor.</summary>
public sealed class EventRow
{
    public string Node { get; internal set; } = "";

    /// <summary>Without gaps and in the order of commits, per module and node.</summary>
    public long Number { get; internal set; }

    public DateTimeOffset At { get; internal set; }

    /// <summary>Name and version of the event, such as <c>organizations.merged/1</c>.</summary>
    public string Type { get; internal set; } = "";

    /// <summary>The event as JSON.</summary>
    public string Payload { get; internal set; } = "";

    internal static EventRow From(string node, DateTimeOffset at, IModuleEvent happened) => new()
    {
        Node = node,
        At = at,
        Type = happened.EventType,
        Payload = JsonSerializer.Serialize(happened, happened.GetType(), AuditRow.Json),
    };
}

internal sealed class EventRowMap : IEntityTypeConfiguration<EventRow>
{
    public void Configure(EntityTypeBuilder<EventRow> builder)
    {
        builder.ToTable("event_rows");
        builder.HasKey(r => new { r.Node, r.Number });
        builder.Property(r => r.Node).HasMaxLength(16);
        builder.Property(r => r.Number).ValueGeneratedNever();
        builder.Property(r => r.Type).HasMaxLength(80);
        builder.Property(r => r.Payload).HasMaxLength(100_000);
        builder.Unaudited("An event tells of a change that has its own audit row.");
    }
}
