using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using VanLang.Exchange.Tests.Api;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Uploads;

/// <summary>TUS 1.0.0 as a stranger's client speaks it.</summary>
public abstract class UploadProtocolTests(TestApp app)
{
    private static readonly byte[] File = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7 % 251))];

    private string Folder => Path.Combine(app.Database.DataFolder, "uploads");

    [Fact]
    public async Task The_server_says_what_it_can()
    {
        using var client = await app.Api("G22");
        using var request = new HttpRequestMessage(HttpMethod.Options, TusCalls.Root);

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("1.0.0", answer.Header("Tus-Version"));
        Assert.Equal("creation,creation-with-upload,checksum,expiration,termination", answer.Header("Tus-Extension"));
        Assert.Equal("sha256", answer.Header("Tus-Checksum-Algorithm"));
        Assert.Equal("2147483648", answer.Header("Tus-Max-Size"));
    }

    [Fact]
    public async Task A_file_comes_in_pieces_and_its_offset_is_known_after_each()
    {
        using var client = await app.Api("G22");
        var path = await client.Begin(File.Length, $"filename {TusCalls.Base64("tệp lớn.pdf")}");

        using var first = await client.Append(path, 0, File[..100_000], ("Upload-Checksum", TusCalls.Checksum(File[..100_000])));
        var kept = await client.Kept(path);
        using var second = await client.Append(path, 100_000, File[100_000..]);

        Assert.Equal((HttpStatusCode.NoContent, "100000"), (first.StatusCode, first.Header("Upload-Offset")));
        Assert.Equal(100_000, kept);
        Assert.Equal((HttpStatusCode.NoContent, "300000"), (second.StatusCode, second.Header("Upload-Offset")));
        Assert.Equal("1.0.0", second.Header("Tus-Resumable"));
        var expires = DateTimeOffset.ParseExact(second.Header("Upload-Expires")!, "R", CultureInfo.InvariantCulture);
        Assert.InRange(expires - app.Clock.GetUtcNow(), TimeSpan.FromHours(23.9), TimeSpan.FromHours(24.1));
        Assert.Equal(File, await System.IO.File.ReadAllBytesAsync(Directory.GetFiles(Folder, Name(path) + "*").Single()));
    }

    [Fact]
    public async Task The_first_piece_may_come_with_the_creation()
    {
        using var client = await app.Api("G22");
        using var request = TusCalls.Request(HttpMethod.Post, TusCalls.Root, ("Upload-Length", TusCalls.Number(File.Length)), ("Upload-Checksum", TusCalls.Checksum(File[..50_000]))).With(File[..50_000]);

        using var answer = await client.SendAsync(request);

        Assert.Equal((HttpStatusCode.Created, "50000"), (answer.StatusCode, answer.Header("Upload-Offset")));
        Assert.Equal(50_000, await client.Kept(answer.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task A_first_piece_that_is_damaged_leaves_an_upload_to_go_on_with()
    {
        using var client = await app.Api("G22");
        using var request = TusCalls.Request(HttpMethod.Post, TusCalls.Root, ("Upload-Length", TusCalls.Number(File.Length)), ("Upload-Checksum", TusCalls.Checksum([1]))).With(File[..50_000]);

        using var answer = await client.SendAsync(request);

        await answer.Refused((HttpStatusCode)460, "UPL-0009", "Đoạn tải lên không khớp Upload-Checksum và đã bị bỏ; hãy gửi lại đoạn này.");
        Assert.Equal(0, await client.Kept(answer.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task A_damaged_piece_is_dropped_and_may_be_sent_again()
    {
        using var client = await app.Api("G22");
        var path = await client.Begin(File.Length);

        using var wrong = await client.Append(path, 0, File[..1000], ("Upload-Checksum", TusCalls.Checksum(File[..999])));
        using var strange = await client.Append(path, 0, File[..1000], ("Upload-Checksum", "md5 AAAA"));
        using var right = await client.Append(path, 0, File[..1000], ("Upload-Checksum", TusCalls.Checksum(File[..1000])));

        await wrong.Refused((HttpStatusCode)460, "UPL-0009", "Đoạn tải lên không khớp Upload-Checksum và đã bị bỏ; hãy gửi lại đoạn này.");
        await strange.Refused(HttpStatusCode.UnprocessableEntity, "UPL-0008", "Không đọc được Upload-Checksum \"md5 AAAA\"; hãy gửi sha256 và giá trị base64.");
        Assert.Equal("1000", right.Header("Upload-Offset"));
    }

    [Fact]
    public async Task A_piece_for_another_place_is_refused_with_the_right_one()
    {
        using var client = await app.Api("G22");
        var path = await client.Begin(File.Length);
        (await client.Append(path, 0, File[..500])).Dispose();

        using var answer = await client.Append(path, 400, File[400..]);

        await answer.Refused(HttpStatusCode.Conflict, "UPL-0010", "Upload-Offset 400 không đúng chỗ: máy chủ đã giữ 500 byte.");
    }

    [Fact]
    public async Task More_than_was_announced_is_refused_and_the_rest_still_fits()
    {
        using var client = await app.Api("G22");
        var path = await client.Begin(1000);

        using var answer = await client.Append(path, 0, File[..1001]);

        await answer.Refused(HttpStatusCode.RequestEntityTooLarge, "UPL-0013", "Nội dung gửi vượt độ dài 1000 byte đã khai báo.");
        Assert.Equal(0, await client.Kept(path));
    }

    [Fact]
    public async Task What_a_cut_connection_brought_is_kept()
    {
        using var client = await app.Api("G22");
        var path = await client.Begin(File.Length);

        await Cut(path, "", File[..120_000]);

        var kept = await Poll.Until(() => client.Kept(path), kept => kept > 0, "the bytes that came are kept");
        Assert.InRange(kept, 65_536, 120_000);
        await Poll.Until(async () => (await client.Append(path, kept, File[(int)kept..])).StatusCode == HttpStatusCode.NoContent, "the rest is taken");
        Assert.Equal(File, await System.IO.File.ReadAllBytesAsync(Directory.GetFiles(Folder, Name(path) + "*").Single()));
    }

    [Fact]
    public async Task A_piece_with_a_checksum_is_taken_whole_or_not_at_all()
    {
        using var client = await app.Api("G22");
        var path = await client.Begin(File.Length);

        await Cut(path, $"Upload-Checksum: {TusCalls.Checksum(File)}\r\n", File[..120_000]);

        await Poll.Until(async () => (await client.Append(path, 0, File)).StatusCode == HttpStatusCode.NoContent, "the upload is free again and stands at its beginning");
        Assert.Equal(File.Length, await client.Kept(path));
    }

    [Fact]
    public async Task Bytes_behind_the_durable_mark_are_written_again()
    {
        using var client = await app.Api("G22");
        var path = await client.Begin(File.Length);
        (await client.Append(path, 0, File[..1000])).Dispose();
        await System.IO.File.AppendAllTextAsync(Directory.GetFiles(Folder, Name(path) + "*").Single(), "bytes of a server that was killed before its sync");

        using var answer = await client.Append(path, 1000, File[1000..]);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(File, await System.IO.File.ReadAllBytesAsync(Directory.GetFiles(Folder, Name(path) + "*").Single()));
    }

    [Fact]
    public async Task Bytes_that_are_no_longer_there_are_said_to_be_gone()
    {
        using var client = await app.Api("G22");
        var path = await client.Begin(File.Length);
        (await client.Append(path, 0, File[..1000])).Dispose();
        System.IO.File.Delete(Directory.GetFiles(Folder, Name(path) + "*").Single());

        using var answer = await client.Append(path, 1000, File[1000..]);

        await answer.Refused(HttpStatusCode.Gone, "UPL-0003", "Nội dung đã tải lên không còn đủ trên máy chủ; hãy bắt đầu lượt mới.");
    }

    [Fact]
    public async Task Two_writers_at_once_are_not_let_in()
    {
        using var client = await app.Api("G22");
        var path = await client.Begin(File.Length);
        await using var held = new FileStream(Directory.GetFiles(Folder, Name(path) + "*").Single(), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        using var answer = await client.Append(path, 0, File);

        await answer.Refused(HttpStatusCode.Locked, "UPL-0011", "Lượt tải lên đang được ghi bởi một yêu cầu khác.");
    }

    [Fact]
    public async Task Another_agency_does_not_find_it()
    {
        using var owner = await app.Api("G22");
        using var other = await app.Api("H41");
        var path = await owner.Begin(File.Length);

        using var head = await other.SendAsync(TusCalls.Request(HttpMethod.Head, path));
        using var patch = await other.Append(path, 0, File);
        using var delete = await other.SendAsync(TusCalls.Request(HttpMethod.Delete, path));

        Assert.Equal(HttpStatusCode.NotFound, head.StatusCode);
        await patch.Refused(HttpStatusCode.NotFound, "UPL-0001", "Không tìm thấy lượt tải lên này.");
        await delete.Refused(HttpStatusCode.NotFound, "UPL-0001", "Không tìm thấy lượt tải lên này.");
        Assert.Equal(0, await owner.Kept(path));
    }

    [Fact]
    public async Task Nobody_uploads_without_a_token()
    {
        using var nobody = app.Anonymous();

        using var answer = await nobody.SendAsync(TusCalls.Request(HttpMethod.Post, TusCalls.Root, ("Upload-Length", "10")));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task An_upload_that_is_thrown_away_is_gone_with_its_bytes()
    {
        using var client = await app.Api("G22");
        var path = await client.Upload(File);

        using var deleted = await client.SendAsync(TusCalls.Request(HttpMethod.Delete, path));
        using var asked = await client.SendAsync(TusCalls.Request(HttpMethod.Head, path));

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, asked.StatusCode);
        Assert.Empty(Directory.GetFiles(Folder, Name(path) + "*"));
    }

    [Fact]
    public async Task Requests_that_do_not_speak_the_protocol_are_told_how()
    {
        using var client = await app.Api("G22");
        var path = await client.Begin(10);

        using var version = await client.SendAsync(new HttpRequestMessage(HttpMethod.Post, TusCalls.Root));
        using var length = await client.SendAsync(TusCalls.Request(HttpMethod.Post, TusCalls.Root, ("Upload-Length", "many")));
        using var large = await client.SendAsync(TusCalls.Request(HttpMethod.Post, TusCalls.Root, ("Upload-Length", "2147483649")));
        using var metadata = await client.SendAsync(TusCalls.Request(HttpMethod.Post, TusCalls.Root, ("Upload-Length", "10"), ("Upload-Metadata", "a ?")));
        using var firstType = await client.SendAsync(TusCalls.Request(HttpMethod.Post, TusCalls.Root, ("Upload-Length", "10")).With([1], "application/pdf"));
        using var type = await client.SendAsync(TusCalls.Request(HttpMethod.Patch, path, ("Upload-Offset", "0")).With([1], "application/pdf"));
        using var offset = await client.SendAsync(TusCalls.Request(HttpMethod.Patch, path, ("Upload-Offset", "-1")).With([1]));
        using var strange = await client.SendAsync(TusCalls.Request(HttpMethod.Patch, $"{TusCalls.Root}/{Guid.NewGuid()}", ("Upload-Offset", "0")).With([1]));

        await version.Refused(HttpStatusCode.PreconditionFailed, "UPL-0004", "Thiếu tiêu đề Tus-Resumable: 1.0.0.");
        Assert.Equal("1.0.0", version.Header("Tus-Version"));
        await length.Refused(HttpStatusCode.UnprocessableEntity, "UPL-0005", "Upload-Length phải là số byte, từ 1.");
        await large.Refused(HttpStatusCode.RequestEntityTooLarge, "UPL-0006", "Tệp dài 2147483649 byte; mỗi lượt tải lên tối đa 2147483648 byte.");
        await metadata.Refused(HttpStatusCode.UnprocessableEntity, "UPL-0007", "Không đọc được tiêu đề Upload-Metadata.");
        await firstType.Refused(HttpStatusCode.UnsupportedMediaType, "UPL-0012", "Đoạn tải lên phải có kiểu application/offset+octet-stream.");
        await type.Refused(HttpStatusCode.UnsupportedMediaType, "UPL-0012", "Đoạn tải lên phải có kiểu application/offset+octet-stream.");
        await offset.Refused(HttpStatusCode.UnprocessableEntity, "UPL-0017", "Upload-Offset phải là số byte, từ 0.");
        await strange.Refused(HttpStatusCode.NotFound, "UPL-0001", "Không tìm thấy lượt tải lên này.");
    }

    [Fact]
    public async Task One_agency_cannot_fill_the_disk()
    {
        using var client = await app.Api("H17");
        const long two = 2L << 30;
        var paths = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            paths.Add(await client.Begin(two));
        }

        using var over = await client.SendAsync(TusCalls.Request(HttpMethod.Post, TusCalls.Root, ("Upload-Length", "1")));
        (await client.SendAsync(TusCalls.Request(HttpMethod.Delete, paths[0]))).Dispose();
        var again = await client.Begin(1);

        await over.Refused(HttpStatusCode.TooManyRequests, "UPL-0014", $"Các lượt tải lên đang mở của cơ quan đã dùng {4 * two} trong {4 * two} byte; hãy gửi gói tin hoặc xóa bớt.");
        Assert.NotEmpty(again);
        foreach (var path in paths.Skip(1).Append(again))
        {
            (await client.SendAsync(TusCalls.Request(HttpMethod.Delete, path))).Dispose();
        }
    }

    private static string Name(string path) => Guid.Parse(path[(path.LastIndexOf('/') + 1)..]).ToString("N");

    // A client that dies in the middle: it announces all and sends a part.
    private async Task Cut(string path, string headers, byte[] sent)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(app.Address.Host, app.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"PATCH {path} HTTP/1.1\r\nHost: {app.Address.Authority}\r\nAuthorization: Bearer {await app.Token("G22")}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: {File.Length}\r\n{headers}\r\n"));
        await stream.WriteAsync(sent);
        await stream.FlushAsync();
        // The server has begun to write, so that the cut falls into the middle of its work.
        await Poll.Until(() => Task.FromResult(new FileInfo(Directory.GetFiles(Folder, Name(path) + "*").Single()).Length), length => length >= 65_536, "the server has begun to write");
    }
}

public sealed class UploadProtocolOnSqlite(SqliteApp app) : UploadProtocolTests(app), IClassFixture<SqliteApp>;

public sealed class UploadProtocolOnPostgres(PostgresApp app) : UploadProtocolTests(app), IClassFixture<PostgresApp>;
