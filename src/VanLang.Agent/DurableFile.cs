using System.Text.Json;

namespace VanLang.Agent;

/// <summary>Files that are whole or not there, also after a kill.</summary>
internal static class DurableFile
{
    public static async Task WriteJson(string path, object value, CancellationToken ct)
    {
        var draft = path + ".draft";
        await using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, 4096, FileOptions.Asynchronous))
        {
            await JsonSerializer.SerializeAsync(file, value, Output.JsonForm, ct);
            await file.FlushAsync(ct);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }
}
