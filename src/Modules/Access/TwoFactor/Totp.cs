using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace VanLang.Access.TwoFactor;

/// <summary>
/// RFC 6238 as authenticator apps speak it: HMAC-SHA-1, 30 seconds, six digits. The framework's provider reads the machine's
/// clock and takes a code again and again; here the step is told, so that the caller can refuse a second use.
/// </summary>
internal static class Totp
{
    public const int SecretBytes = 20;
    private const int StepSeconds = 30;

    /// <summary>Steps that a telephone's clock may be off.</summary>
    private const int Drift = 1;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    public static string Code(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[20];
#pragma warning disable CA5350 // RFC 6238: what authenticator apps compute; HMAC-SHA-1 is not broken by SHA-1's collisions (RFC 6194).
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        var at = mac[19] & 0xF;
        var number = (BinaryPrimitives.ReadInt32BigEndian(mac[at..]) & 0x7FFFFFFF) % 1_000_000;
        return number.ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code this is, newer than the last one taken; null when there is none.</summary>
    public static long? Match(byte[] secret, string code, DateTimeOffset now, long lastTaken)
    {
        var given = Encoding.ASCII.GetBytes(new string([.. code.Where(char.IsAsciiDigit)]));
        long? found = null;
        for (var step = StepAt(now) - Drift; step <= StepAt(now) + Drift; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(Code(secret, step))) && step > lastTaken)
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>The secret as people type it into an app (RFC 4648 base 32).</summary>
    public static string Text(byte[] secret)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var b in secret)
        {
            buffer = (buffer << 8) | b;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Base32[(buffer >> bits) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        return bits > 0 ? text.Append(Base32[(buffer << (5 - bits)) & 31]).ToString() : text.ToString();
    }

    /// <summary>What the QR code holds.</summary>
    public static string Address(string userName, byte[] secret) =>
        $"otpauth://totp/VanLang:{Uri.EscapeDataString(userName)}?secret={Text(secret)}&issuer=VanLang&digits=6&period=30";
}
