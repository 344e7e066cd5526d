using System.Security.Cryptography;
using VanLang.Access.Clients;
using VanLang.Kernel;

namespace VanLang.Access.Tests.Clients;

public sealed class ApiClientTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Two_keys_are_valid_at_once_and_a_third_is_refused()
    {
        var client = Client();
        Assert.True(Add(client).IsOk);
        Assert.True(Add(client).IsOk);

        var third = Add(client);

        Assert.Equal("ACC-0055", third.Error.Code);
        Assert.Equal(2, client.ValidKeys(Now).Count());
    }

    [Fact]
    public void A_retired_key_makes_room()
    {
        var client = Client();
        var old = Add(client).Value;
        Add(client);

        Assert.True(client.RetireKey(old.Id, Now).IsOk);

        Assert.True(Add(client).IsOk);
        Assert.False(old.IsValid(Now));
    }

    [Fact]
    public void A_key_ends_at_its_last_moment()
    {
        var client = Client();
        var key = Add(client, Now.AddDays(1)).Value;

        Assert.True(key.IsValid(Now.AddDays(1).AddMicroseconds(-1)));
        Assert.False(key.IsValid(Now.AddDays(1)));
        Assert.Equal("ACC-0057", client.RetireKey(key.Id, Now.AddDays(2)).Error.Code);
    }

    [Fact]
    public void The_same_key_is_not_registered_twice()
    {
        var client = Client();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        client.AddKey(Id(), PublicKeyText.Of(key), null, Now);

        var again = client.AddKey(Id(), PublicKeyText.Of(key), null, Now);

        Assert.Equal("Khóa này đã được đăng ký cho ứng dụng.", again.Error.Sentence("vi"));
    }

    [Fact]
    public void An_unknown_key_cannot_be_retired()
    {
        Assert.Equal("ACC-0056", Client().RetireKey(Id(), Now).Error.Code);
    }

    [Fact]
    public void Locking_and_unlocking_each_work_once()
    {
        var client = Client();

        Assert.Equal("ACC-0060", client.Unlock().Error.Code);
        Assert.True(client.Lock("lộ khóa").IsOk);
        Assert.Equal("ACC-0059", client.Lock("lộ khóa").Error.Code);
        Assert.True(client.Unlock().IsOk);
        Assert.Null(client.StateReason);
    }

    [Theory]
    [InlineData("ab", "Hệ thống", "", "ACC-0062")]
    [InlineData("QLVB", "Hệ thống", "", "ACC-0062")]
    [InlineData("-qlvb", "Hệ thống", "", "ACC-0062")]
    [InlineData("qlvb", "Hệ", "", "ACC-0064")]
    [InlineData("qlvb", "Hệ thống", "http://example.vn/back", "ACC-0065")]
    [InlineData("qlvb", "Hệ thống", "https://example.vn/back#x", "ACC-0065")]
    [InlineData("qlvb", "Hệ thống", "javascript:alert(1)", "ACC-0065")]
    public void Wrong_registrations_are_refused(string id, string name, string redirects, string code)
    {
        var errors = RegisterClient.Check(new(id, name, "G22", redirects, null, MakeKey: true));

        Assert.Equal(code, Assert.Single(errors).Code);
    }

    [Fact]
    public void Return_addresses_are_https_or_this_machine()
    {
        Assert.Empty(RegisterClient.Check(new("qlvb", "Hệ thống", "G22", "https://a.vn/x\nhttp://localhost:8080/y", null, MakeKey: true)));
    }

    private static ApiClient Client() => ApiClient.Register("qlvb-g22", "Hệ thống quản lý văn bản", "G22", "", Now);

    private static Result<ClientKey> Add(ApiClient client, DateTimeOffset? validTo = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return client.AddKey(Id(), PublicKeyText.Of(key), validTo, Now);
    }

    private static ClientKeyId Id() => new(Guid.CreateVersion7());
}
