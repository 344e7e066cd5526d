using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Deliveries;
using VanLang.Kernel;

namespace VanLang.Exchange.Board;

/// <summary>One day of the chart.</summary>
internal sealed record BoardDay(DateOnly Day, long Sent, long Statuses, long In);

/// <summary>Figures of a time: wholes and their parts.</summary>
internal sealed record BoardSum(long Sent, long Statuses, long To, long ToArrived, long ToRegistered, long ToFinished, long ToReturned, long In, long InArrived, long InRegistered, long InFinished, long InReturned)
{
    public static BoardSum None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}

/// <summary>One agency in the list.</summary>
internal sealed record BoardAgency(string Code, BoardSum Sum, long Queued, DateTimeOffset? LastFetchedAt);

/// <summary>How many documents are in one state at an agency.</summary>
internal sealed record BoardStateRow
{
    public string Code { get; init; } = "";

    public long Documents { get; init; }

    public DateTimeOffset? WaitingSince { get; init; }

    public DateTimeOffset? LastFetchedAt { get; init; }
}

/// <summary>What the board shows.</summary>
internal sealed record BoardView(string Code, DateTimeOffset AsOf, IReadOnlyList<BoardDay> Days, BoardSum Sum, AxisAgency Now, TimeSpan? Half, TimeSpan? MostOf, long Fetched, IReadOnlyList<BoardAgency> Agencies)
{
    public BoardDay Today => Days[^1];

    public bool IsOfAll => Code == AxisDay.Everybody;
}

/// <summary>
/// Reads the board from the rows that the writer counts: days, not packets, so that its cost does not grow with them. Five questions of the whole axis,
/// three of one agency.
/// </summary>
internal sealed class ReadBoard(ExchangeDb db, Clock clock)
{
    public const int Days = 30;
    public const int Listed = 10;

    /// <summary>States in which a document is on its way.</summary>
    public static IReadOnlyList<DeliveryState> Open { get; } = [DeliveryState.Queued, DeliveryState.Delivered, DeliveryState.Received, DeliveryState.Assigned, DeliveryState.Processing];

    public async Task<BoardView> Handle(string code, CancellationToken ct)
    {
        var today = clock.Today;
        var first = today.AddDays(1 - Days);
        var rows = await db.AxisDays.AsNoTracking().Where(d => d.OrganizationCode == code && d.Day >= first && d.Day <= today).OrderBy(d => d.Day).ToListAsync(ct);
        var now = await db.AxisAgencies.AsNoTracking().FirstOrDefaultAsync(a => a.OrganizationCode == code, ct) ?? new AxisAgency(code);
        var delays = await db.FetchDelays.AsNoTracking().Where(d => d.OrganizationCode == code && d.Day >= first && d.Day <= today)
            .GroupBy(d => d.Step).Select(g => new { Step = g.Key, Documents = g.Sum(d => d.Documents) }).ToListAsync(ct);
        var counts = delays.ConvertAll(d => (d.Step, d.Documents));
        var byDay = rows.ToDictionary(r => r.Day);
        var days = Enumerable.Range(0, Days).Select(first.AddDays).Select(d => byDay.TryGetValue(d, out var r) ? new BoardDay(d, r.Sent, r.Statuses, r.In) : new BoardDay(d, 0, 0, 0)).ToList();
        var agencies = code == AxisDay.Everybody ? await WithNow(await Sums(first, null).OrderByDescending(a => a.In + a.Sent).ThenBy(a => a.Code).Take(Listed).ToListAsync(ct), ct) : [];
        return new BoardView(code, clock.Now, days, Sum(rows), now, FetchDelay.Percentile(counts, .5), FetchDelay.Percentile(counts, .9), counts.Sum(c => c.Documents), agencies);
    }

    /// <summary>Every agency with traffic, by code; <paramref name="codes"/> narrows them.</summary>
    public async Task<Page<BoardAgency>> Agencies(DateOnly from, IReadOnlyCollection<string>? codes, string? after, int size, CancellationToken ct)
    {
        var found = Sums(from, codes);
        if (Cursor.Unpack(after, 1) is [var last])
        {
            found = found.Where(a => a.Code.CompareTo(last) > 0);
        }

        var rows = await found.OrderBy(a => a.Code).Take(size + 1).ToListAsync(ct);
        return new Page<BoardAgency>(await WithNow(rows.Count > size ? rows[..size] : rows, ct), rows.Count > size ? Cursor.Pack(rows[size - 1].Code) : null);
    }

    /// <summary>The agencies that a day's figures are made of.</summary>
    public Task<List<AxisDay>> OfDay(DateOnly day, CancellationToken ct) =>
        db.AxisDays.AsNoTracking().Where(d => d.Day == day && d.OrganizationCode != AxisDay.Everybody).OrderByDescending(d => d.Sent + d.In).ThenBy(d => d.OrganizationCode).Take(500).ToListAsync(ct);

