using System.Globalization;
using System.Text.RegularExpressions;
using VanLang.Testing;

namespace VanLang.Foundation.Tests.Web;

public sealed class ThemeTests
{
    private static readonly string Css = File.ReadAllText(Repository.At("src", "VanLang.Web", "theme", "vanlang.css"));

    public static TheoryData<string, string> Colours()
    {
        var data = new TheoryData<string, string>();
        foreach (var scheme in (string[])["light", "dark"])
        {
            foreach (var colour in (string[])["primary", "accent", "gold", "teal", "neutral", "success", "warning", "danger", "info"])
            {
                data.Add(scheme, colour);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Colours))]
    public void Text_reaches_4_5_to_1_on_every_ground_it_stands_on(string scheme, string colour)
    {
        foreach (var text in (string[])["text-subtle", "text-default"])
        {
            foreach (var ground in (string[])["background-default", "background-tinted", "surface-default", "surface-tinted"])
            {
                var ratio = Contrast(Value(scheme, colour, text), Value(scheme, colour, ground));
                Assert.True(ratio >= 4.5, $"{scheme} {colour}: {text} on {ground} is {ratio:0.00}");
            }
        }

        var button = Contrast(Value(scheme, colour, "base-contrast-default"), Value(scheme, colour, "base-default"));
        Assert.True(button >= 4.5, $"{scheme} {colour}: text of buttons is {button:0.00}");
    }

    [Fact]
    public void The_measure_itself_tells_good_from_bad()
    {
        Assert.Equal(21, Contrast("#000000", "#ffffff"), 2);
        Assert.True(Contrast("#E3A008", "#ffffff") < 4.5, "gold on white would be too faint, which is why it is surface and ornament only");
    }

    [Fact]
    public void The_theme_is_made_from_the_colours_of_the_design()
    {
        Assert.Equal("#b80f26", Value("light", "primary", "base-default"), ignoreCase: true);
        Assert.Equal("#0b5cad", Value("light", "accent", "base-default"), ignoreCase: true);
        Assert.Equal("#e3a008", Value("light", "gold", "base-default"), ignoreCase: true);
        Assert.Equal("#0f766e", Value("light", "teal", "base-default"), ignoreCase: true);
    }

    private static string Value(string scheme, string colour, string token)
    {
        var part = Css[Css.IndexOf($"@layer ds.theme.color-scheme.{scheme}", StringComparison.Ordinal)..];
        var match = Regex.Match(part, $@"--ds-color-{colour}-{token}: (#[0-9a-fA-F]{{6}})");
        Assert.True(match.Success, $"{colour}-{token} is not in the theme");
        return match.Groups[1].Value;
    }

    // WCAG 2.2, relative luminance and contrast ratio.
    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var c = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }
}
