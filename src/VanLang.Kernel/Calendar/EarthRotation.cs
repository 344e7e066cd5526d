namespace VanLang.Kernel.Calendar;

/// <summary>
/// Days of Viet Nam and terrestrial time. The Earth does not turn evenly: the difference of the two times (Delta T) is taken from the
/// polynomials of F. Espenak and J. Meeus (NASA/TP-2006-214141), from 2005 on in Espenak's revision of 2014: the first ones foresaw a slower Earth
/// than was observed, and the new moons of November 2077 and October 2085 fall within a minute of midnight.
/// </summary>
internal static class EarthRotation
{
    private const double DayNumberZero = 1721425.5;
    private const double SevenHours = 7 / 24.0;

    /// <summary>Julian day (terrestrial time) at which a day begins in Viet Nam (UTC+7).</summary>
    public static double StartOf(DateOnly day)
    {
        var universal = day.DayNumber + DayNumberZero - SevenHours;
        return universal + (DeltaT(universal) / 86400);
    }

    /// <summary>The day in Viet Nam (UTC+7) at a Julian day (terrestrial time).</summary>
    public static DateOnly DayAt(double julianDay) =>
        DateOnly.FromDayNumber((int)Math.Floor(julianDay - (DeltaT(julianDay) / 86400) + SevenHours - DayNumberZero));

    /// <summary>Seconds by which terrestrial time is ahead of universal time.</summary>
    public static double DeltaT(double julianDay)
    {
        var year = 2000 + ((julianDay - 2451544.5) / 365.2425);
        return year switch
        {
            < 1920 => Polynomial(year - 1900, -2.79, 1.494119, -0.0598939, 0.0061966, -0.000197),
            < 1941 => Polynomial(year - 1920, 21.20, 0.84493, -0.076100, 0.0020936),
            < 1961 => Polynomial(year - 1950, 29.07, 0.407, -1 / 233.0, 1 / 2547.0),
            < 1986 => Polynomial(year - 1975, 45.45, 1.067, -1 / 260.0, -1 / 718.0),
            < 2005 => Polynomial(year - 2000, 63.86, 0.3345, -0.060374, 0.0017275, 0.000651814, 0.00002373599),
            < 2015 => Polynomial(year - 2005, 64.69, 0.2930),
            _ => Polynomial(year - 2015, 67.62, 0.3645, 0.0039755),
        };
    }

    private static double Polynomial(double t, params ReadOnlySpan<double> coefficients)
    {
        var value = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
        {
            value = (value * t) + coefficients[i];
        }

        return value;
    }
}
