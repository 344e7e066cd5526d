using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Archives;
using VanLang.Data.Keys;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Archives;

/// <summary>The file itself: altered, cut short, missing, and checked without us.</summary>
public abstract class ArchiveFileTests(TestApp app)
{
    [Fact]
    public async Task One_altered_byte_is_found_and_archive_and_packet_are_named()
    {
        var sent = await app.Lay("2021-01");
        var file = app.File((await app.ArchiveOf("2021-01"))!.File!);
        var bytes = await File.ReadAllBytesAsync(file);
        var check = await Check(file);
        var place = check.Packets.Single().Offset + (sent.Packet.Size / 2);

        await Bent(file, bytes, place, async () =>
        {
            var fault = Assert.Single((await app.Verify()).Faults);
            Assert.Equal(("exchange.MonthArchive", "exchange-2021-01.tar"), (fault.Table, fault.Key));
            Assert.Equal($"the archive of 2021-01 is not what was written: packets/{sent.Packet.Digest}.edxml the content of packet {sent.Packet.Id.Value} is not what was archived", fault.En);
            Assert.StartsWith("tệp lưu trữ tháng 2021-01 không còn như khi ghi: ", fault.Vi, StringComparison.Ordinal);
            Agencies.Refused(await app.Open(sent.Packet, "G22"), "EXC-0033", "Nội dung lưu trữ của gói tin bị hỏng; quản trị hệ thống đã được báo.");
        });

        Assert.True((await app.Verify()).IsGood);
    }

    [Fact]
    public async Task Wherever_a_bit_flips_in_an_archive_verify_names_it()
    {
        const int Seed = 20261124;
        await app.Lay("2021-02");
        await app.Lay("2021-02");
        var file = app.File((await app.ArchiveOf("2021-02"))!.File!);
        var bytes = await File.ReadAllBytesAsync(file);
        var random = new Random(Seed);
        for (var i = 0; i < 12; i++)
        {
            var place = random.NextInt64(bytes.Length);
            await Bent(file, bytes, place, async () =>
            {
                var faults = (await app.Verify()).Faults;
                Assert.True(faults is [{ Key: "exchange-2021-02.tar" }], $"SEED {Seed}, byte {place}: {string.Join('\n', faults)}");
            });
        }
    }

    [Fact]
    public async Task What_is_signed_covers_the_list_and_the_list_covers_the_packets()
    {
        await app.Lay("2021-03");
        var file = app.File((await app.ArchiveOf("2021-03"))!.File!);
        var bytes = await File.ReadAllBytesAsync(file);
        var text = System.Text.Encoding.Latin1.GetString(bytes);

        foreach (var (part, entry) in new[] { ("\"position\":", "packets.jsonl"), ("\"madeAt\":", "manifest.json") })
        {
            await Bent(file, bytes, text.IndexOf(part, StringComparison.Ordinal) + 2, async () => Assert.Equal(entry, (await Check(file)).Faults[0].Entry));
        }

        // A key of another purpose has not signed it.
        var other = app.Services.GetRequiredService<KeyRing>().Public(KeyPurpose.Event);
        Assert.Equal("the manifest's signature is that of no receipt key of the axis", (await ArchiveReader.Check(file, other, CancellationToken.None)).Faults[0].En);

        // Cut short.
        await File.WriteAllBytesAsync(file, bytes[..(bytes.Length / 2)]);
        Assert.False((await Check(file)).IsGood);
        await File.WriteAllBytesAsync(file, bytes);
        Assert.True((await Check(file)).IsGood);
    }

    [Fact]
    public async Task A_missing_archive_is_named_and_the_API_answers_503_with_its_code_until_it_is_back()
    {
        var sent = await app.Lay("2021-04");
        var file = app.File((await app.ArchiveOf("2021-04"))!.File!);
        File.Move(file, file + ".away");
        using var client = await app.Api("G22");

        using var answer = await client.GetAsync(new Uri($"/api/exchange/v1/packets/{sent.Packet.Id.Value}", UriKind.Relative));
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        var fault = Assert.Single((await app.Verify()).Faults);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("EXC-1300", problem.GetProperty("code").GetString());
        Assert.Equal("Nội dung gói tin đã chuyển vào tệp lưu trữ exchange-2021-04.tar (tháng 2021-04), hiện không gắn với máy chủ; hãy đề nghị quản trị hệ thống gắn lại tệp này.", problem.GetProperty("detail").GetString());
        Assert.Equal("exchange.MonthArchive [exchange-2021-04.tar]", fault.Place);
        Assert.StartsWith("the archive of 2021-04 (1 packets, SHA-256 ", fault.En, StringComparison.Ordinal);
        File.Move(file + ".away", file);
        Assert.Equal(sent.Packet.Digest, await app.Read(sent.Packet, "G22"));
        Assert.True((await app.Verify()).IsGood);
    }