    /// <summary>The agencies at which documents are in one state, most first.</summary>
    public Task<List<BoardStateRow>> InState(DeliveryState state, CancellationToken ct)
    {
        var agencies = db.AxisAgencies.AsNoTracking().Where(a => a.OrganizationCode != AxisDay.Everybody);
        var rows = state switch
        {
            DeliveryState.Queued => agencies.Select(a => new BoardStateRow { Code = a.OrganizationCode, Documents = a.Queued, WaitingSince = a.WaitingSince, LastFetchedAt = a.LastFetchedAt }),
            DeliveryState.Delivered => agencies.Select(a => new BoardStateRow { Code = a.OrganizationCode, Documents = a.Delivered, WaitingSince = a.WaitingSince, LastFetchedAt = a.LastFetchedAt }),
            DeliveryState.Received => agencies.Select(a => new BoardStateRow { Code = a.OrganizationCode, Documents = a.Received, WaitingSince = a.WaitingSince, LastFetchedAt = a.LastFetchedAt }),
            DeliveryState.Assigned => agencies.Select(a => new BoardStateRow { Code = a.OrganizationCode, Documents = a.Assigned, WaitingSince = a.WaitingSince, LastFetchedAt = a.LastFetchedAt }),
            _ => agencies.Select(a => new BoardStateRow { Code = a.OrganizationCode, Documents = a.Processing, WaitingSince = a.WaitingSince, LastFetchedAt = a.LastFetchedAt }),
        };
        return rows.Where(r => r.Documents > 0).OrderByDescending(r => r.Documents).ThenBy(r => r.Code).Take(500).ToListAsync(ct);
    }

    private IQueryable<SumOfCode> Sums(DateOnly from, IReadOnlyCollection<string>? codes) => db.AxisDays.AsNoTracking()
        .Where(d => d.Day >= from && d.OrganizationCode != AxisDay.Everybody && (codes == null || codes.Contains(d.OrganizationCode)))
        .GroupBy(d => d.OrganizationCode)
        .Select(g => new SumOfCode
        {
            Code = g.Key,
            Sent = g.Sum(d => d.Sent),
            Statuses = g.Sum(d => d.Statuses),
            To = g.Sum(d => d.To),
            ToArrived = g.Sum(d => d.ToArrived),
            ToRegistered = g.Sum(d => d.ToRegistered),
            ToFinished = g.Sum(d => d.ToFinished),
            ToReturned = g.Sum(d => d.ToReturned),
            In = g.Sum(d => d.In),
            InArrived = g.Sum(d => d.InArrived),
            InRegistered = g.Sum(d => d.InRegistered),
            InFinished = g.Sum(d => d.InFinished),
            InReturned = g.Sum(d => d.InReturned),
        });

    private async Task<List<BoardAgency>> WithNow(List<SumOfCode> sums, CancellationToken ct)
    {
        var codes = sums.ConvertAll(s => s.Code);
        var now = await db.AxisAgencies.AsNoTracking().Where(a => codes.Contains(a.OrganizationCode)).ToDictionaryAsync(a => a.OrganizationCode, ct);
        return sums.ConvertAll(s => new BoardAgency(
            s.Code,
            new BoardSum(s.Sent, s.Statuses, s.To, s.ToArrived, s.ToRegistered, s.ToFinished, s.ToReturned, s.In, s.InArrived, s.InRegistered, s.InFinished, s.InReturned),
            now.GetValueOrDefault(s.Code)?.Queued ?? 0,
            now.GetValueOrDefault(s.Code)?.LastFetchedAt));
    }

    private static BoardSum Sum(IReadOnlyCollection<AxisDay> rows) => new(
        rows.Sum(r => r.Sent), rows.Sum(r => r.Statuses), rows.Sum(r => r.To), rows.Sum(r => r.ToArrived), rows.Sum(r => r.ToRegistered), rows.Sum(r => r.ToFinished), rows.Sum(r => r.ToReturned),
        rows.Sum(r => r.In), rows.Sum(r => r.InArrived), rows.Sum(r => r.InRegistered), rows.Sum(r => r.InFinished), rows.Sum(r => r.InReturned));

    // Set by name, so that the database can order by what is summed.
    private sealed class SumOfCode
    {
        public string Code { get; init; } = "";

        public long Sent { get; init; }

        public long Statuses { get; init; }

        public long To { get; init; }

        public long ToArrived { get; init; }

        public long ToRegistered { get; init; }

        public long ToFinished { get; init; }

        public long ToReturned { get; init; }

        public long In { get; init; }

        public long InArrived { get; init; }

        public long InRegistered { get; init; }

        public long InFinished { get; init; }

        public long InReturned { get; init; }
    }
}
