using System.Text;

namespace VanLang.Exchange.Validation;

/// <summary>
/// The text round a place of a packet, for people to see what is meant. One walk for all places; a line may be fifty megabytes of base64, so no line is
/// ever held, only what stands near a place.
/// </summary>
internal static class Excerpts
{
    private const int Before = 50;
    private const int After = 70;

    /// <summary>For each place two lines: what stands there, and a mark under the column.</summary>
    public static async Task<Dictionary<(int Line, int Column), string>> Take(Stream packet, IEnumerable<(int Line, int Column)> places, CancellationToken ct)
    {
        var wanted = new Queue<(int Line, int Column)>(places.Distinct().Order());
        var found = new Dictionary<(int, int), string>();
        var taking = new List<Taking>();
        var near = new StringBuilder();
        var (line, column, afterReturn) = (1, 0, false);
        using var reader = new StreamReader(packet, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 16 * 1024, leaveOpen: true);
        var buffer = new char[8192];
        int count;
        while ((wanted.Count > 0 || taking.Count > 0) && (count = await reader.ReadAsync(buffer, ct)) > 0)
        {
            for (var i = 0; i < count; i++)
            {
                var c = buffer[i];
                if (c is '\n' && afterReturn)
                {
                    afterReturn = false;
                    continue;
                }

                afterReturn = c is '\r';
                if (c is '\n' or '\r')
                {
                    End(taking, found);
                    near.Clear();
                    (line, column) = (line + 1, 0);
                    continue;
                }

                column++;
                while (wanted.TryPeek(out var next) && (next.Line < line || (next.Line == line && next.Column <= column)))
                {
                    taking.Add(new Taking(wanted.Dequeue(), near.ToString()));
                }

                var shown = char.IsControl(c) ? ' ' : c;
                taking.ForEach(t => t.Add(shown));
                End(taking, found, full: true);
                near.Append(shown);
                if (near.Length > 4 * Before)
                {
                    near.Remove(0, near.Length - Before);
                }
            }
        }

        End(taking, found);
        return found;
    }

    private static void End(List<Taking> taking, Dictionary<(int, int), string> found, bool full = false)
    {
        foreach (var one in taking.FindAll(t => !full || t.IsFull))
        {
            found[one.Place] = one.Text;
            taking.Remove(one);
        }
    }

    private sealed class Taking
    {
        private readonly StringBuilder text = new();
        private readonly int mark;
        private readonly int full;

        public Taking((int Line, int Column) place, string near)
        {
            Place = place;
            var cut = near.Length > Before;
            text.Append(cut ? "…" + near[^Before..] : near);

            // XML counts a start tag's place from its name: the angle bracket before it belongs to what is shown.
            mark = text.Length;
            full = text.Length + After;
        }

        public (int Line, int Column) Place { get; }

        public bool IsFull => text.Length >= full;

        public string Text => $"{text}{(IsFull ? "…" : "")}\n{new string(' ', mark)}^";

        public void Add(char c) => text.Append(c);
    }
}
