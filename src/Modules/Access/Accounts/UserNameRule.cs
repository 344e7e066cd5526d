namespace VanLang.Access.Accounts;

/// <summary>Sign-in names: ASCII letters, digits, dot, dash, underscore, at; 3 to 100 characters, a letter or digit at both ends.</summary>
internal static class UserNameRule
{
    public static bool Allows(string? name) => name is { Length: >= 3 and <= 100 }
        && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@');
}
