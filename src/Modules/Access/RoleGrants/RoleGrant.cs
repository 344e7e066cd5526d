using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VanLang.Access.RoleGrants;

/// <summary>
/// An administrator's decision that a role holds a permission or not, against the default that the module states. Only
/// decisions are stored, so that a module built later brings its defaults with it.
/// </summary>
internal sealed class RoleGrant
{
    private RoleGrant()
    {
    }

    public string Role { get; private set; } = "";

    public string Permission { get; private set; } = "";

    public bool Granted { get; private set; }

    public string Reason { get; private set; } = "";

    public DateTimeOffset DecidedAt { get; private set; }

    public string DecidedBy { get; private set; } = "";

    public long Version { get; private set; }

    public static RoleGrant Decide(string role, string permission, bool granted, string reason, string by, DateTimeOffset now)
    {
        var grant = new RoleGrant { Role = role, Permission = permission };
        grant.Decide(granted, reason, by, now);
        return grant;
    }

    public void Decide(bool granted, string reason, string by, DateTimeOffset now)
    {
        Granted = granted;
        Reason = reason;
        DecidedBy = by;
        DecidedAt = now;
    }
}

internal sealed class RoleGrantMap : IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<RoleGrant> builder)
    {
        builder.ToTable("role_grants");
        builder.HasKey(g => new { g.Role, g.Permission });
        builder.Property(g => g.Role).HasMaxLength(40);
        builder.Property(g => g.Permission).HasMaxLength(80);
        builder.Property(g => g.Reason).HasMaxLength(500);
        builder.Property(g => g.DecidedBy).HasMaxLength(200);
    }
}
