using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using VanLang.Data;
using VanLang.Data.Keys;
using VanLang.Kernel;

namespace VanLang.Foundation.Tests.Data;

public sealed class KeyRingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vanlang-keys-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void First_use_makes_a_key_and_the_next_process_finds_it()
    {
        var made = Ring().Current(KeyPurpose.Receipt);

        Assert.Equal(made.Kid, Ring().Current(KeyPurpose.Receipt).Kid);
        Assert.NotEqual(made.Kid, Ring().Current(KeyPurpose.Checkpoint).Kid);
    }

    [Fact]
    public void Private_halves_are_readable_by_the_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps no owner-only mode; there the folder's own rights count.");
        Ring().Current(KeyPurpose.Token);

        var file = Assert.Single(Directory.GetFiles(Path.Combine(folder, "keys"), "*.pem"));
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", File.ReadAllText(file));
#pragma warning disable CA1416 // Skipped above on the one platform without it.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
#pragma warning restore CA1416
    }

    [Fact]
    public void Rotation_keeps_old_signatures_verifiable_and_destroys_the_old_private_half()
    {
        var ring = Ring();
        var old = ring.Current(KeyPurpose.Receipt);
        var signature = old.Sign("biên nhận"u8);

        var fresh = ring.Rotate(KeyPurpose.Receipt);

        Assert.NotEqual(old.Kid, fresh.Kid);
        Assert.Equal([fresh.Kid, old.Kid], ring.Public(KeyPurpose.Receipt).Select(k => k.Kid));
        Assert.True(ring.Find(KeyPurpose.Receipt, old.Kid)!.Verify("biên nhận"u8, signature));
        Assert.False(ring.Find(KeyPurpose.Receipt, fresh.Kid)!.Verify("biên nhận"u8, signature));
        Assert.NotNull(ring.Find(KeyPurpose.Receipt, old.Kid)!.Retired);
        Assert.Null(ring.Find(KeyPurpose.Receipt, fresh.Kid)!.Retired);
        Assert.Contains(fresh.Kid, Assert.Single(Directory.GetFiles(Path.Combine(folder, "keys"), "*.pem")));
    }

    [Fact]
    public void Rotation_by_another_process_is_seen_while_reads_go_on()
    {
        var server = Ring();
        server.Current(KeyPurpose.Token);

        var fresh = Ring().Rotate(KeyPurpose.Token);

        // Asked without a pause, as a busy server asks: a stream of reads must not keep the old answer alive.
        var since = Stopwatch.StartNew();
        while (server.Current(KeyPurpose.Token).Kid != fresh.Kid)
        {
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(5), "The rotation was not seen.");
        }
    }

    [Fact]
    public void Changed_data_and_changed_signature_are_refused()
    {
        var key = Ring().Current(KeyPurpose.Checkpoint);
        var signature = key.Sign("100"u8);
        var bent = signature.ToArray();
        bent[10] ^= 1;

        Assert.True(key.Public.Verify("100"u8, signature));
        Assert.False(key.Public.Verify("101"u8, signature));
        Assert.False(key.Public.Verify("100"u8, bent));
    }

    [Fact]
    public void Many_threads_sign_with_one_key()
    {
        var key = Ring().Current(KeyPurpose.Receipt);

        var signatures = new byte[400][];
        Parallel.For(0, signatures.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => signatures[i] = key.Sign(BitConverter.GetBytes(i)));

        Assert.All(Enumerable.Range(0, signatures.Length), i => Assert.True(key.Public.Verify(BitConverter.GetBytes(i), signatures[i])));
    }

    [Fact]
    public void Many_processes_agree_on_the_first_key()
    {
        var kids = new string[16];
        Parallel.For(0, kids.Length, i => kids[i] = Ring().Current(KeyPurpose.Token).Kid);

        Assert.Single(kids.Distinct());
    }

    [Fact]
    public void Thumbprint_follows_RFC_7638()
    {
        // P-256 key of RFC 7517, appendix A.1; the thumbprint was computed with another implementation (Python hashlib).
        Assert.Equal(
            "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s",
            PublicKey.Thumbprint("MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"));
    }

    [Fact]
    public void Jwk_opens_as_the_same_key()
    {
        var key = Ring().Current(KeyPurpose.Receipt);
        var signature = key.Sign("x"u8);

        var jwk = key.Public.ToJwk();
        using var opened = new PublicKey(jwk.Kid, jwk.X, jwk.Y, default, null).Open();

        Assert.Equal(("EC", "P-256", "ES256", "sig"), (jwk.Kty, jwk.Crv, jwk.Alg, jwk.Use));
        Assert.True(opened.VerifyData("x"u8, signature, HashAlgorithmName.SHA256));
    }

    [Fact]
    public void Swapped_key_file_is_noticed()
    {
        Ring().Current(KeyPurpose.Receipt);
        Ring().Current(KeyPurpose.Token);
        var files = Directory.GetFiles(Path.Combine(folder, "keys"), "*.pem").Order().ToArray();
        File.Copy(files[0], files[1], overwrite: true);

        Assert.Throws<CryptographicException>(() => Ring().Current(KeyPurpose.Token));
    }

    [Theory]
    [InlineData("../token")]
    [InlineData("")]
    [InlineData("Token")]
    public void Purpose_cannot_lead_out_of_the_folder(string purpose) => Assert.Throws<ArgumentException>(() => Ring().Current(purpose));

    private KeyRing Ring() => new(Options.Create(new DatabaseOptions { DataFolder = folder }), new Clock(TimeProvider.System));
}
