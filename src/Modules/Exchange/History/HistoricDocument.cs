using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.History;

internal readonly record struct HistoricDocumentId(Guid Value) : ITypedId<HistoricDocumentId>
{
    public static HistoricDocumentId From(Guid value) => new(value);
}

/// <summary>Which register a document stood in.</summary>
internal enum HistoricSide
{
    /// <summary>Văn bản đến.</summary>
    Incoming,

    /// <summary>Văn bản đi.</summary>
    Outgoing,
}

/// <summary>One document of an agency's register of before it was connected, as its file says. Never on the axis: without receipt, delivery, clock or proof.</summary>
internal sealed record HistoricRow
{
    public required HistoricSide Side { get; init; }

    /// <summary>Line of the CSV file, or number of the packet in the archive.</summary>
    public required int Line { get; init; }

    public string Number { get; init; } = "";

    public string Notation { get; init; } = "";

    public DateOnly IssuedOn { get; init; }

    public string TypeName { get; init; } = "";

    public string Subject { get; init; } = "";

    public string SignerName { get; init; } = "";

    /// <summary>The other agency, as the register writes it.</summary>
    public string Partner { get; init; } = "";

    public string? PartnerCode { get; init; }

    /// <summary>Số đến.</summary>
    public string? RegisterNumber { get; init; }

    public DateOnly? RegisteredOn { get; init; }

    public string? Note { get; init; }

    /// <summary>
    /// What makes it the same document: side, partner, number, notation and day. A file that is brought again, or brought together with others, adds nothing twice.
    /// </summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Side, TextFolding.Fold(PartnerCode ?? Partner), Number.TrimStart('0'), TextFolding.Fold(Notation), IssuedOn.DayNumber))));
}

/// <summary>The kept row.</summary>
internal sealed class HistoricDocument
{
    public string OwnerCode { get; private set; } = "";

    public HistoricDocumentId Id { get; private set; }

    public Guid ImportId { get; private set; }

    public int Line { get; private set; }

    public HistoricSide Side { get; private set; }

    public string Number { get; private set; } = "";

    public string Notation { get; private set; } = "";

    public DateOnly IssuedOn { get; private set; }

    public string TypeName { get; private set; } = "";

    public string Subject { get; private set; } = "";

    public string SignerName { get; private set; } = "";

    public string Partner { get; private set; } = "";

    public string? PartnerCode { get; private set; }

    public string? RegisterNumber { get; private set; }

    public DateOnly? RegisteredOn { get; private set; }

    public string? Note { get; private set; }

    public string Key { get; private set; } = "";

    /// <summary>Folded subject, number, notation and partner, for search without diacritics.</summary>
    public string Search { get; private set; } = "";

    private HistoricDocument()
    {
    }

    public HistoricDocument(string ownerCode, HistoricDocumentId id, Guid importId, HistoricRow row)
    {
        OwnerCode = ownerCode;
        Id = id;
        ImportId = importId;
        Line = row.Line;
        Side = row.Side;
        Number = row.Number;
        Notation = row.Notation;
        IssuedOn = row.IssuedOn;
        TypeName = row.TypeName;
        Subject = row.Subject;
        SignerName = row.SignerName;
        Partner = row.Partner;
        PartnerCode = row.PartnerCode;
        RegisterNumber = row.RegisterNumber;
        RegisteredOn = row.RegisteredOn;
        Note = row.Note;
        Key = row.Key;
        Search = TextFolding.Fold($"{row.Subject} {row.Number}/{row.Notation} {row.Partner} {row.PartnerCode} {row.RegisterNumber}");
    }
}

internal sealed class HistoricDocumentMap : IEntityTypeConfiguration<HistoricDocument>
{
    public void Configure(EntityTypeBuilder<HistoricDocument> builder)
    {
        builder.ToTable("historic_documents");
        builder.HasKey(d => new { d.OwnerCode, d.Id });
        builder.Property(d => d.OwnerCode).HasMaxLength(PacketLimits.Code);
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Number).HasMaxLength(HistoricLimits.Number);
        builder.Property(d => d.Notation).HasMaxLength(HistoricLimits.Notation);
        builder.Property(d => d.TypeName).HasMaxLength(HistoricLimits.TypeName);
        builder.Property(d => d.Subject).HasMaxLength(HistoricLimits.Subject);
        builder.Property(d => d.SignerName).HasMaxLength(HistoricLimits.SignerName);
        builder.Property(d => d.Partner).HasMaxLength(HistoricLimits.Partner);
        builder.Property(d => d.PartnerCode).HasMaxLength(PacketLimits.Code);
        builder.Property(d => d.RegisterNumber).HasMaxLength(HistoricLimits.Number);
        builder.Property(d => d.Note).HasMaxLength(HistoricLimits.Note);
        builder.Property(d => d.Key).HasMaxLength(64);
        builder.Property(d => d.Search).HasMaxLength(2000);
        builder.HasIndex(d => new { d.OwnerCode, d.Key }).IsUnique();
        builder.HasIndex(d => new { d.OwnerCode, d.IssuedOn, d.Key });
        builder.Unaudited("Rows of a file whose digest stands in the audit row of its import.");
    }
}

/// <summary>Longest values of a register's columns.</summary>
internal static class HistoricLimits
{
    public const int Number = 50;
    public const int Notation = 100;
    public const int TypeName = 100;
    public const int Subject = 1000;
    public const int SignerName = 100;
    public const int Partner = 400;
    public const int Note = 500;

    /// <summary>Rows of one file.</summary>
    public const int Rows = 20_000;

    public const long FileBytes = 50_000_000;
}
