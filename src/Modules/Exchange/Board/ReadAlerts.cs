using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VanLang.Data;
using VanLang.Data.Audit;
using VanLang.Exchange.Push;
using VanLang.Kernel;

namespace VanLang.Exchange.Board;

/// <summary>Something that the board warns of.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="Code">The agency concerned; null when it is the platform.</param>
/// <param name="Value">Hours, percent or minutes, as the rule counts.</param>
/// <param name="Of">Documents that wait, or that came in the week.</param>
/// <param name="Since">Since when.</param>
internal sealed record Alert(AlertKind Kind, string? Code, long Value, long Of, DateTimeOffset? Since);

/// <summary>Holds the rules against what is. Of the whole axis: three questions here and what the audit's own state costs; of one agency: three.</summary>
internal sealed class ReadAlerts(ExchangeDb db, ReadAuditState audit, IOptions<DatabaseOptions> storage, Clock clock)
{
    /// <summary>So many documents in a week before a share of them says anything.</summary>
    public const int FewestForAShare = 10;

    /// <summary>Most alerts of one rule that are listed.</summary>
    public const int Listed = 20;

    public async Task<IReadOnlyList<Alert>> Handle(string code, CancellationToken ct)
    {
        var rules = await db.AlertRules.AsNoTracking().Where(r => r.Enabled).ToDictionaryAsync(r => r.Kind, r => r.Threshold, ct);
        var alerts = new List<Alert>();
        if (rules.TryGetValue(AlertKind.NothingFetched, out var hours))
        {
            alerts.AddRange(await NothingFetched(code, hours, ct));
        }

        if (rules.TryGetValue(AlertKind.ManyReturned, out var percent))
        {
            alerts.AddRange(await ManyReturned(code, percent, ct));
        }

        if (rules.TryGetValue(AlertKind.DeadlinesMissed, out var missed))
        {
            alerts.AddRange(await DeadlinesMissed(code, missed, ct));
        }

        if (rules.TryGetValue(AlertKind.PushGaveUp, out var events))
        {
            alerts.AddRange(await PushGaveUp(code, events, ct));
        }

        if (code != AxisDay.Everybody)
        {
            return alerts;
        }

        if (rules.TryGetValue(AlertKind.CheckpointLate, out var minutes) && (await audit.Handle(ct)).LastCheckpoint is { } last && clock.Now - last > TimeSpan.FromMinutes(minutes))
        {
            alerts.Add(new Alert(AlertKind.CheckpointLate, null, (long)(clock.Now - last).TotalMinutes, 0, last));
        }

        if (rules.TryGetValue(AlertKind.DiskFull, out var free))
        {
            var disk = new DriveInfo(storage.Value.DataFolder);
            var left = disk.AvailableFreeSpace * 100 / Math.Max(1, disk.TotalSize);
            if (left < free)
            {
                alerts.Add(new Alert(AlertKind.DiskFull, null, left, disk.AvailableFreeSpace, null));
            }
        }

        return alerts;
    }

    /// <summary>The rules as they are set.</summary>
    public Task<List<AlertRule>> Rules(CancellationToken ct) => db.AlertRules.AsNoTracking().ToListAsync(ct);

    private async Task<IEnumerable<Alert>> NothingFetched(string code, int hours, CancellationToken ct)
    {
        var before = clock.Now.AddHours(-hours);
        var quiet = await db.AxisAgencies.AsNoTracking()
            .Where(a => a.OrganizationCode != AxisDay.Everybody && (code == AxisDay.Everybody || a.OrganizationCode == code))
            .Where(a => a.Queued > 0 && a.WaitingSince < before && (a.LastFetchedAt == null || a.LastFetchedAt < before))
            .OrderBy(a => a.WaitingSince).Take(Listed).ToListAsync(ct);
        return quiet.Select(a => new Alert(AlertKind.NothingFetched, a.OrganizationCode, (long)(clock.Now - (a.LastFetchedAt > a.WaitingSince ? a.LastFetchedAt.Value : a.WaitingSince!.Value)).TotalHours, a.Queued, a.WaitingSince));
    }

    private async Task<IEnumerable<Alert>> PushGaveUp(string code, int least, CancellationToken ct)
    {
        var dead = await db.WebhookFailures.AsNoTracking().Where(f => f.State == FailureState.Dead)
            .Join(db.Webhooks.AsNoTracking().Where(w => code == AxisDay.Everybody || w.OrganizationCode == code), f => f.WebhookId, w => w.Id, (f, w) => new { w.OrganizationCode, f.FirstAt })
            .GroupBy(f => f.OrganizationCode).Select(g => new { Code = g.Key, Count = g.Count(), Since = g.Min(f => f.FirstAt) })
            .Where(d => d.Count >= least).OrderByDescending(d => d.Count).ThenBy(d => d.Code).Take(Listed).ToListAsync(ct);
        return dead.Select(d => new Alert(AlertKind.PushGaveUp, d.Code, d.Count, 0, d.Since));
    }

    private async Task<IEnumerable<Alert>> ManyReturned(string code, int percent, CancellationToken ct)
    {
        var from = clock.Today.AddDays(-6);
        var shares = await db.AxisDays.AsNoTracking()
            .Where(d => d.Day >= from && d.OrganizationCode != AxisDay.Everybody && (code == AxisDay.Everybody || d.OrganizationCode == code))
            .GroupBy(d => d.OrganizationCode).Select(g => new { Code = g.Key, In = g.Sum(d => d.In), Returned = g.Sum(d => d.InReturned) })
            .Where(s => s.In >= FewestForAShare && s.Returned * 100 > s.In * percent)
            .OrderByDescending(s => s.Returned).ThenBy(s => s.Code).Take(Listed).ToListAsync(ct);
        return shares.Select(s => new Alert(AlertKind.ManyReturned, s.Code, s.Returned * 100 / s.In, s.In, null));
    }

    // What still runs is in neither count.
    private async Task<IEnumerable<Alert>> DeadlinesMissed(string code, int percent, CancellationToken ct)
    {
        var (from, now) = (clock.Today.AddDays(-6), clock.Now);
        var shares = await db.DeadlineDays.AsNoTracking()
            .Where(d => d.Day >= from && (code == AxisDay.Everybody || d.OrganizationCode == code))
            .GroupBy(d => d.OrganizationCode).Select(g => new { Code = g.Key, Kept = g.Sum(d => d.Kept), Missed = g.Sum(d => d.Due < now ? d.Started - d.Kept - d.Ended : d.Late) })
            .Where(s => s.Kept + s.Missed >= FewestForAShare && s.Missed * 100 > (s.Kept + s.Missed) * percent)
            .OrderByDescending(s => s.Missed).ThenBy(s => s.Code).Take(Listed).ToListAsync(ct);
        return shares.Select(s => new Alert(AlertKind.DeadlinesMissed, s.Code, s.Missed * 100 / (s.Kept + s.Missed), s.Kept + s.Missed, null));
    }
}
