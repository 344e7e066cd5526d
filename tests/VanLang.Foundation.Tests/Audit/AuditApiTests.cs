using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data;
using VanLang.Data.Audit;
using VanLang.Data.Audit.Merkle;
using VanLang.Kernel;
using VanLang.Testing;

namespace VanLang.Foundation.Tests.Audit;

/// <summary>What a stranger who distrusts the platform can do: keep checkpoints, and check that what comes later fits them.</summary>
public abstract class AuditApiTests(TestApp app)
{
    [Fact]
    public async Task A_stranger_checks_signature_growth_and_an_entry_with_published_things_only()
    {
        using var stranger = app.Anonymous();
        await Write(3);
        var first = await NoteAfter(stranger, 2);
        await Write(5);
        var second = await NoteAfter(stranger, first.Size);

        var keys = JsonDocument.Parse(await stranger.GetStringAsync("/api/audit/v1/keys")).RootElement.GetProperty("keys");
        var jwk = keys.EnumerateArray().Single(k => k.GetProperty("kid").GetString() == second.Kid);
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Base64Url.DecodeFromChars(jwk.GetProperty("x").GetString()), Y = Base64Url.DecodeFromChars(jwk.GetProperty("y").GetString()) } });
        Assert.True(key.VerifyData(second.Body, second.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

        var growth = await Json(stranger, $"/api/audit/v1/proof/consistency?from={first.Size}&to={second.Size}");
        Assert.True(MerkleTree.VerifyConsistency(first.Size, first.Root, second.Size, second.Root, Path(growth)));

        var place = first.Size;
        var inclusion = await Json(stranger, $"/api/audit/v1/proof/inclusion?seq={place}&size={second.Size}");
        await using var scope = app.Services.CreateAsyncScope();
        var entry = (await AuditTables.EntryAt(scope.ServiceProvider.GetRequiredService<AuditDb>(), "n1", place, CancellationToken.None))!;
        Assert.True(MerkleTree.VerifyInclusion(MerkleTree.Leaf(entry.Row.Recompute(entry.Module)), place, second.Size, Path(inclusion), second.Root));
        Assert.DoesNotContain(entry.Row.ActorName, inclusion.GetRawText());
    }

    [Fact]
    public async Task The_running_server_seals_within_two_seconds_and_keeps_the_note_in_its_file()
    {
        using var stranger = app.Anonymous();
        await Write(1);
        var note = await NoteAfter(stranger, 0);

        var file = System.IO.Path.Combine(app.Database.DataFolder, "checkpoints", "n1.log");
        await Poll.Until(async () => (await File.ReadAllTextAsync(file)).Contains(note.Text, StringComparison.Ordinal), "the note in the file");
    }

    [Theory]
    [InlineData("/api/audit/v1/checkpoint?node=n9", HttpStatusCode.NotFound, "AUD-0001", "Nhật ký kiểm toán n9 chưa có điểm kiểm nào như vậy.")]
    [InlineData("/api/audit/v1/proof/inclusion?seq=-1", HttpStatusCode.NotFound, "AUD-0002", "Không có mục kiểm toán ở vị trí -1.")]
    [InlineData("/api/audit/v1/proof/consistency?from=2&to=1", HttpStatusCode.UnprocessableEntity, "AUD-0003", "Kích thước phải theo thứ tự 0 ≤ from ≤ to ≤")]
    [InlineData("/api/audit/v1/proof/inclusion?seq=0&size=999999999", HttpStatusCode.UnprocessableEntity, "AUD-0004", "Kích thước phải lớn hơn vị trí và không quá")]
    public async Task What_cannot_be_proved_is_refused_with_its_code(string url, HttpStatusCode status, string code, string sentence)
    {
        using var stranger = app.Anonymous();
        await Write(1);
        await NoteAfter(stranger, 0);

        var answer = await stranger.GetAsync(url);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.StartsWith(sentence, problem.GetProperty("detail").GetString());
    }

    private async Task Write(int acts)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = app.Services.GetServices<ModuleDatabase>().Single(m => m.Module == "exchange").Open(scope.ServiceProvider);
        for (var i = 0; i < acts; i++)
        {
            db.Audit(Actor.Platform("Trần Văn Bình"), "exchange.packet.accepted", $"{i}/BTTTT-CĐS");
        }

        await db.SaveChangesAsync();
    }

    private static async Task<Kept> NoteAfter(HttpClient client, long size) => (await Poll.Until(
        async () =>
        {
            var answer = await client.GetAsync("/api/audit/v1/checkpoint");
            return answer.IsSuccessStatusCode ? Kept.Of(await answer.Content.ReadAsStringAsync()) : null;
        },
        note => note?.Size > size,
        $"a checkpoint over more than {size} entries"))!;

    private static async Task<JsonElement> Json(HttpClient client, string url) => JsonDocument.Parse(await client.GetStringAsync(url)).RootElement;

    private static List<byte[]> Path(JsonElement proof) => [.. proof.GetProperty("path").EnumerateArray().Select(p => p.GetBytesFromBase64())];

    /// <summary>A note as a stranger reads it: by its lines.</summary>
    private sealed record Kept(string Text, long Size, byte[] Root, string Kid, byte[] Body, byte[] Signature)
    {
        public static Kept Of(string text)
        {
            var lines = text.Split('\n');
            Assert.Equal("vanlang/n1", lines[0]);
            return new Kept(
                text,
                long.Parse(lines[1]),
                Convert.FromBase64String(lines[2]),
                lines[5]["key ".Length..],
                System.Text.Encoding.UTF8.GetBytes(text[..(text.IndexOf("\n\n", StringComparison.Ordinal) + 1)]),
                Convert.FromBase64String(lines[7].Split(' ')[2])[4..]);
        }
    }
}

public sealed class AuditApiOnSqlite(SqliteApp app) : AuditApiTests(app), IClassFixture<SqliteApp>;

public sealed class AuditApiOnPostgres(PostgresApp app) : AuditApiTests(app), IClassFixture<PostgresApp>;
