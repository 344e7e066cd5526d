using VanLang.Kernel;

namespace VanLang.Organizations.People;

internal readonly record struct PositionId(Guid Value) : ITypedId<PositionId>
{
    public static PositionId From(Guid value) => new(value);
}

/// <summary>A seat in an organisation. What its holder may do comes from the roles that it carries, never from the person.</summary>
internal sealed class Position
{
    public const int MaxTitle = 200;

    private Position()
    {
    }

    public Position(PositionId id, string organizationCode, UnitId? unitId, string title, IReadOnlyCollection<string> roles, int rank)
    {
        Id = id;
        OrganizationCode = organizationCode;
        UnitId = unitId;
        Title = title.Trim();
        RoleList = string.Join(' ', roles.Order(StringComparer.Ordinal));
        Rank = rank;
    }

    public PositionId Id { get; private set; }

    public string OrganizationCode { get; private set; } = "";

    /// <summary>Null for positions over all units.</summary>
    public UnitId? UnitId { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>Role codes, divided by spaces.</summary>
    public string RoleList { get; private set; } = "";

    /// <summary>Order within the organisation, 1 first.</summary>
    public int Rank { get; private set; }

    public long Version { get; private set; }

    public IReadOnlyList<string> Roles => Split(RoleList);

    public static IReadOnlyList<string> Split(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
