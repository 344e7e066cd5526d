using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Tests.Api;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.Groups;

public abstract class GroupTests(TestApp app)
{
    private const string Root = "/api/exchange/v1/groups";

    [Theory]
    [InlineData("/exchange/groups")]
    [InlineData("/exchange/groups/new")]
    public async Task Pages_need_sign_in_and_permission(string url)
    {
        using var officer = await app.SignIn("chuyenvien.h41");
        using var clerk = await app.SignIn("vanthu.h41");

        Assert.StartsWith("/sign-in", (await app.Browser().Get(url)).Location, StringComparison.Ordinal);
        (await officer.Get(url)).Is(HttpStatusCode.Forbidden);
        (await clerk.Get(url)).Renders().IsWellMade();
    }

    [Fact]
    public async Task A_clerk_makes_a_group_uses_it_changes_it_and_takes_it_away()
    {
        using var clerk = await app.SignIn("vanthu.h26");
        using var stranger = await app.SignIn("vanthu.h17");

        var made = await clerk.Submit(await clerk.Get("/exchange/groups/new"), "#form-group", ("Form.Name", "Bắc Trung Bộ"), ("Form.Note", "Giao ban quý"), ("Form.Members", (string[])["H27", "H41", "H56"]));
        made.RedirectsTo("/exchange/groups/*");
        var address = made.Location!;
        (await clerk.Get("/exchange/groups")).Renders("Nhóm nơi nhận").IsWellMade().Says("Bắc Trung Bộ", "Giao ban quý");
        var compose = (await clerk.Get("/exchange/compose")).Renders().IsWellMade();
        Assert.Equal("H27 H41 H56", compose.All(".vl-chip").Single(c => c.TextContent.Contains("Bắc Trung Bộ", StringComparison.Ordinal)).GetAttribute("data-party-codes"));

        (await stranger.Get(address)).Is(HttpStatusCode.NotFound);
        (await stranger.Get("/exchange/groups")).SaysNot("Bắc Trung Bộ");
        (await clerk.Submit(await clerk.Get("/exchange/groups/new"), "#form-group", ("Form.Name", "bac trung bo"), ("Form.Members", "H27"))).Is(HttpStatusCode.Conflict).Says("Cơ quan đã có nhóm tên \"bac trung bo\".", "EXC-0842");
        (await clerk.Submit(await clerk.Get("/exchange/groups/new"), "#form-group", ("Form.Name", ""))).Refuses("Hãy đặt tên cho nhóm.", "EXC-0841", "Hãy chọn ít nhất một thành viên.", "EXC-0843").IsWellMade();

        var old = await clerk.Get(address);
        (await clerk.Submit(await clerk.Get(address), "#form-group", ("Form.Name", "Bắc Trung Bộ 2"), ("Form.From", "01/12/2026"), ("Form.Members", (string[])["H27"]))).RedirectsTo(address);
        (await clerk.Get(address)).Renders("Bắc Trung Bộ 2").IsWellMade().Says("Thay đổi sắp có hiệu lực", "Từ 01/12/2026: bỏ");
        (await clerk.Submit(old, "#form-group", ("Form.Name", "Khác"))).Is(HttpStatusCode.Conflict).Says("Người khác vừa đổi nhóm này.", "EXC-0847");
        (await clerk.Submit(await clerk.Get(address), "#form-remove-group")).RedirectsTo("/exchange/groups");
        (await clerk.Get(address)).Is(HttpStatusCode.NotFound);
        Assert.Equal(["exchange.group.saved", "exchange.group.saved", "exchange.group.removed"], await app.In<ExchangeDb, List<string>>(db =>
            db.AuditRows.Where(r => r.Subject == address.Substring(address.LastIndexOf('/') + 1)).OrderBy(r => r.Number).Select(r => r.Action).ToListAsync()));
    }

    [Fact]
    public async Task An_ended_member_is_replaced_by_who_continues_it_and_that_is_told()
    {
        using var client = await app.Api("G22");
        var id = Guid.CreateVersion7();
        var answer = await Put(client, id, new { name = "Có nơi đã sáp nhập", members = new[] { "H30", "H41", "G22" } });

        Assert.DoesNotContain("H30", answer.GetProperty("reaches").EnumerateArray().Select(r => r.GetString()));
        Assert.Contains("H41", answer.GetProperty("reaches").EnumerateArray().Select(r => r.GetString()));
        Assert.Equal("itself", answer.GetProperty("dropped")[0].Text("reason"));
        using var clerk = await app.SignIn("vanthu.g22");
        (await clerk.Get("/exchange/groups/" + id)).Renders().IsWellMade().Says("đã sáp nhập", "là chính cơ quan gửi");
        (await clerk.Get("/exchange/compose")).Renders().IsWellMade().Says("Nhóm Có nơi đã sáp nhập");
    }

