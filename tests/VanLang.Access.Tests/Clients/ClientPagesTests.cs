using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Access.Tests.Clients;

/// <summary>Registration and rotation through the pages, as an administrator does it, and what it means to the system that signs in.</summary>
public abstract class ClientPagesTests(TestApp app)
{
    [Fact]
    public async Task A_client_with_a_pasted_key_takes_tokens_at_once()
    {
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var made = await Register(admin, "dan-khoa", ("Input.Source", "paste"), ("Input.Key", key.ExportSubjectPublicKeyInfoPem()));

        made.Renders().Says("Khóa đã có hiệu lực").SaysNot("BEGIN PRIVATE KEY");
        Assert.Equal("G22", Organization(await Client("dan-khoa", key).Token(app.Address, app.Clock)));
        Assert.Equal("access.client.registered", (await app.Audit("dan-khoa"))[0].Action);
    }

    [Fact]
    public async Task A_key_that_is_made_here_is_shown_once_and_kept_nowhere()
    {
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);

        var made = await Register(admin, "tao-khoa", ("Input.Source", "make"));

        var file = JsonDocument.Parse(made.Element(".vl-code pre").TextContent).RootElement;
        using var key = ECDsa.Create();
        key.ImportFromPem(file.GetProperty("privateKeyPem").GetString());
        Assert.Equal("G22", file.GetProperty("organId").GetString());
        await Client("tao-khoa", key).Token(app.Address, app.Clock);
        (await admin.Get("/admin/clients/tao-khoa")).Renders().SaysNot("PRIVATE KEY");
        var secret = file.GetProperty("privateKeyPem").GetString()!.Split('\n')[1];
        Assert.DoesNotContain(await app.Audit("tao-khoa"), r => r.Detail?.Contains(secret, StringComparison.Ordinal) == true);
        Assert.DoesNotContain(app.Log.Lines, l => l.Message.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrong_registrations_are_refused_field_by_field()
    {
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        (await Register(admin, "Sai Mã", ("Input.Name", "x"), ("Input.OrganizationCode", "Z99"), ("Input.Key", "chào"))).Refuses(
            "Mã ứng dụng gồm 3 đến 60 chữ thường, chữ số hoặc dấu gạch nối.",
            "Nhập tên ứng dụng (3 đến 200 ký tự).",
            "Không đọc được khóa. Cần PEM bắt đầu bằng BEGIN PUBLIC KEY hoặc JWK.",
            "Không có cơ quan mang mã Z99 đang hoạt động.").IsWellMade();
        (await Register(admin, "khoa-bi-mat", ("Input.Key", key.ExportPkcs8PrivateKeyPem()))).Refuses("Đây là khóa bí mật. Không gửi khóa bí mật cho bất kỳ ai; tạo cặp khóa mới và chỉ dán khóa công khai.");
        (await Register(admin, "nha-nguoi", ("Input.OrganizationCode", "H41"), ("Input.Source", "make"))).Is(HttpStatusCode.Forbidden).Says("Chỉ được làm việc với cơ quan của mình.");
        (await Register(admin, "qlvb-g22", ("Input.Source", "make"))).Is(HttpStatusCode.Conflict).Says("Mã ứng dụng đã được dùng.");
    }

    [Fact]
    public async Task A_rotation_refuses_no_request()
    {
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);
        using var oldKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var newKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await Register(admin, "xoay-khoa", ("Input.Source", "paste"), ("Input.Key", oldKey.ExportSubjectPublicKeyInfoPem()));
        var current = Client("xoay-khoa", oldKey);
        var (asked, failed) = (0, new List<string>());
        using var stop = new CancellationTokenSource();
        var asking = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    asked++;
                    await Volatile.Read(ref current).Token(app.Address, app.Clock);
                }
                catch (InvalidOperationException e)
                {
                    failed.Add(e.Message);
                }
            }
        });

        var page = await admin.Get("/admin/clients/xoay-khoa");
        (await admin.Submit(page, "#form-add", ("Added.Key", newKey.ExportSubjectPublicKeyInfoPem()))).Renders().Says("Khóa đã có hiệu lực");
        Volatile.Write(ref current, Client("xoay-khoa", newKey));
        await Poll.Until(() => Task.FromResult(asked > 5), "some requests by the new key");
        var before = asked;
        await Poll.Until(() => Task.FromResult(asked > before + 1), "no request by the old key under way");
        page = await admin.Get("/admin/clients/xoay-khoa");
        var old = page.All("#Retired-KeyId option").First(o => o.TextContent.Contains(Kid(oldKey)[..12], StringComparison.Ordinal)).GetAttribute("value");
        (await admin.Submit(page, "#form-retire", ("Retired.KeyId", old), ("Retired.Reason", "xoay khóa định kỳ"))).RedirectsTo("/admin/clients/xoay-khoa");
        await Poll.Until(() => Task.FromResult(asked > before + 6), "requests after the rotation");
        await stop.CancelAsync();
        await asking;

        Assert.Empty(failed);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Client("xoay-khoa", oldKey).Token(app.Address, app.Clock));
        Assert.Equal(["access.client.registered", "access.client.key-added", "access.client.key-retired"],
            (await app.Audit("xoay-khoa")).Select(r => r.Action).Where(a => a.StartsWith("access.client.", StringComparison.Ordinal) && a != "access.client.signed-in"));
    }

    [Fact]
    public async Task A_key_with_a_last_day_is_refused_the_day_after()
    {
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);
        using var first = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var dated = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await Register(admin, "co-han", ("Input.Source", "paste"), ("Input.Key", first.ExportSubjectPublicKeyInfoPem()));
        var page = await admin.Get("/admin/clients/co-han");
        (await admin.Submit(page, "#form-add", ("Added.Key", dated.ExportSubjectPublicKeyInfoPem()), ("Added.LastDay", "24/11/2026"))).Refuses("Ngày hết hạn phải sau hôm nay.");
        (await admin.Submit(page, "#form-add", ("Added.Key", dated.ExportSubjectPublicKeyInfoPem()), ("Added.LastDay", "25/11/2026"))).Renders();
        await Client("co-han", dated).Token(app.Address, app.Clock);

        app.Clock.Set(new DateTimeOffset(2026, 11, 25, 23, 59, 50, TimeSpan.FromHours(7)));
        await Client("co-han", dated).Token(app.Address, app.Clock);
        app.Clock.Set(new DateTimeOffset(2026, 11, 26, 0, 0, 1, TimeSpan.FromHours(7)));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Client("co-han", dated).Token(app.Address, app.Clock));
        await Client("co-han", first).Token(app.Address, app.Clock);
    }

    [Fact]
    public async Task The_last_key_is_not_retired_by_mistake()
    {
        var client = await app.In<VanLang.Access.AccessDb, VanLang.Access.Clients.ClientKey>(db => Task.FromResult(db.Set<VanLang.Access.Clients.ClientKey>().Single(k => k.ClientId == "qlvb-h26")));

        var refused = await app.In<VanLang.Access.Clients.RetireClientKey, VanLang.Kernel.Result>(r => r.Handle(new("qlvb-h26", client.Id.Value, "thử xem sao"), VanLang.Kernel.Actor.Platform("test"), default));

        Assert.Equal("Đây là khóa hiệu lực cuối cùng. Thêm khóa mới trước, hoặc khóa ứng dụng.", refused.Error.Sentence("vi"));
    }

    [Fact]
    public async Task Locking_a_client_needs_a_reason_and_stops_its_tokens()
    {
        using var admin = await app.SignIn(AccessData.SystemAdmin);
        var page = (await admin.Get("/admin/clients/qlvb-h29")).Renders().IsWellMade();

        (await admin.Submit(page, "#form-lock", ("Locked.Reason", "x"))).Refuses("Nêu lý do (từ 5 đến 500 ký tự).");
        (await admin.Submit(page, "#form-lock", ("Locked.Reason", "nghi lộ khóa bí mật"))).RedirectsTo("/admin/clients/qlvb-h29");

        (await admin.Get("/admin/clients/qlvb-h29")).Says("Bị khóa", "nghi lộ khóa bí mật");
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Token("H29"));
    }

    private static async Task<Page> Register(Browser admin, string clientId, params (string Name, object? Value)[] more)
    {
        (string, object?)[] standing = [("Input.ClientId", clientId), ("Input.Name", "Hệ thống thử nghiệm"), ("Input.OrganizationCode", "G22"), ("Input.Source", "paste")];
        return await admin.Submit(await admin.Get("/admin/clients/new"), "#form-client", [.. standing.Where(s => more.All(m => m.Name != s.Item1)), .. more]);
    }

    private static DemoClient Client(string clientId, ECDsa key) => new(clientId, "G22", key.ExportPkcs8PrivateKeyPem());

    private static string Kid(ECDsa key) => VanLang.Access.Clients.PublicKeyText.Of(key).Kid;

    private static string? Organization(string token) =>
        JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement.GetProperty("organ_id").GetString();
}

public sealed class ClientPagesOnSqlite(AccessSqlite app) : ClientPagesTests(app), IClassFixture<AccessSqlite>;

public sealed class ClientPagesOnPostgres(AccessPostgres app) : ClientPagesTests(app), IClassFixture<AccessPostgres>;
