namespace VanLang.Kernel.Calendar;

/// <summary>
/// Instants of the new moon: the mean lunation and its periodic terms as published by J. Meeus, Astronomical Algorithms
/// (2nd edition), chapter 49. Over 1900-2100 the error is under half a minute.
/// </summary>
internal static class NewMoon
{
    private const double Lunation = 29.530588861;
    private const double FirstOf2000 = 2451550.09766;

    /// <summary>Amplitude in days, power of the orbit's eccentricity, multiples of the Sun's anomaly, the Moon's anomaly and its latitude argument.</summary>
    private static readonly (double Days, int E, int Sun, int Moon, int Latitude)[] Terms =
    [
        (-0.40720, 0, 0, 1, 0), (0.17241, 1, 1, 0, 0), (0.01608, 0, 0, 2, 0), (0.01039, 0, 0, 0, 2), (0.00739, 1, -1, 1, 0),
        (-0.00514, 1, 1, 1, 0), (0.00208, 2, 2, 0, 0), (-0.00111, 0, 0, 1, -2), (-0.00057, 0, 0, 1, 2), (0.00056, 1, 1, 2, 0),
        (-0.00042, 0, 0, 3, 0), (0.00042, 1, 1, 0, 2), (0.00038, 1, 1, 0, -2), (-0.00024, 1, -1, 2, 0), (-0.00007, 0, 2, 1, 0),
        (0.00004, 0, 0, 2, -2), (0.00004, 0, 3, 0, 0), (0.00003, 0, 1, 1, -2), (0.00003, 0, 0, 2, 2), (-0.00003, 0, 1, 1, 2),
        (0.00003, 0, -1, 1, 2), (-0.00002, 0, -1, 1, -2), (-0.00002, 0, 1, 3, 0), (0.00002, 0, 0, 4, 0),
    ];

    /// <summary>Pull of the planets: phase in degrees at lunation 0, degrees a lunation, amplitude in days.</summary>
    private static readonly (double Phase, double Rate, double Days)[] Planets =
    [
        (299.77, 0.107408, 0.000325), (251.88, 0.016321, 0.000165), (251.83, 26.651886, 0.000164), (349.42, 36.412478, 0.000126),
        (84.66, 18.206239, 0.000110), (141.74, 53.303771, 0.000062), (207.14, 2.453732, 0.000060), (154.84, 7.306860, 0.000056),
        (34.52, 27.261239, 0.000047), (207.19, 0.121824, 0.000042), (291.34, 1.844379, 0.000040), (161.72, 24.198154, 0.000037),
        (239.56, 25.513099, 0.000035), (331.55, 3.592518, 0.000023),
    ];

    /// <summary>Number of the lunation whose new moon is near a day; at most one away from the one wanted.</summary>
    public static int LunationNear(double julianDay) => (int)Math.Round((julianDay - FirstOf2000) / Lunation);

    /// <summary>Julian day (terrestrial time) of a new moon; lunation 0 is that of 6 January 2000.</summary>
    public static double Of(int lunation)
    {
        double k = lunation;
        var t = k / 1236.85;
        var eccentricity = 1 - (0.002516 * t) - (0.0000074 * t * t);
        var sun = 2.5534 + (29.10535670 * k) - (t * t * (0.0000014 + (0.00000011 * t)));
        var moon = 201.5643 + (385.81693528 * k) + (t * t * (0.0107582 + (t * (0.00001238 - (0.000000058 * t)))));
        var latitude = 160.7108 + (390.67050284 * k) - (t * t * (0.0016118 + (t * (0.00000227 - (0.000000011 * t)))));
        var node = 124.7746 - (1.56375588 * k) + (t * t * (0.0020672 + (0.00000215 * t)));

        var day = FirstOf2000 + (Lunation * k) + (t * t * (0.00015437 + (t * (-0.000000150 + (0.00000000073 * t)))));
        foreach (var term in Terms)
        {
            day += term.Days * Math.Pow(eccentricity, term.E) * Sin((term.Sun * sun) + (term.Moon * moon) + (term.Latitude * latitude));
        }

        day -= 0.00017 * Sin(node);
        foreach (var planet in Planets)
        {
            day += planet.Days * Sin(planet.Phase + (planet.Rate * k) - (planet.Days is 0.000325 ? 0.009173 * t * t : 0));
        }

        return day;
    }

    private static double Sin(double degrees) => Math.Sin(double.DegreesToRadians(degrees % 360));
}
