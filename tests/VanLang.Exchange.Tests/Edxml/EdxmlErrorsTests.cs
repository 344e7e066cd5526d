using VanLang.Exchange.Edxml;
using VanLang.Kernel;

namespace VanLang.Exchange.Tests.Edxml;

public sealed class EdxmlErrorsTests
{
    [Fact]
    public void Codes_are_unique_and_every_sentence_stands_in_both_languages()
    {
        var errors = typeof(EdxmlErrors).GetFields().Select(f => f.GetValue(null)).OfType<Error>().ToList();

        Assert.Equal(errors.Count, errors.Select(e => e.Code).Distinct().Count());
        Assert.All(errors, e => Assert.Matches(@"^EDX-\d{4}$", e.Code));
        Assert.All(errors, e => Assert.True(e.Vi.EndsWith('.') && e.En.EndsWith('.') && e.Vi != e.En, e.Code));
        Assert.All(errors, e => Assert.Equal(Places(e.Vi), Places(e.En)));
    }

    private static string Places(string sentence) => string.Concat(Enumerable.Range(0, 5).Where(i => sentence.Contains($"{{{i}}}", StringComparison.Ordinal)));
}
