namespace VanLang.Data.Blobs;

/// <summary>Says which blobs its rows name. Every module that keeps blobs registers one: what nobody names is swept away.</summary>
public interface IBlobOwner
{
    /// <summary>Those of the digests that rows of the module name.</summary>
    Task<IReadOnlySet<string>> Named(IReadOnlyCollection<string> digests, CancellationToken ct);

    /// <summary>Every blob that must be there, for the scrub.</summary>
    IAsyncEnumerable<NamedBlob> All(CancellationToken ct);
}

/// <summary>A blob and the row that names it.</summary>
/// <param name="Table">Module and table, as reports show it.</param>
/// <param name="Key">Key of the row.</param>
/// <param name="Sha256">Name of the blob.</param>
public sealed record NamedBlob(string Table, string Key, string Sha256);
