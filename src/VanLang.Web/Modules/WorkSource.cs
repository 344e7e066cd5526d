using VanLang.Kernel;

namespace VanLang.Web.Modules;

/// <summary>What a module has waiting for a person, for "Việc của tôi".</summary>
public interface IWorkSource
{
    /// <summary>The first rows by deadline, at most <paramref name="limit"/>; in one query.</summary>
    Task<IReadOnlyList<WorkItem>> Waiting(Actor actor, int limit, CancellationToken ct);
}

/// <summary>One thing that waits.</summary>
/// <param name="Kind">What is to be done, in Vietnamese: "Tiếp nhận văn bản".</param>
/// <param name="KindEn">The same in English.</param>
/// <param name="Title">Of the object.</param>
/// <param name="Href">Permanent address of the object.</param>
/// <param name="Since">Since when it waits.</param>
/// <param name="Due">Deadline; null without one.</param>
/// <param name="Urgency">0 normal to 4, as in edXML.</param>
public sealed record WorkItem(string Kind, string KindEn, string Title, string Href, DateTimeOffset Since, DateTimeOffset? Due, int Urgency);
