using System.Text.Json;
using VanLang.Client.Evidence;

namespace VanLang.Agent.Commands;

/// <summary>Checks an evidence, ZIP or unpacked folder, without the network, and says of each step what was found.</summary>
internal static class VerifyEvidence
{
    private static readonly byte[] ZipMark = "PK\u0003\u0004"u8.ToArray();

    /// <summary>True for a ZIP or for the folder of one.</summary>
    public static bool Fits(string path)
    {
        if (Directory.Exists(path))
        {
            return true;
        }

        using var file = File.OpenRead(path);
        var mark = new byte[ZipMark.Length];
        return file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) == mark.Length && mark.AsSpan().SequenceEqual(ZipMark);
    }

    public static int Run(string path, IReadOnlyList<string> keySets, Output output, Words words)
    {
        var trusted = keySets.SelectMany(Names).ToHashSet();
        EvidenceReport report;
        if (Directory.Exists(path))
        {
            report = EvidenceVerifier.VerifyFolder(path, trusted);
        }
        else
        {
            using var zip = File.OpenRead(path);
            report = EvidenceVerifier.VerifyZip(zip, trusted);
        }

        output.Answer(report, text => Write(text, report, words));
        if (report.Proved && !report.Trusted)
        {
            output.Note(words.Say(
                "The keys are those in the evidence itself: compare the names above with what the exchange publishes, or give kept key sets with --keys.",
                "Các khóa lấy từ chính bằng chứng: hãy so các tên trên với nơi Trục công bố, hoặc đưa bộ khóa đã lưu bằng --keys."));
        }

        return report.Proved ? ExitCodes.Done : ExitCodes.NotVerified;
    }

    /// <summary>Names of the keys of a JWK Set.</summary>
    private static IEnumerable<string> Names(string set)
    {
        try
        {
            return [.. JsonDocument.Parse(set).RootElement.GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("kid").GetString()!)];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new AgentException(ExitCodes.Files, $"The key set is no JWK Set: {e.Message}");
        }
    }

    private static void Write(TextWriter text, EvidenceReport report, Words words)
    {
        text.WriteLine(report.Proved ? words.Say("The evidence is proved.", "Bằng chứng đúng.") : words.Say("The evidence is NOT proved.", "Bằng chứng KHÔNG đúng."));
        foreach (var step in report.Steps)
        {
            text.WriteLine($"  {(step.Holds ? "✓" : "✗")} {step.Name,-10} {(step.File is null ? "" : step.File + ": ")}{step.Text}");
        }

        if (report.DocumentId is not null)
        {
            text.WriteLine($"  {words.Say("document", "văn bản")}   {report.DocumentId}");
            text.WriteLine($"  {words.Say("accepted", "nhận lúc")}   {report.AcceptedAt:yyyy-MM-dd HH:mm:ss zzz}");
            text.WriteLine($"  sha-256    {report.Digest}");
        }

        foreach (var key in report.Keys)
        {
            text.WriteLine($"  {words.Say("key", "khóa")} {key}");
        }
    }
}
