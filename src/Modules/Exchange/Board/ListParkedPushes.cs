using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Push;

namespace VanLang.Exchange.Board;

/// <summary>Pushed events that the addresses of an agency have not taken.</summary>
internal sealed record ParkedPushes
{
    public string Code { get; init; } = "";

    /// <summary>Will be tried again.</summary>
    public long Waiting { get; init; }

    /// <summary>Dead letters: the axis gave up, somebody has to replay them.</summary>
    public long Dead { get; init; }

    /// <summary>Since when the oldest of them waits.</summary>
    public DateTimeOffset Since { get; init; }
}

/// <summary>What parks before addresses, by agency, most dead letters first. One command.</summary>
internal sealed class ListParkedPushes(ExchangeDb db)
{
    /// <summary>Agencies on the board; the rest is in the list of addresses.</summary>
    public const int Listed = 10;

    public Task<List<ParkedPushes>> Handle(string code, CancellationToken ct) => db.WebhookFailures.AsNoTracking()
        .Join(db.Webhooks.AsNoTracking().Where(w => code == AxisDay.Everybody || w.OrganizationCode == code), f => f.WebhookId, w => w.Id, (f, w) => new { w.OrganizationCode, f.State, f.FirstAt })
        .GroupBy(f => f.OrganizationCode)
        .Select(g => new ParkedPushes
        {
            Code = g.Key,
            Waiting = g.Sum(f => f.State == FailureState.Waiting ? 1 : 0),
            Dead = g.Sum(f => f.State == FailureState.Dead ? 1 : 0),
            Since = g.Min(f => f.FirstAt),
        })
        .OrderByDescending(p => p.Dead).ThenByDescending(p => p.Waiting).ThenBy(p => p.Code).Take(Listed).ToListAsync(ct);
}
