using System.Globalization;
using VanLang.Data.Audit;
using VanLang.Data.Backup;

namespace VanLang.Server.Verbs;

/// <summary>A bar on the terminal for long verbs; silent when the output is a file.</summary>
internal sealed class ConsoleBar : IProgress<VerificationProgress>, IProgress<BackupProgress>
{
    private const int Width = 30;

    public void Report(VerificationProgress value)
    {
        var part = value.Total == 0 ? 1 : Math.Min(1, (double)value.Done / value.Total);
        var full = (int)(part * Width);
        Show(string.Create(CultureInfo.InvariantCulture, $"[{new string('#', full)}{new string('.', Width - full)}] {part:P0}  {value.Table}"));
    }

    public void Report(BackupProgress value) => Show(string.Create(CultureInfo.InvariantCulture, $"{value.Bytes / 1048576.0:#,0.0} MB  {value.Path}"));

    /// <summary>Clears the line for what comes after.</summary>
    public static void End()
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write("\r" + new string(' ', 78) + "\r");
        }
    }

    private static void Show(string text)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write("\r" + (text.Length > 78 ? text[..78] : text.PadRight(78)));
        }
    }
}
