using System.Text.Json;

namespace VanLang.Data.Backup;

/// <summary>What lies in a backup, with the SHA-256 of each file; the last entry of the archive.</summary>
/// <param name="Format">Version of this layout.</param>
/// <param name="Kind">Which database it was cut from, and can be restored to.</param>
/// <param name="At">Instant of the cut: everything committed before is in, nothing after.</param>
/// <param name="HeldMilliseconds">How long writers were held for the cut.</param>
/// <param name="Schemas">Module to its schema's migration.</param>
/// <param name="Files">Path in the archive to size and hash.</param>
public sealed record BackupManifest(
    int Format,
    DatabaseKind Kind,
    DateTimeOffset At,
    double HeldMilliseconds,
    IReadOnlyDictionary<string, string> Schemas,
    IReadOnlyDictionary<string, BackupFile> Files)
{
    public const int CurrentFormat = 1;

    /// <summary>Name of the manifest in the archive.</summary>
    public const string Name = "manifest.json";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };
}

/// <summary>One file of a backup.</summary>
public sealed record BackupFile(long Size, string Sha256);

/// <summary>How far a backup or a restore has come.</summary>
public sealed record BackupProgress(long Bytes, string Path);

/// <summary>The archive is not whole, or not for this place. Its message says what to do.</summary>
public sealed class BackupException(string message) : InvalidOperationException(message);
