using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Uploads;

internal readonly record struct UploadId(Guid Value) : ITypedId<UploadId>
{
    public static UploadId From(Guid value) => new(value);
}

/// <summary>
/// A file that comes in pieces before its packet. The row says how much of it is durable: bytes behind that mark may be there or not,
/// and are written again.
/// </summary>
internal sealed class Upload
{
    private Upload()
    {
    }

    public Upload(UploadId id, string ownerCode, long length, UploadMetadata metadata, DateTimeOffset now, TimeSpan kept)
    {
        Id = id;
        OwnerCode = ownerCode;
        Length = length;
        Metadata = metadata.Text;
        Sha256 = metadata.Sha256;
        CreatedAt = now;
        ExpiresAt = now + kept;
    }

    /// <summary>Canonical code of the agency whose system uploads; nobody else finds it.</summary>
    public string OwnerCode { get; private set; } = "";

    public UploadId Id { get; private set; }

    /// <summary>Bytes announced.</summary>
    public long Length { get; private set; }

    /// <summary>Bytes that survive a power cut.</summary>
    public long Received { get; private set; }

    /// <summary>The header Upload-Metadata as it came; empty when there was none.</summary>
    public string Metadata { get; private set; } = "";

    /// <summary>Digest of the whole file that the sender announced, lower-case hexadecimal; null when it announced none.</summary>
    public string? Sha256 { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it may be swept away; moves on with every piece.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    public long Version { get; private set; }

    public bool IsWhole => Received == Length;

    public bool HasExpired(DateTimeOffset now) => now >= ExpiresAt;

    /// <summary>Bytes up to here are durable.</summary>
    public void Keep(long received, DateTimeOffset now, TimeSpan kept)
    {
        if (received < Received || received > Length)
        {
            throw new ArgumentOutOfRangeException(nameof(received), received, "An upload grows, up to its length.");
        }

        Received = received;
        ExpiresAt = now + kept;
    }
}

internal sealed class UploadMap : IEntityTypeConfiguration<Upload>
{
    public void Configure(EntityTypeBuilder<Upload> builder)
    {
        builder.ToTable("uploads");
        builder.HasKey(u => new { u.OwnerCode, u.Id });
        builder.Property(u => u.OwnerCode).HasMaxLength(PacketLimits.Code);
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.Metadata).HasMaxLength(UploadMetadata.MaxLength);
        builder.Property(u => u.Sha256).HasMaxLength(64);
        builder.HasIndex(u => u.ExpiresAt);
        builder.Unaudited("Bytes on their way; the packet that takes them in has its audit row.");
    }
}
