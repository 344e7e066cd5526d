using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;
using VanLang.Kernel;

namespace VanLang.Access.Sessions;

internal readonly record struct SessionId(Guid Value) : ITypedId<SessionId>
{
    public static SessionId From(Guid value) => new(value);
}

/// <summary>
/// A signed-in browser. Kept on the server, so that it can be listed and ended at once; the cookie, sealed by the framework,
/// only names it.
/// </summary>
internal sealed class Session
{
    private Session()
    {
    }

    public SessionId Id { get; private set; }

    public Guid AccountId { get; private set; }

    /// <summary><c>password</c>, <c>password+totp</c>, <c>password+recovery</c> or <c>passkey</c>.</summary>
    public string Method { get; private set; } = "";

    public string Browser { get; private set; } = "";

    public string Address { get; private set; } = "";

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset LastSeenAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Position chosen to act in; null for the first one held.</summary>
    public Guid? ActingPositionId { get; private set; }

    public static Session Start(SessionId id, Guid accountId, string method, string browser, string address, DateTimeOffset now, TimeSpan life) => new()
    {
        Id = id,
        AccountId = accountId,
        Method = method,
        Browser = browser.Length <= 300 ? browser : browser[..300],
        Address = address.Length <= 64 ? address : address[..64],
        StartedAt = now,
        LastSeenAt = now,
        ExpiresAt = now + life,
    };

    public bool IsLive(DateTimeOffset now, TimeSpan idle) => EndedAt is null && ExpiresAt > now && LastSeenAt + idle > now;

    public void Seen(DateTimeOffset now) => LastSeenAt = now;

    public void End(DateTimeOffset now) => EndedAt ??= now;

    public void ActIn(Guid positionId) => ActingPositionId = positionId;
}

internal sealed class SessionMap : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Method).HasMaxLength(40);
        builder.Property(s => s.Browser).HasMaxLength(300);
        builder.Property(s => s.Address).HasMaxLength(64);
        builder.HasIndex(s => new { s.AccountId, s.EndedAt });
        builder.HasIndex(s => s.ExpiresAt);
        builder.Unaudited("Each sign-in, sign-out and revocation is noted by name; the moving last-seen time is not an act.");
    }
}
