using Microsoft.EntityFrameworkCore;
using VanLang.Data.Storage;
using VanLang.Exchange.Ingest;
using VanLang.Kernel;
using VanLang.Web.Outbound;

namespace VanLang.Exchange.Push;

/// <summary>An agency gives an address to which its events are pushed, from now on.</summary>
internal sealed class RegisterWebhook(ExchangeDb db, OutboundGuard guard)
{
    internal sealed record Input(string? Name, string? Url, IReadOnlyList<string>? Kinds);

    public static Error? Check(Input input) => input switch
    {
        _ when input.Name?.Trim() is not { Length: > 0 and <= Webhook.NameLength } name || name.Any(char.IsControl) => PushErrors.NameForm.With(Webhook.NameLength).At("name"),
        { Kinds: null or { Count: 0 } } => PushErrors.KindsMissing.At("events"),
        _ when input.Kinds.FirstOrDefault(k => EventKinds.Find(k) is null) is { } unknown => PushErrors.KindUnknown.With(unknown.Length <= 60 ? unknown : unknown[..60]).At("events"),
        _ => PushErrors.Of(OutboundAddress.Read(input.Url, out _))?.At("url"),
    };

    public async Task<Result<Webhook>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (actor.OrganizationCode is not { } own)
        {
            return ExchangeErrors.NoOrganization;
        }

        if ((Check(input) ?? PushErrors.Of(await guard.Check(input.Url, ct))?.At("url")) is { } wrong)
        {
            return wrong;
        }

        var there = await db.Webhooks.Where(w => w.OrganizationCode == own).Select(w => w.Url).ToListAsync(ct);
        if (there.Contains(input.Url!))
        {
            return PushErrors.UrlTaken.At("url");
        }

        if (there.Count >= Webhook.Most)
        {
            return PushErrors.TooMany.With(there.Count);
        }

        var webhook = new Webhook(db.Node.Clock.NewId<WebhookId>(), own, input.Name!.Trim(), input.Url!, [.. input.Kinds!.Distinct()], actor.Name, db.Node.Clock.Now);
        var ends = await LogEnds.Read(db, ct);
        db.Add(webhook);
        db.Add(new WebhookCursor(webhook.Id, ends.Position, ends.Status));
        db.Audit(actor, "exchange.webhook.registered", webhook.Id.Value.ToString());
        await db.SaveChangesAsync(ct);
        return webhook;
    }
}

/// <summary>Where the log of packets and the order of statuses end now.</summary>
internal readonly record struct LogEnds(long Position, long Status)
{
    public static async Task<LogEnds> Read(ExchangeDb db, CancellationToken ct)
    {
        var counters = await db.Set<Counter>().AsNoTracking().Where(c => c.Name == IngestSession.PositionSeries || c.Name == IngestSession.StatusSeries).ToDictionaryAsync(c => c.Name, c => c.Value, ct);
        return new LogEnds(counters.GetValueOrDefault(IngestSession.PositionSeries), counters.GetValueOrDefault(IngestSession.StatusSeries));
    }
}
