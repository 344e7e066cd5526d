using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Groups;

internal readonly record struct GroupId(Guid Value) : ITypedId<GroupId>
{
    public static GroupId From(Guid value) => new(value);
}

/// <summary>
/// Recipients that an agency writes to together, under a name of its own. Everybody who sends for the agency uses them. Members are kept as they were chosen, each from a day on: who continues one that
/// has ended is found when the group is used.
/// </summary>
internal sealed class RecipientGroup
{
    private readonly List<GroupMember> members = [];

    public string OwnerCode { get; private set; } = "";

    public GroupId Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The name without diacritics: two groups of an agency may not be told apart by marks only.</summary>
    public string Folded { get; private set; } = "";

    public string? Note { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public long Version { get; private set; }

    public IReadOnlyList<GroupMember> Members => members;

    private RecipientGroup()
    {
    }

    public RecipientGroup(string ownerCode, GroupId id) => (OwnerCode, Id) = (ownerCode, id);

    /// <summary>Canonical codes of who is in it on a day.</summary>
    public IEnumerable<string> On(DateOnly day) => members.Where(m => m.From <= day && (m.Until is null || m.Until > day)).Select(m => m.MemberCode).Order(StringComparer.Ordinal);

    /// <summary>Sets name and members from a day on; what held before that day stays as it was.</summary>
    public void Set(string name, string? note, IReadOnlyCollection<string> codes, DateOnly from, DateTimeOffset at)
    {
        (Name, Folded, Note, ChangedAt) = (name, TextFolding.Fold(name), note, at);
        var wanted = codes.ToHashSet(StringComparer.Ordinal);
        members.RemoveAll(m => m.From >= from && !(m.From == from && m.Until is null && wanted.Contains(m.MemberCode)));
        foreach (var member in members)
        {
            member.EndBy(wanted.Contains(member.MemberCode) ? null : from);
        }

        var there = members.Where(m => m.Until is null).Select(m => m.MemberCode).ToHashSet(StringComparer.Ordinal);
        members.AddRange(wanted.Except(there).Select(c => new GroupMember(OwnerCode, Id, c, from)));
    }
}

/// <summary>One member, from a day until another.</summary>
internal sealed class GroupMember
{
    public string OwnerCode { get; private set; } = "";

    public GroupId GroupId { get; private set; }

    public string MemberCode { get; private set; } = "";

    public DateOnly From { get; private set; }

    /// <summary>First day on which it is not in the group any more.</summary>
    public DateOnly? Until { get; private set; }

    private GroupMember()
    {
    }

    public GroupMember(string ownerCode, GroupId groupId, string memberCode, DateOnly from) => (OwnerCode, GroupId, MemberCode, From) = (ownerCode, groupId, memberCode, from);

    /// <summary>Ends a membership that is open, or would have ended later; one that is over stays over.</summary>
    public void EndBy(DateOnly? day)
    {
        if (day is { } until && (Until is null || Until > until))
        {
            Until = until;
        }
    }
}

internal sealed class RecipientGroupMap : IEntityTypeConfiguration<RecipientGroup>
{
    public void Configure(EntityTypeBuilder<RecipientGroup> builder)
    {
        builder.ToTable("recipient_groups");
        builder.HasKey(g => new { g.OwnerCode, g.Id });
        builder.Property(g => g.OwnerCode).HasMaxLength(PacketLimits.Code);
        builder.Property(g => g.Id).ValueGeneratedNever();
        builder.Property(g => g.Name).HasMaxLength(SaveGroup.LongestName);
        builder.Property(g => g.Folded).HasMaxLength(SaveGroup.LongestName);
        builder.Property(g => g.Note).HasMaxLength(SaveGroup.LongestNote);
        builder.HasIndex(g => new { g.OwnerCode, g.Folded }).IsUnique();
        builder.HasMany(g => g.Members).WithOne().HasForeignKey(m => new { m.OwnerCode, m.GroupId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class GroupMemberMap : IEntityTypeConfiguration<GroupMember>
{
    public void Configure(EntityTypeBuilder<GroupMember> builder)
    {
        builder.ToTable("recipient_group_members");
        builder.HasKey(m => new { m.OwnerCode, m.GroupId, m.MemberCode, m.From });
        builder.Property(m => m.OwnerCode).HasMaxLength(PacketLimits.Code);
        builder.Property(m => m.MemberCode).HasMaxLength(PacketLimits.Code);
        // FROM is a word of SQL.
        builder.Property(m => m.From).HasColumnName("valid_from");
        builder.Property(m => m.Until).HasColumnName("valid_until");
    }
}
