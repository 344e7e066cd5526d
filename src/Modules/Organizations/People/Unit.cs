using VanLang.Kernel;

namespace VanLang.Organizations.People;

internal readonly record struct UnitId(Guid Value) : ITypedId<UnitId>
{
    public static UnitId From(Guid value) => new(value);
}

/// <summary>A part of an organisation without a code of its own on the axis: a division, an office.</summary>
internal sealed class Unit
{
    public const int MaxName = 200;

    private Unit()
    {
    }

    public Unit(UnitId id, string organizationCode, string name, int rank)
    {
        Id = id;
        OrganizationCode = organizationCode;
        Name = name.Trim();
        Rank = rank;
    }

    public UnitId Id { get; private set; }

    public string OrganizationCode { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Order within the organisation, 1 first.</summary>
    public int Rank { get; private set; }

    public long Version { get; private set; }
}
