using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Organizations.Lookup;

namespace VanLang.Organizations.Registry;

/// <summary>Lists organisations at a date by text, kind, level and parent; all from memory.</summary>
internal sealed class SearchOrganizations(OrganizationDirectory directory, Clock clock)
{
    public const int UsualLimit = 500;
    public const int MaxLimit = 1000;

    public sealed record Filter(string? Text, DateOnly? At, string? Kind = null, int? Level = null, string? Parent = null, int? Limit = null, string? After = null)
    {
        /// <summary>Leaves out what has ended or has not begun at the date; a person who searches wants to find those as well.</summary>
        public bool InBeing { get; init; }
    }

    public async Task<Result<Page<OrganizationEntry>>> Handle(Filter filter, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(filter.Kind) && OrganizationKinds.Parse(filter.Kind) is null)
        {
            return OrganizationsErrors.KindUnknown.With(filter.Kind).At("kind");
        }

        if (!string.IsNullOrEmpty(filter.After) && Cursor.Unpack(filter.After, 1) is null)
        {
            return OrganizationsErrors.CursorNotReadable.At("after");
        }

        var snapshot = await directory.Current(ct);
        var at = filter.At ?? clock.Today;
        var limit = Math.Clamp(filter.Limit ?? UsualLimit, 1, MaxLimit);
        var kind = OrganizationKinds.Parse(filter.Kind)?.Code();
        var parent = string.IsNullOrWhiteSpace(filter.Parent) ? null : snapshot.Find(filter.Parent, at)?.Code ?? "";

        // A search is ranked and cut, its best rows come first; a list goes on by cursor in the order of the tree.
        var rows = string.IsNullOrWhiteSpace(filter.Text)
            ? snapshot.View(at).All
            : NameSearch.Run(snapshot, filter.Text, at, int.MaxValue).Select(n => snapshot.Entry(n, at));
        var wanted = rows.Where(e => (!filter.InBeing || e.State is OrganizationState.Active or OrganizationState.Locked) && (kind is null || e.Kind == kind) && (filter.Level is null || e.Level == filter.Level) && (parent is null || e.ParentCode == parent));
        if (Cursor.Unpack(filter.After, 1) is [var last])
        {
            wanted = wanted.SkipWhile(e => e.Code != last).Skip(1);
        }

        var page = wanted.Take(limit + 1).ToList();
        var more = page.Count > limit;
        if (more)
        {
            page.RemoveAt(limit);
        }

        return new Page<OrganizationEntry>(page, more ? Cursor.Pack(page[^1].Code) : null);
    }
}
