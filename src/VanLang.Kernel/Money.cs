using System.Globalization;

namespace VanLang.Kernel;

/// <summary>An amount in Vietnamese đồng. The đồng has no smaller unit in use, so a <c>long</c> is exact.</summary>
/// <param name="Dong">The amount in VND; may be negative.</param>
public readonly record struct Money(long Dong) : IComparable<Money>
{
    /// <summary>The sum; throws on overflow.</summary>
    public static Money operator +(Money a, Money b) => new(checked(a.Dong + b.Dong));

    /// <summary>The difference; throws on overflow.</summary>
    public static Money operator -(Money a, Money b) => new(checked(a.Dong - b.Dong));

    /// <summary>Less than.</summary>
    public static bool operator <(Money a, Money b) => a.Dong < b.Dong;

    /// <summary>Greater than.</summary>
    public static bool operator >(Money a, Money b) => a.Dong > b.Dong;

    /// <summary>Less than or equal.</summary>
    public static bool operator <=(Money a, Money b) => a.Dong <= b.Dong;

    /// <summary>Greater than or equal.</summary>
    public static bool operator >=(Money a, Money b) => a.Dong >= b.Dong;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Dong.CompareTo(other.Dong);

    /// <summary>As people write it: <c>1.284.506 ₫</c>.</summary>
    public override string ToString() => Dong.ToString("#,0", CultureInfo.GetCultureInfo("vi-VN")) + " ₫";
}
