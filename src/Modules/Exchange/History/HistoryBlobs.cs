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
}
