using System.Globalization;

namespace VanLang.Chaos.Tests;

/// <summary>The size of a run: small enough for every change by default, the full row of the quality page by <c>./test chaos</c>.</summary>
internal static class ChaosSize
{
    public static bool Full { get; } = Environment.GetEnvironmentVariable("VANLANG_CHAOS") == "full";

    public static int Sends => Full ? 10_000 : 2_000;

    public static int Kills => Full ? 100 : 20;

    public static int MalformedPerClass => Full ? 100 : 25;

    /// <summary>A run is repeated with <c>VANLANG_CHAOS_SEED</c>; else every run is a new one.</summary>
    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("VANLANG_CHAOS_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next(1, 1_000_000);

    /// <summary>Prints a figure that ./test repeats under its results.</summary>
    public static void Figure(string text) => Console.WriteLine("FIGURE " + text);
}
