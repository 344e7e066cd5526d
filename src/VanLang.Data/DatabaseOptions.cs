using System.ComponentModel.DataAnnotations;

namespace VanLang.Data;

/// <summary>Which of the two databases holds the data.</summary>
public enum DatabaseKind
{
    /// <summary>Embedded: one file per module in the data folder.</summary>
    Sqlite,

    /// <summary>One database, a schema per module.</summary>
    Postgres,
}

/// <summary>Where the data lies. Set by ./run from VANLANG_DATA and --postgres.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Folder of the SQLite files, the blobs, the keys and the demo clients; an absolute path.</summary>
    [Required]
    public string DataFolder { get; set; } = "data";

    /// <summary>Npgsql connection string; when empty, SQLite is used.</summary>
    public string? Postgres { get; set; }

    /// <summary>Name of this node in audit rows and event logs; unique among nodes on one database.</summary>
    [RegularExpression("^[a-z0-9-]{1,16}$")]
    public string Node { get; set; } = "n1";

    /// <summary>Seconds after which other nodes take over from one that is not heard of.</summary>
    [Range(1, 600)]
    public int LeaseSeconds { get; set; } = 10;

    /// <summary>Folder of the archives of old months; <c>archive</c> in the data folder when empty.</summary>
    public string? ArchiveFolder { get; set; }

    /// <summary>The database in use.</summary>
    public DatabaseKind Kind => string.IsNullOrEmpty(Postgres) ? DatabaseKind.Sqlite : DatabaseKind.Postgres;

    /// <summary>True when this can be a node's name: names come from outside too, and become names of files.</summary>
    public static bool IsNode(string name) => name.Length is >= 1 and <= 16 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>The SQLite file of a module.</summary>
    public string FileOf(string module) => Path.Combine(DataFolder, module + ".db");
}
