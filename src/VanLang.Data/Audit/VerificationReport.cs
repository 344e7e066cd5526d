using System.Globalization;
using System.Text;

namespace VanLang.Data.Audit;

/// <summary>One thing that is not as it was written.</summary>
/// <param name="Table">Module and table, or the file.</param>
/// <param name="Key">Key of the row.</param>
/// <param name="Column">The column, when it can be told.</param>
/// <param name="Vi">What is wrong, in Vietnamese.</param>
/// <param name="En">The same in English.</param>
public sealed record AuditFault(string Table, string Key, string? Column, string Vi, string En)
{
    /// <summary>Table, key and column in one line.</summary>
    public string Place => Column is null ? $"{Table} [{Key}]" : $"{Table} [{Key}] {Column}";
}

/// <summary>What verification counted in one module and node.</summary>
public sealed record VerifiedModule(string Module, string Node, long Rows, long Sealed, long Tail);

/// <summary>What verification counted in one node's log.</summary>
public sealed record VerifiedLog(string Node, long Entries, long Checkpoints, long Uncheckpointed, DateTimeOffset? LastCheckpoint);

/// <summary>How far verification has come.</summary>
public sealed record VerificationProgress(long Done, long Total, string Table);

/// <summary>The outcome of a verification.</summary>
public sealed class VerificationReport
{
    private const int Kept = 100;
    private const int Shown = 20;

    private readonly List<AuditFault> faults = [];
    private readonly HashSet<string> rows = [];

    /// <summary>The first faults in the order of the walk, at most 100.</summary>
    public IReadOnlyList<AuditFault> Faults => faults;

    /// <summary>All faults.</summary>
    public long FaultCount { get; private set; }

    /// <summary>The first bad row; null when all is well.</summary>
    public AuditFault? First => faults.Count == 0 ? null : faults[0];

    public List<VerifiedModule> Modules { get; } = [];

    public List<VerifiedLog> Logs { get; } = [];

    /// <summary>Rows of other tables that audit rows prove.</summary>
    public long Records { get; internal set; }

    /// <summary>Stored contents that were read and held against their digests.</summary>
    public long Blobs { get; internal set; }

    /// <summary>Archives of old months that rows name.</summary>
    public long Archives { get; internal set; }

    public TimeSpan Took { get; internal set; }

    public bool IsGood => FaultCount == 0;

    /// <summary>0 when all is well, 1 otherwise: the verb's exit code.</summary>
    public int ExitCode => IsGood ? 0 : 1;

    internal void Add(AuditFault fault)
    {
        FaultCount++;
        if (faults.Count < Kept)
        {
            faults.Add(fault);
            rows.Add(fault.Table + "\n" + fault.Key);
        }
    }

    internal void Add(string table, string key, string? column, string vi, string en) => Add(new AuditFault(table, key, column, vi, en));

    /// <summary>True when this row has been named already: one bent row is one fault, whichever walk meets it again.</summary>
    internal bool Knows(string table, string key) => rows.Contains(table + "\n" + key);

    /// <summary>The report as text for the console, <c>vi</c> or <c>en</c>.</summary>
    public string ToText(string language)
    {
        var text = new StringBuilder();
        foreach (var m in Modules)
        {
            Line($"  {m.Module} ({m.Node}): {m.Rows:#,0} dòng, {m.Sealed:#,0} đã niêm phong, {m.Tail:#,0} chưa niêm phong", $"  {m.Module} ({m.Node}): {m.Rows:#,0} rows, {m.Sealed:#,0} sealed, {m.Tail:#,0} not sealed yet");
        }

        foreach (var l in Logs)
        {
            Line(
                $"  nhật ký {l.Node}: {l.Entries:#,0} mục, {l.Checkpoints:#,0} điểm kiểm đã ký, {l.Uncheckpointed:#,0} mục sau điểm cuối",
                $"  log {l.Node}: {l.Entries:#,0} entries, {l.Checkpoints:#,0} signed checkpoints, {l.Uncheckpointed:#,0} entries after the last");
        }

        if (Records > 0)
        {
            Line($"  {Records:#,0} bản ghi được chứng minh", $"  {Records:#,0} records proved");
        }

        if (Blobs > 0)
        {
            Line($"  {Blobs:#,0} nội dung lưu trữ đã đọc lại", $"  {Blobs:#,0} stored contents read again");
        }

        if (Archives > 0)
        {
            Line($"  {Archives:#,0} tệp lưu trữ đã đọc lại", $"  {Archives:#,0} archives of old months read again");
        }

        if (First is null)
        {
            Line($"Đã kiểm tra trong {Took.TotalSeconds:0.0} giây: không có gì bị thay đổi.", $"Verified in {Took.TotalSeconds:0.0} s: nothing has been changed.");
            return text.ToString();
        }

        Line($"PHÁT HIỆN {FaultCount:#,0} sai lệch. Dòng sai đầu tiên:", $"FOUND {FaultCount:#,0} faults. The first bad row:");
        foreach (var fault in faults.Take(Shown))
        {
            Line($"  {fault.Place}: {fault.Vi}", $"  {fault.Place}: {fault.En}");
        }

        if (FaultCount > Shown)
        {
            Line($"  ... và {FaultCount - Shown:#,0} sai lệch khác", $"  ... and {FaultCount - Shown:#,0} more");
        }

        return text.ToString();

        void Line(FormattableString vi, FormattableString en) =>
            text.AppendLine(language == "en" ? en.ToString(CultureInfo.InvariantCulture) : vi.ToString(CultureInfo.GetCultureInfo("vi-VN")));
    }
}
