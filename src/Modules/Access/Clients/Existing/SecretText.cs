using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace VanLang.Access.Clients.Existing;

/// <summary>
/// A secret that two sides know: 256 random bits, so its SHA-256 can be kept without salt or rounds (ADR 12): nobody can guess what a slow hash would protect.
/// </summary>
internal static class SecretText
{
    /// <summary>Longest text that is looked at: whatever is longer is not one of ours.</summary>
    public const int Longest = 200;

    /// <summary>A new secret, 43 signs that need no escaping in a header.</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of it: lower-case hexadecimal.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>First signs, by which people tell two secrets apart.</summary>
    public static string Hint(string secret) => secret[..6];

    /// <summary>Compares in the same time wherever the two differ.</summary>
    public static bool Matches(string hash, string given) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(given));
}