    [Fact]
    public async Task Systems_put_a_group_again_and_again_under_their_own_id()
    {
        using var client = await app.Api("H41");
        using var other = await app.Api("H26");
        var id = Guid.CreateVersion7();
        var body = new { name = "Qua hệ thống", note = "x", members = new[] { "H26", "000.00.00.G22" } };

        var first = await Put(client, id, body);
        var again = await Put(client, id, body);
        Assert.Equal((id.ToString(), "G22", "H26"), (first.Text("id"), first.GetProperty("members")[0].GetString(), first.GetProperty("members")[1].GetString()));
        Assert.Equal(first.GetProperty("members").ToString(), again.GetProperty("members").ToString());
        using var got = await client.GetAsync($"{Root}/{id}");
        Assert.Equal($"\"{again.GetProperty("version").GetInt64()}\"", got.Headers.ETag!.Tag);
        Assert.Contains(id.ToString(), (await client.Get(Root)).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(id.ToString(), (await other.Get(Root)).ToString(), StringComparison.Ordinal);

        await (await other.GetAsync($"{Root}/{id}")).Refused(HttpStatusCode.NotFound, "EXC-0840", "Không có nhóm này trong các nhóm của cơ quan.");
        await (await other.DeleteAsync($"{Root}/{id}")).Refused(HttpStatusCode.NotFound, "EXC-0840", "Không có nhóm này trong các nhóm của cơ quan.");
        await (await Send(client, id, body, "\"99\"")).Refused(HttpStatusCode.Conflict, "EXC-0847", "Người khác vừa đổi nhóm này. Hãy mở lại trang rồi sửa.");
        await (await Send(client, Guid.CreateVersion7(), body, "\"1\"")).Refused(HttpStatusCode.Conflict, "EXC-0842", "Cơ quan đã có nhóm tên \"Qua hệ thống\".");
        await (await Send(client, id, new { name = "Qua hệ thống", members = new[] { "Z99" } })).Refused(HttpStatusCode.UnprocessableEntity, "EXC-0845", "Cơ quan \"Z99\" không có trong danh mục.");
        await (await client.PutAsync($"{Root}/{id}", new StringContent("{"))).Refused(HttpStatusCode.UnsupportedMediaType, "EXC-0049", "Kiểu nội dung \"text/plain; charset=utf-8\" không được nhận; hãy gửi application/json.");
        await (await client.PutAsync($"{Root}/{id}", new StringContent("{", null, "application/json"))).Refused(HttpStatusCode.UnprocessableEntity, "EXC-0046", "Nội dung yêu cầu không phải JSON đúng dạng.");
        await (await client.PutAsync($"{Root}/{id}", new StringContent("{\"name\":\"x\",\"members\":[null]}", null, "application/json"))).Refused(HttpStatusCode.UnprocessableEntity, "EXC-0046", "Nội dung yêu cầu không phải JSON đúng dạng.");
        using var nobody = app.Anonymous();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(Root)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"{Root}/{id}")).StatusCode);
    }

    [Fact]
    public async Task A_list_costs_the_same_commands_however_many_groups_there_are()
    {
        using var client = await app.Api("H29");
        using var clerk = await app.SignIn("vanthu.h29");
        var before = await clerk.Get("/exchange/groups");
        for (var i = 0; i < 5; i++)
        {
            await Put(client, Guid.CreateVersion7(), new { name = "Nhóm số " + i, members = new[] { "H26", "H41", "H17" } });
        }

        var after = await clerk.Get("/exchange/groups");

        Assert.Equal((1, 1), (before.Commands.Count(c => c.Contains("recipient_groups", StringComparison.Ordinal)), after.Commands.Count(c => c.Contains("recipient_groups", StringComparison.Ordinal))));
        Assert.Equal(5, after.All("tbody tr").Count);
    }

    private static async Task<System.Text.Json.JsonElement> Put(HttpClient client, Guid id, object body)
    {
        using var answer = await Send(client, id, body);
        return await answer.Json(HttpStatusCode.OK);
    }

    private static async Task<HttpResponseMessage> Send(HttpClient client, Guid id, object body, string? match = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Root}/{id}") { Content = JsonContent.Create(body) };
        if (match is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", match);
        }

        return await client.SendAsync(request);
    }
}

public sealed class GroupsOnSqlite(SqliteApp app) : GroupTests(app), IClassFixture<SqliteApp>;

public sealed class GroupsOnPostgres(PostgresApp app) : GroupTests(app), IClassFixture<PostgresApp>;
