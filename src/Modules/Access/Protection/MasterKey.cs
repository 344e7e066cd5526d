using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using VanLang.Data;

namespace VanLang.Access.Protection;

/// <summary>
/// The one secret outside the database, <c>keys/master.key</c> in the data folder: a copy of the database alone opens no
/// session, no authenticator secret and no token key. Nodes of one installation share the file.
/// </summary>
internal sealed class MasterKey(IOptions<DatabaseOptions> options)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly Lazy<byte[]> key = new(() => Load(options.Value.DataFolder));

    public byte[] Seal(ReadOnlySpan<byte> clear)
    {
        var sealedBytes = new byte[NonceSize + clear.Length + TagSize];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key.Value, TagSize);
        aes.Encrypt(sealedBytes.AsSpan(0, NonceSize), clear, sealedBytes.AsSpan(NonceSize, clear.Length), sealedBytes.AsSpan(NonceSize + clear.Length));
        return sealedBytes;
    }

    /// <summary>Opens what <see cref="Seal"/> closed; throws when the bytes or the key file are not the same any more.</summary>
    public byte[] Open(ReadOnlySpan<byte> sealedBytes)
    {
        var clear = new byte[sealedBytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key.Value, TagSize);
        aes.Decrypt(sealedBytes[..NonceSize], sealedBytes[NonceSize..^TagSize], sealedBytes[^TagSize..], clear);
        return clear;
    }

    private static byte[] Load(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, "keys");
        var file = Path.Combine(folder, "master.key");
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(folder);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            PrivateFile.Write(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        }

        return Convert.FromBase64String(File.ReadAllText(file));
    }
}
