using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace VanLang.Data.Audit;

/// <summary>
/// The proof of a table whose writer lays the hashes of the rows it wrote into its audit rows: <c>{"rows":{"Delivery/H41/id#3":"base64"}}</c>.
/// </summary>
/// <param name="module">Module name.</param>
/// <param name="version">Grows with every act on a row; always 0 for rows that never change.</param>
/// <param name="find">Reads the rows with these keys, and others if that is simpler.</param>
public sealed class RowProof<T>(string module, Func<T, long> version, Func<ModuleDb, IReadOnlyCollection<string>, IQueryable<T>> find) : IRecordProof
    where T : class
{
    private static readonly string Prefix = typeof(T).Name + '/';

    public string Module => module;

    public string Table => typeof(T).Name;

    public IReadOnlyList<RecordHash> Claims(string action, string? detail)
    {
        if (detail is null || !detail.Contains(Prefix, StringComparison.Ordinal))
        {
            return [];
        }

        var claims = new List<RecordHash>();
        using var json = JsonDocument.Parse(detail);
        if (json.RootElement.TryGetProperty("rows", out var rows))
        {
            foreach (var row in rows.EnumerateObject().Where(r => r.Name.StartsWith(Prefix, StringComparison.Ordinal)))
            {
                var mark = row.Name.LastIndexOf('#');
                claims.Add(new RecordHash(row.Name[Prefix.Length..mark], long.Parse(row.Name.AsSpan(mark + 1), System.Globalization.CultureInfo.InvariantCulture), row.Value.GetBytesFromBase64()));
            }
        }

        return claims;
    }

    public async Task<IReadOnlyList<RecordHash>> Find(ModuleDb db, IReadOnlyCollection<string> keys, CancellationToken ct) =>
        (await find(db, keys).AsNoTracking().ToListAsync(ct)).ConvertAll(r => Hash(db, r));

    public Task<long> Count(ModuleDb db, CancellationToken ct) => db.Set<T>().LongCountAsync(ct);

    public async IAsyncEnumerable<RecordHash> All(ModuleDb db, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in db.Set<T>().AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return Hash(db, row);
        }
    }

    private RecordHash Hash(ModuleDb db, T row)
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        return new RecordHash(RowHash.Key(type, row), version(row), RowHash.Of(type, row));
    }
}
