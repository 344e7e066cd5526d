using System.Globalization;
using VanLang.Client.Evidence;
using VanLang.Exchange.Tests.Edxml;

namespace VanLang.Client.Tests.Evidence;

/// <summary>Row S2 at the reader of evidence: it opens an archive that anybody may have made, and writes nothing of it.</summary>
public sealed class HostileEvidenceTests
{
    [Fact]
    public void No_hostile_archive_is_taken_for_an_evidence_and_nothing_is_written()
    {
        var archives = HostileArchives.Make().ToList();
        var taken = new List<string>();
        var (written, longest) = (Written(), TimeSpan.Zero);
        foreach (var archive in archives)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            if (Proved(archive.Bytes))
            {
                taken.Add(archive.Name);
            }

            longest = watch.Elapsed > longest ? watch.Elapsed : longest;
        }

        written = Written() - written;
        Assert.True(archives.Count >= 50, $"{archives.Count} archives");
        Assert.Empty(taken);
        Assert.True(written < 100_000_000, $"{written} bytes written");
        Console.WriteLine($"FIGURE S2 evidence: {archives.Count} archives refused, {written / 1_000_000.0:f1} MB written by the whole process meanwhile, longest {longest.TotalSeconds:f1} s; made by a fixed list, no seed");
    }

    [Fact]
    public void More_files_than_an_evidence_can_have_are_refused_by_their_number()
    {
        var bomb = HostileArchives.Make().First(a => a.Name.EndsWith("a million entries said", StringComparison.Ordinal));

        Assert.Throws<InvalidDataException>(() => EvidenceVerifier.VerifyZip(new MemoryStream(bomb.Bytes), []));
    }

    private static bool Proved(byte[] zip)
    {
        try
        {
            return EvidenceVerifier.VerifyZip(new MemoryStream(zip), []).Proved;
        }
        catch (InvalidDataException)
        {
            return false; // No ZIP, or none that could be an evidence.
        }
    }

    private static long Written() => long.Parse(File.ReadLines("/proc/self/io").Single(l => l.StartsWith("wchar:", StringComparison.Ordinal))["wchar:".Length..], CultureInfo.InvariantCulture);
}
