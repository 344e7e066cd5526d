namespace VanLang.Foundation.Tests.Walls;

/// <summary>A rule holds when nothing breaks it; whatever does is named in full.</summary>
internal static class Wall
{
    public static void Holds<T>(IEnumerable<T> breaches)
    {
        var found = breaches.Select(b => b!.ToString()).Distinct().ToList();
        if (found.Count > 0)
        {
            Assert.Fail($"{found.Count} against the rule:\n  {string.Join("\n  ", found)}");
        }
    }
}
