using System.Globalization;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.ExistingSystems;

/// <summary>A unit with the version under which it was last changed.</summary>
internal sealed record ChangedUnit(OrganizationEntry Unit, long Version, DateTimeOffset ModifiedAt, bool Deleted, string CenterCode);

/// <summary>
/// getSynchronizeUnit: the units changed after a version. A version is the time of a change in milliseconds, so that systems which keep the largest one
/// they saw follow the log; what changes by its date alone (a name, a merger decided earlier) counts as changed at the beginning of that day.
/// </summary>
internal sealed class ListUnitChanges(IOrganizationDirectory directory, IOrganizationChanges changes, Clock clock)
{
    // A change of another node may be committed a moment after its own time: until it is that old, a unit bears a version that asks for it once more.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    public async Task<Result<IReadOnlyList<ChangedUnit>>> Handle(string? version, CancellationToken ct)
    {
        DateTimeOffset? since = null;
        if (version is not null)
        {
            if (!long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            {
                return ExchangeErrors.ParameterVersion.With(version);
            }

            since = milliseconds == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).AddMilliseconds(1).AddMicroseconds(-1);
        }

        var today = clock.Today;
        var all = await directory.All(today, ct);
        var byCode = all.ToDictionary(u => u.Code, StringComparer.Ordinal);
        var times = await changes.After(since, ct);
        var midnight = new DateTimeOffset(today.ToDateTime(TimeOnly.MinValue), Clock.NationalOffset);
        var found = new List<ChangedUnit>();
        if (since is null)
        {
            // The list is that of today: what changed by its date after the last noted change bears this morning's version, or it would be told twice.
            var sinceLast = (await ChangedByDate(times.Values.DefaultIfEmpty(midnight).Max().DateInVietnam(), today, byCode, ct)).ToHashSet(StringComparer.Ordinal);
            found.AddRange(all.Select(u => Of(u, sinceLast.Contains(u.Code) ? midnight : times.GetValueOrDefault(u.Code), byCode)));
            return found;
        }

        var codes = times.Keys.ToHashSet(StringComparer.Ordinal);
        var dated = await ChangedByDate(since.Value.DateInVietnam(), today, byCode, ct);
        var gone = await directory.Resolve([.. codes.Concat(dated).Where(c => !byCode.ContainsKey(c)).Distinct()], today, ct);
        foreach (var code in codes.Concat(dated).Distinct().Order(StringComparer.Ordinal))
        {
            if ((byCode.GetValueOrDefault(code) ?? gone.GetValueOrDefault(code)) is { State: not OrganizationState.NotYet } unit)
            {
                found.Add(Of(unit, times.TryGetValue(code, out var at) ? at : midnight, byCode));
            }
        }

        return found;
    }

    private async Task<List<string>> ChangedByDate(DateOnly then, DateOnly today, Dictionary<string, OrganizationEntry> now, CancellationToken ct)
    {
        if (then >= today)
        {
            return [];
        }

        var before = (await directory.All(then, ct)).ToDictionary(u => u.Code, StringComparer.Ordinal);
        return [.. now.Values.Where(u => !before.TryGetValue(u.Code, out var old) || old != u).Select(u => u.Code), .. before.Keys.Where(c => !now.ContainsKey(c))];
    }

    private ChangedUnit Of(OrganizationEntry unit, DateTimeOffset at, Dictionary<string, OrganizationEntry> all)
    {
        var latest = clock.Now - Settled;
        var center = unit;
        while (center.ParentCode is { } parent && all.TryGetValue(parent, out var above))
        {
            center = above;
        }

        return new ChangedUnit(unit, (at < latest ? at : latest).ToUnixTimeMilliseconds(), at, unit.State is OrganizationState.Ended, center.Code102 ?? center.Code);
    }
}
