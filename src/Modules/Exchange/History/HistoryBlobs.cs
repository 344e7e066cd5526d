using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Blobs;

namespace VanLang.Exchange.History;

/// <summary>Files of registers are kept: they are what the rows were taken from.</summary>
internal sealed class HistoryBlobs(IServiceScopeFactory scopes) : IBlobOwner
{
    public async Task<IReadOnlySet<string>> Named(IReadOnlyCollection<string> digests, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ExchangeDb>();
        return await db.HistoricImports.AsNoTracking().Where(i => digests.Contains(i.Digest)).Select(i => i.Digest).ToHashSetAsync(ct);
    }
    public async IAsyncEnumerable<NamedBlob> All([EnumeratorCancellation] CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ExchangeDb>();
        foreach (var import in await db.HistoricImports.AsNoTracking().OrderBy(i => i.Id).Select(i => new { i.Id, i.Digest }).ToListAsync(ct))
        {
            yield return new NamedBlob("exchange.HistoricImport", import.Id.ToString(), import.Digest);
        }
    }
}
