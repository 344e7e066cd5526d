using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace VanLang.Client.Evidence;

/// <summary>A checkpoint: a log, its size and its root.</summary>
internal sealed record NotedLog(string Log, long Size, byte[] Root, IReadOnlyList<string> Witnesses);

/// <summary>Signed notes (C2SP tlog-checkpoint): a body, an empty line, the signature of the log, then those of its witnesses (C2SP tlog-cosignature).</summary>
internal static partial class SignedNotes
{
    public const string File = "checkpoint.txt";

    /// <summary>Every note of a text; fails at the first signature that does not hold.</summary>
    public static Dictionary<string, NotedLog> Verify(string text, EvidenceKeys keys)
    {
        var logs = new Dictionary<string, NotedLog>(StringComparer.Ordinal);
        foreach (Match note in Note().Matches(text))
        {
            var body = note.Groups[1].Value;
            var lines = body.Split('\n');
            var witnesses = new List<string>();
            var own = 0;
            foreach (var line in note.Groups[2].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var parts = line.Split(' ');
                var raw = Convert.FromBase64String(parts[2]);
                if (parts[1] == lines[0])
                {
                    keys.Signed("checkpoint", keys.Named("checkpoint", raw.AsSpan(0, 4), parts[1]), Encoding.UTF8.GetBytes(body), raw.AsSpan(4), DSASignatureFormat.Rfc3279DerSequence);
                    own++;
                }
                else
                {
                    var time = BinaryPrimitives.ReadUInt64BigEndian(raw.AsSpan(4, 8));
                    var said = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {time}\n{body}"));
                    keys.Signed("witness", keys.Named("witness", raw.AsSpan(0, 4), parts[1]), said, raw.AsSpan(12), DSASignatureFormat.Rfc3279DerSequence);
                    witnesses.Add(parts[1]);
                }
            }

            if (own != 1)
            {
                throw new EvidenceFault(File, $"the log {lines[0]} has signed its checkpoint {own} times");
            }

            logs[lines[0]] = new NotedLog(lines[0], long.Parse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture), Convert.FromBase64String(lines[2]), witnesses);
        }

        return logs.Count > 0 ? logs : throw new EvidenceFault(File, "it holds no signed checkpoint");
    }

    [GeneratedRegex(@"((?:[^—\n].*\n)+)\n((?:— .+\n)+)\n?")]
    private static partial Regex Note();
}
