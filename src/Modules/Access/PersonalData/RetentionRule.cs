using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VanLang.Access.PersonalData;

/// <summary>Kinds of personal data that the module holds.</summary>
internal static class DataKinds
{
    public const string Account = "account";
    public const string Session = "session";
    public const string Correction = "correction";
    public const string Link = "link";

    public static IReadOnlyList<string> All { get; } = [Account, Session, Correction, Link];
}

/// <summary>
/// How long a kind of personal data is kept after its end, from a date on, by which ground. Data and not code: the periods
/// are decided by people and change; an old rule stays readable.
/// </summary>
internal sealed class RetentionRule
{
    public string Kind { get; init; } = "";

    public DateOnly ValidFrom { get; init; }

    public int Days { get; init; }

    /// <summary>The text that decides it.</summary>
    public string Ground { get; init; } = "";

    public string GroundEn { get; init; } = "";
}

internal sealed class RetentionRuleMap : IEntityTypeConfiguration<RetentionRule>
{
    public void Configure(EntityTypeBuilder<RetentionRule> builder)
    {
        builder.ToTable("retention_rules");
        builder.HasKey(r => new { r.Kind, r.ValidFrom });
        builder.Property(r => r.Kind).HasMaxLength(20);
        builder.Property(r => r.Ground).HasMaxLength(300);
        builder.Property(r => r.GroundEn).HasMaxLength(300);
    }
}
