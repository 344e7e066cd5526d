using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Tests.Api;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Exchange.Uploads;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Uploads;

/// <summary>Files that came in pieces enter a packet without being sent again, and what has expired is swept.</summary>
public abstract class UploadedPacketTests(TestApp app)
{
    private static readonly byte[] Pdf = SmallPdf.Make("Tệp tải lên từng phần", padding: 400_000);

    [Fact]
    public async Task A_packet_takes_in_what_was_uploaded()
    {
        using var client = await app.Api("G22");
        var path = await client.Upload(Pdf, $"sha256 {TusCalls.Base64(Convert.ToHexString(SHA256.HashData(Pdf)))}");

        using var answer = await client.PostAsync(Calls.Packets, Packet(Agencies.NextNumber(), path));

        var sent = await answer.Json(HttpStatusCode.Created);
        var stored = await client.GetByteArrayAsync($"{Calls.Packets}/{sent.Text("packetId")}");
        Assert.Equal(sent.Text("digest"), Convert.ToHexStringLower(SHA256.HashData(stored)));
        Assert.Equal(Pdf, await client.GetByteArrayAsync($"{Calls.Packets}/{sent.Text("packetId")}/attachments/1"));
    }

    [Fact]
    public async Task The_same_packet_again_gives_the_same_receipt()
    {
        using var client = await app.Api("G22");
        var path = await client.Upload(Pdf);
        var number = Agencies.NextNumber();

        using var first = await client.PostAsync(Calls.Packets, Packet(number, path));
        using var second = await client.PostAsync(Calls.Packets, Packet(number, path));

        Assert.Equal((await first.Json(HttpStatusCode.Created)).Text("receipt"), (await second.Json(HttpStatusCode.OK)).Text("receipt"));
    }

    [Fact]
    public async Task A_range_of_a_file_is_answered()
    {
        using var client = await app.Api("G22");
        using var answer = await client.PostAsync(Calls.Packets, Packet(Agencies.NextNumber(), await client.Upload(Pdf)));
        var id = (await answer.Json(HttpStatusCode.Created)).Text("packetId");
        using var recipient = await app.Api("H41");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Calls.Packets}/{id}/attachments/1") { Headers = { Range = new RangeHeaderValue(300_000, 300_099) } };

        using var range = await recipient.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, range.StatusCode);
        Assert.Equal(Pdf[300_000..300_100], await range.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task What_is_not_whole_not_right_or_not_ones_own_is_refused()
    {
        using var client = await app.Api("G22");
        using var other = await app.Api("H26");
        var half = await client.Begin(Pdf.Length);
        (await client.Append(half, 0, Pdf[..1000])).Dispose();
        var damaged = await client.Upload(Pdf, $"sha256 {TusCalls.Base64(new string('0', 64))}");
        var foreign = await other.Upload(Pdf);

        using var first = await client.PostAsync(Calls.Packets, Packet(Agencies.NextNumber(), half));
        using var second = await client.PostAsync(Calls.Packets, Packet(Agencies.NextNumber(), damaged));
        using var third = await client.PostAsync(Calls.Packets, Packet(Agencies.NextNumber(), foreign));
        using var fourth = await client.PostAsync(Calls.Packets, Packet(Agencies.NextNumber(), "/khong/phai"));

        await first.Refused(HttpStatusCode.Conflict, "UPL-0015", $"Lượt tải lên {Id(half)} mới có 1000 trong {Pdf.Length} byte.");
        await second.Refused(HttpStatusCode.UnprocessableEntity, "UPL-0016", $"Tệp tải lên {Id(damaged)} không khớp giá trị băm đã khai báo.");
        await third.Refused(HttpStatusCode.NotFound, "UPL-0001", "Không tìm thấy lượt tải lên này.");
        await fourth.Refused(HttpStatusCode.UnprocessableEntity, "UPL-0018", "Content-Location \"/khong/phai\" không phải địa chỉ của một lượt tải lên.");
    }

    [Fact]
    public async Task A_restart_changes_nothing()
    {
        using var before = await app.Api("G22");
        var path = await before.Begin(Pdf.Length);
        (await before.Append(path, 0, Pdf[..150_000])).Dispose();

        await app.Restart();

        using var client = await app.Api("G22");
        Assert.Equal(150_000, await client.Kept(path));
        using var rest = await client.Append(path, 150_000, Pdf[150_000..]);
        Assert.Equal(HttpStatusCode.NoContent, rest.StatusCode);
        using var answer = await client.PostAsync(Calls.Packets, Packet(Agencies.NextNumber(), path));
        await answer.Json(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_has_expired_is_refused_and_swept_with_its_bytes()
    {
        using var client = await app.Api("G12");
        var expired = await client.Begin(10);
        app.Clock.Advance(TimeSpan.FromHours(25));
        try
        {
            using var again = await app.Api("G12");
            var live = await again.Begin(10);
            var stray = Path.Combine(app.Database.DataFolder, "uploads", Guid.NewGuid().ToString("N") + ".part");
            await File.WriteAllTextAsync(stray, "left by a crash");
            File.SetLastWriteTimeUtc(stray, app.Clock.GetUtcNow().UtcDateTime.AddHours(-30));

            using var asked = await again.SendAsync(TusCalls.Request(HttpMethod.Head, expired));
            using var appended = await again.Append(expired, 0, [1]);
            var swept = await app.In<SweepUploads, int>(s => s.Handle(CancellationToken.None));

            Assert.Equal(HttpStatusCode.Gone, asked.StatusCode);
            await appended.Refused(HttpStatusCode.Gone, "UPL-0002", "Lượt tải lên đã hết hạn; hãy bắt đầu lượt mới.");
            Assert.True(swept >= 2, $"{swept} were swept.");
            Assert.False(File.Exists(stray));
            Assert.Equal(0, await again.Kept(live));
            Assert.False(await app.In<ExchangeDb, bool>(db => db.Uploads.AnyAsync(u => u.Id == new UploadId(Id(expired)))));
            Assert.Empty(Directory.GetFiles(Path.Combine(app.Database.DataFolder, "uploads"), Id(expired).ToString("N") + "*"));
        }
        finally
        {
            app.Clock.Set(TestClock.Start);
        }
    }

    private static Guid Id(string path) => Guid.Parse(path[(path.LastIndexOf('/') + 1)..]);

    private static MultipartFormDataContent Packet(string number, string location)
    {
        var text = Encoding.UTF8.GetString(Agencies.Document("G22", ["H41"], number, shape: new PacketShape { Zip = false }, change: t => t.Files[0] = new PacketFile("van-ban.pdf", Pdf, ContentId: "tep-1")));
        var bare = text[..text.IndexOf("<AttachmentEncoded", StringComparison.Ordinal)] + text[(text.IndexOf("</AttachmentEncoded>", StringComparison.Ordinal) + "</AttachmentEncoded>".Length)..];
        var file = Calls.Body([], "application/pdf");
        file.Headers.TryAddWithoutValidation("Content-Location", location);
        return new MultipartFormDataContent
        {
            { Calls.Body(Encoding.UTF8.GetBytes(bare)), "packet", "van-ban.edxml" },
            { file, "tep-1", "van-ban.pdf" },
        };
    }
}

public sealed class UploadedPacketsOnSqlite(SqliteApp app) : UploadedPacketTests(app), IClassFixture<SqliteApp>;

public sealed class UploadedPacketsOnPostgres(PostgresApp app) : UploadedPacketTests(app), IClassFixture<PostgresApp>;
