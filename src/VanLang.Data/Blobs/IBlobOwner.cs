namespace VanLang.Data.Blobs;

/// <summary>Says which blobs its rows name. Every module that keeps blobs registers one: what nobody names is swept away.</summary>
public interface IBlobOwner
{
    /// <summary>Those of the digests that rows of the module name.</summary>
    Task<IReadOnlySet<string>> Named(IReadOnlyCollection<string> digests, CancellationToken ct);
}
