using VanLang.Kernel;

namespace VanLang.Web.Search;

/// <summary>What a module finds for the search box of the header.</summary>
public interface ISearchSource
{
    /// <summary>The best matches that this actor may see, at most <paramref name="limit"/>; in one query.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="words">Folded by <see cref="TextFolding.Fold"/>, never empty.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="ct">Cancelled when the reader goes away.</param>
    Task<IReadOnlyList<SearchHit>> Find(Actor actor, string words, int limit, CancellationToken ct);
}

/// <summary>One thing found.</summary>
/// <param name="Kind">What it is, in Vietnamese: "Văn bản đến".</param>
/// <param name="KindEn">The same in English.</param>
/// <param name="Title">Of the object.</param>
/// <param name="Href">Its permanent address.</param>
/// <param name="Note">A second line; null without one.</param>
public sealed record SearchHit(string Kind, string KindEn, string Title, string Href, string? Note = null);