    [Fact]
    public async Task The_page_says_where_the_content_is_and_whether_it_can_be_opened()
    {
        var sent = await app.Lay("2021-05");
        var file = app.File((await app.ArchiveOf("2021-05"))!.File!);
        var url = $"/exchange/packets/{sent.Packet.Id.Value}";
        var browser = await app.SignIn("vanthu.g22");

        var here = (await browser.Get(url)).Text;
        File.Move(file, file + ".away");
        var away = (await browser.Get(url)).Text;
        File.Move(file + ".away", file);

        Assert.Contains("Nội dung đã lưu trữ theo tháng 05/2021, tệp exchange-2021-05.tar", here, StringComparison.Ordinal);
        Assert.Contains("Gói tin và tệp đính kèm được đọc từ tệp lưu trữ này", here, StringComparison.Ordinal);
        Assert.Contains("Tệp lưu trữ hiện không gắn với máy chủ", away, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_recipe_in_the_archive_checks_it_with_tar_sha256sum_and_openssl_alone()
    {
        await app.Lay("2021-06");
        await app.Lay("2021-06");
        var file = app.File((await app.ArchiveOf("2021-06"))!.File!);
        var folder = Directory.CreateTempSubdirectory("vanlang-archive-").FullName;
        var bytes = await File.ReadAllBytesAsync(file);
        var place = (await Check(file)).Packets[1].Offset + 200;

        var good = Shell(folder, file);
        await Bent(file, bytes, place, () =>
        {
            Assert.NotEqual(0, Shell(folder, file).Code);
            return Task.CompletedTask;
        });

        Directory.Delete(folder, recursive: true);
        Assert.True(good.Code == 0, good.Said);
        Assert.Contains("Verified OK", good.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_of_the_file_is_verified_by_the_verb_without_a_database()
    {
        await app.Lay("2021-07");
        var file = app.File((await app.ArchiveOf("2021-07"))!.File!);
        await using var verb = ServerProcess.Node(app.Database, new Dictionary<string, string>());
        var copy = Path.Combine(app.Database.DataFolder, "copy.tar");
        var bytes = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(copy, bytes);

        var good = await verb.Verb("verify", "--archive", copy);
        bytes[(await Check(file)).Packets[0].Offset] ^= 1;
        await File.WriteAllBytesAsync(copy, bytes);
        var bent = await verb.Verb("verify", "--archive", copy);
        File.Delete(copy);

        Assert.Equal((0, true), (good.Code, good.Output.Contains("1 packets, signed by ", StringComparison.Ordinal)));
        Assert.Equal((1, true), (bent.Code, bent.Output.Contains("is not what was archived", StringComparison.Ordinal)));
        Assert.Equal(2, (await verb.Verb("verify", "--archive", copy)).Code);
    }

    private Task<ArchiveCheck> Check(string file) => ArchiveReader.Check(file, app.Services.GetRequiredService<KeyRing>().Public(KeyPurpose.Receipt), CancellationToken.None);

    private static async Task Bent(string file, byte[] bytes, long place, Func<Task> look)
    {
        bytes[place] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        await look();
        bytes[place] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
    }

    private static (int Code, string Said) Shell(string folder, string file)
    {
        const string Recipe = """
            set -e
            rm -rf "$0"/* && cd "$0"
            tar xf "$1"
            openssl dgst -sha256 -verify receipt-key.pem -signature manifest.sig manifest.json
            grep -q "$(sha256sum packets.jsonl | cut -d' ' -f1)" manifest.json
            (cd packets && sha256sum *.edxml | awk '{ if ($1 ".edxml" != $2) { print "BAD", $2; bad = 1 } } END { exit bad }')
            [ "$(ls packets | wc -l)" = "$(wc -l < packets.jsonl)" ]
            """;
        var start = new ProcessStartInfo("/bin/bash", ["-c", Recipe, folder, file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var shell = Process.Start(start)!;
        var said = shell.StandardOutput.ReadToEnd() + shell.StandardError.ReadToEnd();
        shell.WaitForExit();
        return (shell.ExitCode, said);
    }
}

public sealed class ArchiveFileOnSqlite(SqliteApp app) : ArchiveFileTests(app), IClassFixture<SqliteApp>;

public sealed class ArchiveFileOnPostgres(PostgresApp app) : ArchiveFileTests(app), IClassFixture<PostgresApp>;
