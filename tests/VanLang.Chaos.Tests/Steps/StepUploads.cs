using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Data.Sqlite;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Testing;

namespace VanLang.Chaos.Tests.Steps;

/// <summary>A file that comes in pieces, the packet that takes it in, and its end.</summary>
internal sealed class StepUploads(ServerProcess server, StepPackets packets, CancellationToken ct)
{
    private readonly List<string> begun = [];

    /// <summary>Uploads of which the server says that it has bytes which the disk has not.</summary>
    public async Task<IReadOnlyList<string>> Broken()
    {
        var broken = new List<string>();
        foreach (var location in begun)
        {
            var kept = -1L;
            await packets.Sender.Once(() => Tus(HttpMethod.Head, location), ct, a => kept = a.Headers.TryGetValues("Upload-Offset", out var at) ? long.Parse(at.First(), CultureInfo.InvariantCulture) : -1);
            var file = new FileInfo(Path.Combine(server.Database.DataFolder, "uploads", Guid.Parse(location[(location.LastIndexOf('/') + 1)..]).ToString("N") + ".part"));
            if (kept > 0 && (!file.Exists || file.Length < kept))
            {
                broken.Add($"{location}: {kept} bytes were promised, the disk has {(file.Exists ? file.Length : -1)}");
            }
        }

        return broken;
    }

    public async Task Whole(string step)
    {
        var text = packets.Text(step, out var number);
        var pdf = text.Files[0].Content;
        if (await Begin(pdf.Length) is not { } location)
        {
            return;
        }

        await packets.Sender.Once(() => Tus(HttpMethod.Patch, location, pdf, 0), ct);
        var (status, body) = await packets.Sender.Once(() => Packet(text, location), ct);
        if (status is HttpStatusCode.Created)
        {
            // What was stored is the packet with the file laid in: its digest is the receipt's.
            var answer = System.Text.Json.JsonDocument.Parse(body).RootElement;
            var claims = System.Text.Json.JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(answer.GetProperty("receipt").GetString()!.Split('.')[1])).RootElement;
            packets.Take(packets.Owe([], number, claims.GetProperty("digest").GetString()!), status, body);
        }

        await packets.Sender.Once(() => Tus(HttpMethod.Delete, location), ct);
    }

    public async Task<string?> Begin(long length)
    {
        string? location = null;
        await packets.Sender.Once(() =>
        {
            var request = Tus(HttpMethod.Post, "/api/exchange/v1/uploads");
            request.Headers.Add("Upload-Length", length.ToString(CultureInfo.InvariantCulture));
            return request;
        }, ct, answer => location = answer.Headers.Location?.ToString());
        if (location is not null)
        {
            begun.Add(location);
        }

        return location;
    }

    public static HttpRequestMessage Tus(HttpMethod method, string url, byte[]? piece = null, long offset = 0)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        if (piece is not null)
        {
            request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
            request.Content = new ByteArrayContent(piece) { Headers = { ContentType = new MediaTypeHeaderValue("application/offset+octet-stream") } };
        }

        return request;
    }

    /// <summary>The packet without its file, which lies at an upload's address.</summary>
    public static HttpRequestMessage Packet(PacketText text, string location)
    {
        var whole = Encoding.UTF8.GetString(text.Write(new PacketShape { Zip = false }));
        var bare = whole[..whole.IndexOf("<AttachmentEncoded", StringComparison.Ordinal)] + whole[(whole.IndexOf("</AttachmentEncoded>", StringComparison.Ordinal) + "</AttachmentEncoded>".Length)..];
        return new HttpRequestMessage(HttpMethod.Post, "/api/exchange/v1/packets") { Content = Multipart(bare, location) };
    }

    private static MultipartFormDataContent Multipart(string packet, string location)
    {
        var file = new ByteArrayContent([]) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } };
        file.Headers.TryAddWithoutValidation("Content-Location", location);
        var head = new ByteArrayContent(Encoding.UTF8.GetBytes(packet)) { Headers = { ContentType = new MediaTypeHeaderValue("application/edxml+xml") } };
        return new MultipartFormDataContent { { head, "packet", "van-ban.edxml" }, { file, "tep-1", "van-ban.pdf" } };
    }

    public async Task Expire()
    {
        if (server.Database.Postgres is { } postgres)
        {
            await using var connection = new Npgsql.NpgsqlConnection(postgres + ";Pooling=false");
            await connection.OpenAsync(ct);
            await using var command = new Npgsql.NpgsqlCommand("UPDATE exchange.uploads SET expires_at = now() - interval '1 day'", connection);
            await command.ExecuteNonQueryAsync(ct);
            return;
        }

        await using var file = new SqliteConnection($"Data Source={Path.Combine(server.Database.DataFolder, "exchange.db")};Pooling=False;Default Timeout=30");
        await file.OpenAsync(ct);
        await using var update = file.CreateCommand();
        update.CommandText = "UPDATE uploads SET expires_at = 1";
        await update.ExecuteNonQueryAsync(ct);
    }
}
