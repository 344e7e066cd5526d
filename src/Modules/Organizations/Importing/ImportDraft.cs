using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;
using VanLang.Kernel;

namespace VanLang.Organizations.Importing;

internal readonly record struct ImportDraftId(Guid Value) : ITypedId<ImportDraftId>
{
    public static ImportDraftId From(Guid value) => new(value);
}

/// <summary>A file that was tried and waits to be applied: what is applied is exactly what was tried.</summary>
internal sealed class ImportDraft
{
    private ImportDraft()
    {
    }

    public ImportDraft(ImportDraftId id, string fileName, byte[] content, Actor by, DateTimeOffset at)
    {
        Id = id;
        FileName = fileName.Length <= 200 ? fileName : fileName[..200];
        Content = content;
        ByActor = by.Id;
        At = at;
    }

    public ImportDraftId Id { get; private set; }

    public string FileName { get; private set; } = "";

    public byte[] Content { get; private set; } = [];

    /// <summary>Only who tried it may apply it.</summary>
    public string ByActor { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}

internal sealed class ImportDraftMap : IEntityTypeConfiguration<ImportDraft>
{
    public void Configure(EntityTypeBuilder<ImportDraft> builder)
    {
        builder.ToTable("import_drafts");
        builder.Property(d => d.FileName).HasMaxLength(200);
        builder.Property(d => d.ByActor).HasMaxLength(100);
        builder.HasIndex(d => d.At);
        builder.Unaudited("A draft changes no organisation; applying it has its audit row.");
    }
}
