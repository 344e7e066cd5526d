using System.Diagnostics;
using VanLang.Exchange.Edxml;
using VanLang.Kernel;

namespace VanLang.Exchange.Tests.Edxml;

/// <summary>Row S1: every malformed packet gives errors with code and place, in bounded time and memory, and never an exception.</summary>
public sealed class MalformedPacketTests
{
    private const int Seed = 20201124;
    private const int PerClass = 25;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(2);
    private const long MostBytes = 256L * 1024 * 1024;

    [Fact]
    public void The_corpus_has_twenty_classes_and_is_the_same_for_the_same_seed()
    {
        var first = MalformedPackets.Make(Seed, 2, CorpusSettings.Default).Select(p => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(p.Bytes)));
        var second = MalformedPackets.Make(Seed, 2, CorpusSettings.Default).Select(p => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(p.Bytes)));

        Assert.Equal(20, MalformedPackets.Classes);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Every_malformed_packet_is_refused_with_code_place_and_both_sentences()
    {
        var faults = new List<string>();
        var count = 0;
        foreach (var packet in MalformedPackets.Make(Seed, PerClass, CorpusSettings.Default))
        {
            count++;
            var (result, elapsed, allocated) = await Measure(packet.Bytes);
            if (result.IsOk)
            {
                faults.Add($"{packet}: accepted");
                continue;
            }

            if (elapsed > MostTime || allocated > MostBytes)
            {
                faults.Add($"{packet}: {elapsed}, {allocated} bytes");
            }

            if (result.Errors.Any(e => e.Code.Length != 8 || e.Sentence("vi") == e.Sentence("en") || !e.Facts.ContainsKey("line") || !e.Facts.ContainsKey("column") || !e.Facts.ContainsKey("path")))
            {
                faults.Add($"{packet}: {Reading.Describe(result.Errors)}");
            }
        }

        Assert.Equal(20 * PerClass, count);
        Assert.True(faults.Count == 0, $"seed {Seed}\n" + string.Join('\n', faults));
    }

    // A thread counts its own bytes: what was read on two threads is read again.
    private static async Task<(Result<EdxmlPacket> Result, TimeSpan Elapsed, long Allocated)> Measure(byte[] packet)
    {
        while (true)
        {
            var thread = Environment.CurrentManagedThreadId;
            var clock = Stopwatch.StartNew();
            var before = GC.GetAllocatedBytesForCurrentThread();

            var result = await Reading.ReadAsync(packet);

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (Environment.CurrentManagedThreadId == thread)
            {
                return (result, clock.Elapsed, allocated);
            }
        }
    }
}
