using VanLang.Kernel;

namespace VanLang.Access.Accounts;

/// <summary>Length and no easy guesses; no rules about kinds of characters, which make passwords worse (NIST SP 800-63B, 5.1.1.2).</summary>
internal static class PasswordRule
{
    public const int Shortest = 12;
    public const int Longest = 128;

    /// <summary>Beginnings of what is tried first here; compared after folding case and marks.</summary>
    private static readonly string[] Common =
    [
        "123456", "654321", "111111", "000000", "987654", "qwerty", "asdfgh", "password", "matkhau", "mat khau", "admin123", "iloveyou", "anhyeuem",
        "emyeuanh", "vietnam123", "hanoi1234", "abc123", "abcdef", "1q2w3e", "zxcvbn", "p@ssw0rd", "passw0rd",
    ];

    public static Error? Check(string? password, string userName)
    {
        if (string.IsNullOrEmpty(password))
        {
            return AccessErrors.PasswordEmpty;
        }

        if (password.Length is < Shortest or > Longest)
        {
            return AccessErrors.PasswordLength.With(Shortest, Longest);
        }

        var folded = password.ToLowerInvariant();
        var name = userName.Split('@')[0].ToLowerInvariant();
        if (name.Length >= 4 && folded.Contains(name, StringComparison.Ordinal))
        {
            return AccessErrors.PasswordHoldsName;
        }

        var plain = TextFolding.Fold(password);
        return folded.Distinct().Count() < 5 || Array.Exists(Common, c => folded.StartsWith(c, StringComparison.Ordinal) || plain.StartsWith(c, StringComparison.Ordinal))
            ? AccessErrors.PasswordCommon
            : null;
    }
}
