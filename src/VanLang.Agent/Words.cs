namespace VanLang.Agent;

/// <summary>The program speaks Vietnamese when the environment does (LC_ALL, LC_MESSAGES, LANG), English otherwise.</summary>
internal sealed class Words(Func<string, string?> environment)
{
    public bool Vietnamese { get; } = ((string[])["VANLANG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]).Select(environment).FirstOrDefault(v => !string.IsNullOrEmpty(v))?.StartsWith("vi", StringComparison.OrdinalIgnoreCase) == true;

    public string Say(string en, string vi) => Vietnamese ? vi : en;

    /// <summary>The headings of the help, which the library writes in English only.</summary>
    public string Headings(string help) => !Vietnamese
        ? help
        : help.Replace("Description:", "Mô tả:", StringComparison.Ordinal)
            .Replace("Usage:", "Cách dùng:", StringComparison.Ordinal)
            .Replace("Options:", "Tùy chọn:", StringComparison.Ordinal)
            .Replace("Arguments:", "Tham số:", StringComparison.Ordinal)
            .Replace("Commands:", "Lệnh:", StringComparison.Ordinal)
            .Replace("[options]", "[tùy chọn]", StringComparison.Ordinal)
            .Replace("[command]", "[lệnh]", StringComparison.Ordinal)
            .Replace("Show help and usage information", "Xem hướng dẫn", StringComparison.Ordinal)
            .Replace("Show version information", "Xem phiên bản", StringComparison.Ordinal)
            .Replace("(REQUIRED)", "(BẮT BUỘC)", StringComparison.Ordinal)
            .Replace("[default: ", "[mặc định: ", StringComparison.Ordinal);
}
