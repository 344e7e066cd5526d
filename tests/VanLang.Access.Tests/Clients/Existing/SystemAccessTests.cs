using VanLang.Access.Clients.Existing;

namespace VanLang.Access.Tests.Clients.Existing;

public sealed class SystemAccessTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_secret_has_256_random_bits_and_only_its_hash_is_kept()
    {
        var made = Enumerable.Range(0, 100).Select(_ => SecretText.Make()).ToList();

        Assert.Equal(100, made.Distinct().Count());
        Assert.All(made, s => Assert.Equal(32, System.Buffers.Text.Base64Url.DecodeFromChars(s).Length));
        var access = On();
        var kept = access.AddSecret(Id(), made[0], Now).Value;
        Assert.Equal(SecretText.Hash(made[0]), kept.Hash);
        Assert.Equal(64, kept.Hash.Length);
        Assert.DoesNotContain(made[0], kept.Hash, StringComparison.Ordinal);
        Assert.Equal(made[0][..6], kept.Hint);
    }

    [Theory]
    [InlineData("abc", "abc", true)]
    [InlineData("abc", "abd", false)]
    [InlineData("abc", "ab", false)]
    [InlineData("", "", true)]
    public void Hashes_are_compared_whole(string one, string other, bool same) => Assert.Equal(same, SecretText.Matches(one, other));

    [Fact]
    public void Two_secrets_are_valid_at_once_and_a_third_is_refused()
    {
        var access = On();
        var first = access.AddSecret(Id(), SecretText.Make(), Now).Value;
        Assert.True(access.AddSecret(Id(), SecretText.Make(), Now).IsOk);

        Assert.Equal("ACC-0115", access.AddSecret(Id(), SecretText.Make(), Now).Error.Code);

        Assert.True(access.RevokeSecret(first.Id, Now).IsOk);
        Assert.True(access.AddSecret(Id(), SecretText.Make(), Now).IsOk);
        Assert.Equal("ACC-0117", access.RevokeSecret(first.Id, Now).Error.Code);
        Assert.Equal("ACC-0116", access.RevokeSecret(Id(), Now).Error.Code);
    }

    [Fact]
    public void Turning_it_off_ends_every_secret_and_frees_the_name()
    {
        var access = On();
        access.AddSecret(Id(), SecretText.Make(), Now);

        Assert.True(access.TurnOff("ngừng dùng", Now).IsOk);

        Assert.Empty(access.ValidSecrets(Now));
        Assert.Null(access.SystemId);
        Assert.False(access.MayRegisterUnits);
        Assert.Equal("ACC-0114", access.TurnOff("ngừng dùng", Now).Error.Code);
        Assert.Equal("ACC-0114", access.AddSecret(Id(), SecretText.Make(), Now).Error.Code);
        Assert.True(access.TurnOn("000.00.00.g22", false, "dùng lại", Now).IsOk);
        Assert.Equal("ACC-0113", access.TurnOn("G22", false, "dùng lại", Now).Error.Code);
        Assert.Equal("000.00.00.G22", access.SystemId);
    }

    [Theory]
    [InlineData("ab", "ACC-0110")]
    [InlineData("có dấu", "ACC-0110")]
    [InlineData("a b c", "ACC-0110")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901", "ACC-0110")]
    [InlineData(null, "ACC-0110")]
    public void A_name_that_does_not_fit_a_header_is_refused(string? systemId, string code) =>
        Assert.Equal([code, "ACC-0024"], TurnOnSystemAccess.Check(new("a", systemId, false, "x")).Select(e => e.Code));

    [Fact]
    public void A_name_as_met_in_the_field_is_taken() =>
        Assert.All((string[])["000.00.00.G22", "vxp.saas.03", "H37.DN.001", "lgsp_langson", "001.00.20.TT2"], s => Assert.Empty(TurnOnSystemAccess.Check(new("a", s, false, "phần mềm cũ"))));

    private static SystemAccess On()
    {
        var access = SystemAccess.Of("qlvb-g22");
        access.TurnOn("G22", true, "phần mềm cũ", Now);
        return access;
    }

    private static SystemSecretId Id() => new(Guid.CreateVersion7());
}
