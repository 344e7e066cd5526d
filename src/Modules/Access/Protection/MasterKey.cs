using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using VanLang.Data;
using VanLang.Data.Storage;

namespace VanLang.Access.Protection;

/// <summary>
/// The one secret beside the database, <c>keys/master.key</c> in the data folder: a copy of the database alone opens no
/// session and no authenticator secret. Nodes of one installation share the file.
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
        using var aes = new AesGcm(Derive("seal"), TagSize);
        aes.Encrypt(sealedBytes.AsSpan(0, NonceSize), clear, sealedBytes.AsSpan(NonceSize, clear.Length), sealedBytes.AsSpan(NonceSize + clear.Length));
        return sealedBytes;
    }

    /// <summary>Opens what <see cref="Seal"/> closed; throws when the bytes or the key file are not the same any more.</summary>
    public byte[] Open(ReadOnlySpan<byte> sealedBytes)
    {
        var clear = new byte[sealedBytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(Derive("seal"), TagSize);
        aes.Decrypt(sealedBytes[..NonceSize], sealedBytes[NonceSize..^TagSize], sealedBytes[^TagSize..], clear);
        return clear;
    }

    /// <summary>32 bytes for one purpose (RFC 5869), so that no key serves two.</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Value, 32, info: Encoding.ASCII.GetBytes("vanlang/" + purpose));

    private static byte[] Load(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, "keys");
        var file = Path.Combine(folder, "master.key");
        if (!File.Exists(file))
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            // Nodes that start together: the first one's key is everybody's.
            DurableFiles.Create(file, Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))), secret: true);
        }

        return Convert.FromBase64String(File.ReadAllText(file));
    }
}
