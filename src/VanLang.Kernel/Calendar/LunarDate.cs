namespace VanLang.Kernel.Calendar;

/// <summary>A date of the Vietnamese lunar calendar.</summary>
/// <param name="Year">The lunar year, numbered by the solar year in which it begins.</param>
/// <param name="Month">1-12.</param>
/// <param name="Day">1-30.</param>
/// <param name="IsLeapMonth">True in the leap month that repeats the number of the month before it.</param>
public readonly record struct LunarDate(int Year, int Month, int Day, bool IsLeapMonth = false)
{
    private static readonly string[] Stems = ["Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"];
    private static readonly string[] Branches = ["Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"];

    /// <summary>The year's name in the cycle of sixty, such as <c>Tân Sửu</c> for 2021 (year 4 was Giáp Tý).</summary>
    public string YearName => $"{Stems[(Year + 6) % 10]} {Branches[(Year + 8) % 12]}";

    /// <summary>Short form as printed in calendars: <c>10/3</c>, in a leap month <c>10/3 nhuận</c>.</summary>
    public override string ToString() => IsLeapMonth ? $"{Day}/{Month} nhuận" : $"{Day}/{Month}";
}

/// <summary>One month of a lunar year.</summary>
/// <param name="Number">1-12.</param>
/// <param name="IsLeap">True for the leap month.</param>
/// <param name="FirstDay">The solar date of its first day: the day of the new moon in Viet Nam.</param>
/// <param name="Length">29 or 30 days.</param>
public readonly record struct LunarMonth(int Number, bool IsLeap, DateOnly FirstDay, int Length);
