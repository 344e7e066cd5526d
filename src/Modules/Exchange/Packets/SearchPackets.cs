using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Web.Search;

namespace VanLang.Exchange.Packets;

/// <summary>Documents for the search box of the header: what the actor's organisation sent or received, newest first.</summary>
internal sealed class SearchPackets(ExchangeDb db) : ISearchSource
{
    public async Task<IReadOnlyList<SearchHit>> Find(Actor actor, string words, int limit, CancellationToken ct)
    {
        if (actor.OrganizationCode is null || !actor.May(ExchangePermissions.Read))
        {
            return [];
        }

        var found = db.PacketsOf(actor).Where(p => p.Kind != PacketKind.Status);
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
        {
            found = found.Where(p => p.Search.Contains(word));
        }

        var rows = await found.OrderByDescending(p => p.Position).Take(limit).Select(p => new { p.Id, p.SenderCode, p.Subject, p.Number, p.Notation, p.SenderName, p.AcceptedAt }).ToListAsync(ct);
        return rows.ConvertAll(r => new SearchHit(
            actor.IsOf(r.SenderCode) ? "Văn bản đi" : "Văn bản đến",
            actor.IsOf(r.SenderCode) ? "Outgoing" : "Incoming",
            r.Subject,
            $"/exchange/packets/{r.Id.Value}",
            $"{r.Number}/{r.Notation} · {r.SenderName} · {Web.Text.Format.Date(r.AcceptedAt)}"));
    }
}
