using System.Security.Cryptography;
using CsCheck;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VanLang.Access.Protection;
using VanLang.Data;
using VanLang.Testing;

namespace VanLang.Access.Tests.Protection;

public sealed class MasterKeyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vanlang-key").FullName;

    [Fact]
    public void What_is_sealed_is_opened_by_the_same_file_only()
    {
        var master = Key(folder);
        var other = Key(Path.Combine(folder, "other"));

        Gen.Byte.Array[0, 200].Sample(clear => master.Open(master.Seal(clear)).AsSpan().SequenceEqual(clear), iter: 200);
        Assert.Throws<AuthenticationTagMismatchException>(() => other.Open(master.Seal("bí mật"u8)));
    }

    [Fact]
    public void A_flipped_bit_is_noticed()
    {
        var master = Key(folder);
        var closed = master.Seal("bí mật"u8);

        for (var i = 0; i < closed.Length; i++)
        {
            var changed = closed.ToArray();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => master.Open(changed));
        }
    }

    [Fact]
    public void Two_purposes_have_two_keys_and_a_restart_keeps_them()
    {
        var master = Key(folder);

        Assert.NotEqual(master.Derive("a"), master.Derive("b"));
        Assert.Equal(master.Derive("a"), Key(folder).Derive("a"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "keys", "master.key")));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static MasterKey Key(string folder)
    {
        Directory.CreateDirectory(folder);
        return new MasterKey(Options.Create(new DatabaseOptions { DataFolder = folder }));
    }
}

public abstract class ProtectionKeyTests(TestApp app)
{
    [Fact]
    public async Task Cookies_and_forms_survive_a_restart()
    {
        using var before = await app.SignIn("lanhdao.h26");
        var cookie = before.Cookies["vanlang.session"];

        await app.Restart();

        using var after = app.Browser();
        var request = new HttpRequestMessage(HttpMethod.Get, "/account");
        request.Headers.Add("Cookie", "vanlang.session=" + cookie);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await after.Send(request)).Status);
    }

    [Fact]
    public async Task The_database_holds_no_key_in_clear()
    {
        app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("x");

        var keys = await app.In<AccessDb, List<string>>(db => db.ProtectionKeys.Select(k => k.Xml).ToListAsync());

        Assert.NotEmpty(keys);
        Assert.All(keys, k => Assert.Contains("<sealed xmlns", k, StringComparison.Ordinal));
        Assert.All(keys, k => Assert.DoesNotContain("<masterKey", k, StringComparison.Ordinal));
    }
}

public sealed class ProtectionKeysOnSqlite(AccessSqlite app) : ProtectionKeyTests(app), IClassFixture<AccessSqlite>;

public sealed class ProtectionKeysOnPostgres(AccessPostgres app) : ProtectionKeyTests(app), IClassFixture<AccessPostgres>;
