using System.Text.Json;
using VanLang.Data.Events;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Organizations.Registry;

/// <summary>One organisation that has changed.</summary>
internal sealed record ChangedOrganization(string Code, string What, DateTimeOffset ChangedAt);

/// <summary>Changes after a cursor; <see cref="Next"/> is always there, and asking with it again later gives what came meanwhile.</summary>
internal sealed record ChangeBatch(IReadOnlyList<ChangedOrganization> Items, string Next, bool More);

/// <summary>Delta synchronisation from the event log.</summary>
internal sealed class ListChanges(OrganizationsDb db)
{
    private const int EventsPerNode = 20;

    public async Task<Result<ChangeBatch>> Handle(string? after, CancellationToken ct)
    {
        if (await EventFeed.After(db, after, EventsPerNode, ct) is not { } batch)
        {
            return OrganizationsErrors.CursorNotReadable.At("after");
        }

        var items = new Dictionary<string, ChangedOrganization>();
        foreach (var row in batch.Rows)
        {
            Collect(row, items);
        }

        return new ChangeBatch([.. items.Values.OrderBy(i => i.Code, StringComparer.Ordinal)], batch.Next, batch.More);
    }

    private static void Collect(EventRow row, Dictionary<string, ChangedOrganization> items)
    {
        if (row.Type != OrganizationsChanged.Name)
        {
            return;
        }

        var changed = JsonSerializer.Deserialize<OrganizationsChanged>(row.Payload, JsonSerializerOptions.Web)!;
        foreach (var code in changed.Codes)
        {
            items[code] = new ChangedOrganization(code, changed.What, row.At);
        }
    }
}
