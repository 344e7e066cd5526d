using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Audit;
using VanLang.Data.Audit.Witnesses;
using VanLang.Data.Keys;
using VanLang.Kernel;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Foundation.Tests.Audit;

/// <summary>Who may put a signature under our checkpoints, and what auditors and managers of the platform see of it.</summary>
public abstract class WitnessApiTests(TestApp app)
{
    private const string Cosignatures = "/api/audit/v1/cosignatures";
    private const string Form = "form:has(textarea)";
    private static int next;

    [Fact]
    public async Task A_registered_witness_signs_once_and_its_line_is_published()
    {
        using var stranger = app.Anonymous();
        var (key, half, name) = await Registered();
        using var owned = key;
        var note = await Note(stranger);
        var seconds = TestClock.Start.ToUnixTimeSeconds();
        var line = CosignedNote.Line(name, half, seconds, key.SignData(CosignedNote.Message(note.Body, seconds), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

        var first = await Post(stranger, Cosignatures, note.Body + "\n" + line);
        var again = await Post(stranger, Cosignatures, note.Body + "\n" + line);
        var published = CosignedNote.Parse(await stranger.GetStringAsync($"/api/audit/v1/checkpoint?size={note.Size}"))!;

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (first.Status, again.Status));
        Assert.Equal(seconds, published.By(half)!.Value.Seconds);
        Assert.Equal(1, await app.In<AuditDb, int>(db => db.Cosignatures.CountAsync(c => c.Kid == half.Kid)));
    }

    [Fact]
    public async Task What_no_registered_witness_signed_is_refused()
    {
        using var stranger = app.Anonymous();
        var (key, half, name) = await Registered();
        using var owned = key;
        using var unknown = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var note = await Note(stranger);
        string Line(ECDsa by, PublicKey under, string body) => CosignedNote.Line(name, under, 1, by.SignData(CosignedNote.Message(body, 1), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

        var garbage = await Post(stranger, Cosignatures, "không phải điểm kiểm");
        var huge = await Post(stranger, Cosignatures, new string('x', 100_000));
        var foreign = await Post(stranger, Cosignatures, note.Body + "\n" + Line(unknown, half, note.Body));
        var otherTime = await Post(stranger, Cosignatures, note.Body + "\n" + CosignedNote.Line(name, half, 2, key.SignData(CosignedNote.Message(note.Body, 1), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
        var bent = note.Body.Replace("\nhead ", "\nhead A", StringComparison.Ordinal);
        var otherBody = await Post(stranger, Cosignatures, bent + "\n" + Line(key, half, bent));
        var refusal = await Post(stranger, "/api/audit/v1/refusals", "witness-refusal/1\nn1\nsplit-view\n1\nYQ==\nYg==\n\n— " + name + " AAAAAAAA\n");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "AUD-0009", "Nội dung không phải là một điểm kiểm có chữ ký."), garbage);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, huge.Status);
        Assert.Equal((HttpStatusCode.Forbidden, "AUD-0010", "Không có chữ ký đúng của bên làm chứng nào đã đăng ký."), foreign);
        Assert.Equal(HttpStatusCode.Forbidden, otherTime.Status);
        Assert.Equal((HttpStatusCode.NotFound, "AUD-0001"), (otherBody.Status, otherBody.Code));
        Assert.Equal((HttpStatusCode.Forbidden, "AUD-0010"), (refusal.Status, refusal.Code));
        Assert.Equal(0, await app.In<AuditDb, int>(db => db.Cosignatures.CountAsync(c => c.Kid == half.Kid)));
    }

    [Theory]
    [InlineData("Nghệ An", null, "AUD-0006", "Tên bên làm chứng có từ 2 đến 59 chữ thường, số, dấu chấm, gạch nối hoặc gạch chéo.")]
    [InlineData("nghean", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "AUD-0007", "Hãy dán khóa công khai P-256 dạng PEM (BEGIN PUBLIC KEY).")]
    [InlineData("nghean", "", "AUD-0007", "Hãy dán khóa công khai P-256 dạng PEM (BEGIN PUBLIC KEY).")]
    public async Task A_name_or_key_of_the_wrong_form_is_refused(string name, string? pem, string code, string sentence)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var refused = await Register(name, pem ?? key.ExportSubjectPublicKeyInfoPem());

        Assert.False(refused.IsOk);
        Assert.Equal((code, sentence), (refused.Error.Code, refused.Error.Sentence("vi")));
    }

    [Fact]
    public async Task A_private_key_or_one_of_another_curve_is_not_taken_and_nobody_is_registered_twice()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = "twice-" + Interlocked.Increment(ref next);
        Assert.True((await Register(name, key.ExportSubjectPublicKeyInfoPem())).IsOk);

        var outcomes = new[] { await Register("other-curve", p384.ExportSubjectPublicKeyInfoPem()), await Register("private", key.ExportPkcs8PrivateKeyPem()), await Register(name, key.ExportSubjectPublicKeyInfoPem()) };

        Assert.Equal(["AUD-0007", "AUD-0007", "AUD-0008"], outcomes.Select(o => o.Error.Code));
    }

    [Fact]
    public async Task Verify_names_a_signature_of_a_witness_that_was_bent()
    {
        using var stranger = app.Anonymous();
        var (key, half, name) = await Registered();
        using var owned = key;
        var note = await Note(stranger);
        await Post(stranger, Cosignatures, note.Body + "\n" + CosignedNote.Line(name, half, 1_700_000_000, key.SignData(CosignedNote.Message(note.Body, 1_700_000_000), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
        Assert.True((await Verify()).IsGood);

        foreach (var seconds in new[] { 1_700_000_001L, 1_700_000_000L })
        {
            await app.In<AuditDb, int>(db => db.Cosignatures.Where(c => c.Kid == half.Kid).ExecuteUpdateAsync(s => s.SetProperty(c => c.At, DateTimeOffset.FromUnixTimeSeconds(seconds))));
            var report = await Verify();
            Assert.Equal(seconds == 1_700_000_000, report.IsGood);
            Assert.All(report.Faults, f => Assert.Equal(("audit.cosignatures", $"n1/{note.Size}/{half.Kid}"), (f.Table, f.Key)));
        }
    }

    [Fact]
    public async Task The_page_shows_witnesses_to_auditors_and_takes_them_from_managers_of_the_platform()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = "page-" + Interlocked.Increment(ref next);
        using var manager = await app.SignIn("quantri.hethong");
        using var auditor = await app.SignIn("kiemtoan");

        var form = (await manager.Get("/admin/witnesses")).Renders("Điểm kiểm và bên làm chứng").IsWellMade();
        var wrong = await manager.Submit(form, Form, ("Input.Name", "Tên Sai"), ("Input.Key", "x"));
        var taken = await manager.Submit(form, Form, ("Input.Name", name), ("Input.Key", key.ExportSubjectPublicKeyInfoPem()));
        var seen = (await auditor.Get("/admin/witnesses")).Renders("Điểm kiểm và bên làm chứng").IsWellMade();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        wrong.Says("Tên bên làm chứng có từ 2 đến 59 chữ thường", "Hãy dán khóa công khai P-256");
        Assert.Equal("/admin/witnesses", taken.Location);
        seen.Says(name, "chưa ký lần nào");
        Assert.Empty(seen.Document.QuerySelectorAll("textarea"));
        Assert.Equal(1, await app.In<AuditDb, int>(db => db.AuditRows.CountAsync(r => r.Action == "audit.witness.registered" && r.Subject == name)));
    }

    [Fact]
    public async Task The_page_asks_as_many_commands_with_many_checkpoints_as_with_few()
    {
        using var auditor = await app.SignIn("kiemtoan");
        await auditor.Get("/admin/witnesses");
        var few = (await auditor.Get("/admin/witnesses")).Commands.Count;
        using var stranger = app.Anonymous();
        for (var i = 0; i < 3; i++)
        {
            await Registered();
            await Note(stranger);
        }

        var many = (await auditor.Get("/admin/witnesses")).Commands.Count;

        Assert.Equal(few, many);
    }

    private async Task<(ECDsa Key, PublicKey Half, string Name)> Registered()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = "witness-" + Interlocked.Increment(ref next);
        var witness = await Register(name, key.ExportSubjectPublicKeyInfoPem());
        return (key, witness.Value.Key, name);
    }

    private Task<Result<Witness>> Register(string name, string pem) =>
        app.In<RegisterWitness, Result<Witness>>(r => r.Handle(new RegisterWitness.Input(name, pem), Actor.Platform("Quản trị"), CancellationToken.None));

    private Task<VerificationReport> Verify() => app.Services.GetRequiredService<AuditVerification>().Run([], null, CancellationToken.None);

    // Whatever was written is sealed by then, or soon.
    private static async Task<CosignedNote> Note(HttpClient client) => (await Poll.Until(
        async () =>
        {
            var answer = await client.GetAsync("/api/audit/v1/checkpoint");
            return answer.IsSuccessStatusCode ? CosignedNote.Parse(await answer.Content.ReadAsStringAsync()) : null;
        },
        n => n is not null,
        "a checkpoint"))!;

    private static async Task<(HttpStatusCode Status, string? Code, string? Sentence)> Post(HttpClient client, string address, string text)
    {
        using var answer = await client.PostAsync(address, new StringContent(text, Encoding.UTF8, "text/plain"));
        var body = await answer.Content.ReadAsStringAsync();
        if (body.Length == 0)
        {
            return (answer.StatusCode, null, null);
        }

        var problem = JsonDocument.Parse(body).RootElement;
        return (answer.StatusCode, problem.GetProperty("code").GetString(), problem.TryGetProperty("detail", out var detail) ? detail.GetString() : null);
    }
}

public sealed class WitnessApiOnSqlite(SqliteApp app) : WitnessApiTests(app), IClassFixture<SqliteApp>;

public sealed class WitnessApiOnPostgres(PostgresApp app) : WitnessApiTests(app), IClassFixture<PostgresApp>;
