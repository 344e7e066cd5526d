using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using VanLang.Exchange.Tests.Api;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Evidence;

/// <summary>An evidence ZIP as somebody unpacks it elsewhere: a clean folder, no server, no network.</summary>
internal sealed class EvidenceFolder : IDisposable
{
    private readonly string scriptFolder = Directory.CreateTempSubdirectory("vanlang-script-").FullName;

    public EvidenceFolder(byte[] zip)
    {
        Bytes = zip;
        using var archive = new ZipArchive(new MemoryStream(zip));
        Names = [.. archive.Entries.Select(e => e.FullName)];
        archive.ExtractToDirectory(Path);

        // Whoever checks keeps the program apart from what it checks.
        Script = System.IO.Path.Combine(scriptFolder, "verify.py");
        File.Copy(At("verify.py"), Script);
    }

    /// <summary>Asks for the evidence of a packet and unpacks it.</summary>
    public static async Task<EvidenceFolder> Fetch(TestApp app, HttpClient client, string packet, string query = "")
    {
        using var answer = await client.GetAsync($"{Calls.Packets}/{packet}/evidence{query}");
        Assert.True(answer.StatusCode is HttpStatusCode.OK, (app.Log.Errors is { Count: > 0 } errors ? errors[^1].Exception : null) + await answer.Content.ReadAsStringAsync());
        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"evidence-{packet}.zip", answer.Content.Headers.ContentDisposition?.FileName);
        return new EvidenceFolder(await answer.Content.ReadAsByteArrayAsync());
    }

    /// <summary>The value of a field of a record.</summary>
    public static string? Field(JsonElement record, string name) => record.GetProperty("fields").EnumerateArray().Single(f => f[0].GetString() == name)[2].GetString();

    public byte[] Bytes { get; }

    public string Path { get; } = Directory.CreateTempSubdirectory("vanlang-evidence-").FullName;

    public string Script { get; }

    public IReadOnlyList<string> Names { get; }

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllBytes(At(name))).RootElement;

    /// <summary>Size and root of the last checkpoint.</summary>
    public (long Size, byte[] Root) Checkpoint
    {
        get
        {
            var lines = File.ReadAllLines(At("checkpoint.txt"));
            return (long.Parse(lines[1]), Convert.FromBase64String(lines[2]));
        }
    }

    public IEnumerable<string> Kids => Names.Where(n => n.EndsWith(".pem", StringComparison.Ordinal)).Select(n => n[(n.IndexOf('-') + 1)..^".pem".Length]);

    /// <summary>Runs the program that is shipped, cut off from every network.</summary>
    public Task<(int Code, string Said)> Verify(params IEnumerable<string> trusted) => Run(scriptFolder, ["python3", "-I", Script, Path, .. trusted]);

    /// <summary>Runs commands in the folder as a reader types them.</summary>
    public Task<(int Code, string Said)> Bash(string commands) => Run(Path, ["bash", "-c", commands]);

    private static async Task<(int Code, string Said)> Run(string folder, params IEnumerable<string> command)
    {
        var start = new ProcessStartInfo("unshare", ["--net", "--map-root-user", .. command]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var run = Process.Start(start)!;
        var (said, wrong) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return (run.ExitCode, await said + await wrong);
    }

    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
        Directory.Delete(scriptFolder, recursive: true);
    }
}
