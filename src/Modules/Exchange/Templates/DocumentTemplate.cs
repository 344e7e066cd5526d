using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Templates;

internal readonly record struct TemplateId(Guid Value) : ITypedId<TemplateId>
{
    public static TemplateId From(Guid value) => new(value);
}

/// <summary>What a template fills in; null where the clerk fills in each time.</summary>
internal sealed record TemplateContent
{
    public string? Kind { get; init; }

    public string? Notation { get; init; }

    public string? Place { get; init; }

    /// <summary>May hold {ngày}, {tháng}, {quý} and {năm}, of the day on which it is used.</summary>
    public string? Subject { get; init; }

    public string? Competence { get; init; }

    public string? SignerPosition { get; init; }

    public string? SignerName { get; init; }

    public int Priority { get; init; }

    /// <summary>Canonical codes; who continues one that has ended is found when the template is used.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];
}

/// <summary>A document that an agency sends again and again, kept as a form that is filled in already. Everybody who sends for the agency uses it.</summary>
internal sealed class DocumentTemplate
{
    public string OwnerCode { get; private set; } = "";

    public TemplateId Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The name without diacritics: two templates of an agency may not be told apart by marks only.</summary>
    public string Folded { get; private set; } = "";

    /// <summary>What whoever uses it should know.</summary>
    public string? Note { get; private set; }

    /// <summary>JSON of the content.</summary>
    public string Body { get; private set; } = "";

    public DateTimeOffset ChangedAt { get; private set; }

    public long Version { get; private set; }

    public TemplateContent Content => JsonSerializer.Deserialize<TemplateContent>(Body)!;

    private DocumentTemplate()
    {
    }

    public DocumentTemplate(string ownerCode, TemplateId id) => (OwnerCode, Id) = (ownerCode, id);

    public void Set(string name, string? note, TemplateContent content, DateTimeOffset at) =>
        (Name, Folded, Note, Body, ChangedAt) = (name, TextFolding.Fold(name), note, JsonSerializer.Serialize(content), at);

    /// <summary>The subject of a day: {ngày}, {tháng}, {quý} and {năm} stand for it.</summary>
    public static string SubjectOn(string pattern, DateOnly day) => pattern
        .Replace("{ngày}", $"{day.Day:00}", StringComparison.OrdinalIgnoreCase)
        .Replace("{tháng}", $"{day.Month}", StringComparison.OrdinalIgnoreCase)
        .Replace("{quý}", Quarter(day), StringComparison.OrdinalIgnoreCase)
        .Replace("{năm}", $"{day.Year}", StringComparison.OrdinalIgnoreCase);

    // Quarters are written in Roman figures in documents of the State.
    private static string Quarter(DateOnly day) => ((day.Month - 1) / 3) switch { 0 => "I", 1 => "II", 2 => "III", _ => "IV" };
}

internal sealed class DocumentTemplateMap : IEntityTypeConfiguration<DocumentTemplate>
{
    public void Configure(EntityTypeBuilder<DocumentTemplate> builder)
    {
        builder.ToTable("document_templates");
        builder.HasKey(t => new { t.OwnerCode, t.Id });
        builder.Property(t => t.OwnerCode).HasMaxLength(PacketLimits.Code);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Name).HasMaxLength(SaveTemplate.LongestName);
        builder.Property(t => t.Folded).HasMaxLength(SaveTemplate.LongestName);
        builder.Property(t => t.Note).HasMaxLength(SaveTemplate.LongestNote);
        builder.Property(t => t.Body).HasMaxLength(PacketLimits.Addressees);
        builder.Ignore(t => t.Content);
        builder.HasIndex(t => new { t.OwnerCode, t.Folded }).IsUnique();
    }
}
