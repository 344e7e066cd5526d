using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;
using VanLang.Kernel;

namespace VanLang.Access.PersonalData;

internal readonly record struct CorrectionId(Guid Value) : ITypedId<CorrectionId>
{
    public static CorrectionId From(Guid value) => new(value);
}

internal enum CorrectionState
{
    Open,
    Done,
    Refused,
}

/// <summary>A person asks that data held about them be corrected (Decree 13/2023, article 9(4)); the organisation's administrator answers.</summary>
internal sealed class Correction
{
    private Correction()
    {
    }

    public CorrectionId Id { get; private set; }

    public Guid AccountId { get; private set; }

    public string Text { get; private set; } = "";

    public CorrectionState State { get; private set; }

    public string? Answer { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public long Version { get; private set; }

    public static Correction Ask(CorrectionId id, Guid accountId, string text, DateTimeOffset now) =>
        new() { Id = id, AccountId = accountId, Text = text, AskedAt = now };

    public Result Decide(bool done, string answer, DateTimeOffset now)
    {
        if (State is not CorrectionState.Open)
        {
            return AccessErrors.CorrectionClosed;
        }

        State = done ? CorrectionState.Done : CorrectionState.Refused;
        Answer = answer;
        DecidedAt = now;
        return Result.Ok;
    }
}

internal sealed class CorrectionMap : IEntityTypeConfiguration<Correction>
{
    public void Configure(EntityTypeBuilder<Correction> builder)
    {
        builder.ToTable("corrections");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Text).HasMaxLength(1000).Sensitive();
        builder.Property(c => c.Answer).HasMaxLength(500).Sensitive();
        builder.HasIndex(c => new { c.AccountId, c.State });
        builder.HasIndex(c => c.State);
    }
}
