using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Ingest;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Archives;

/// <summary>Some packets of an archive that lies durable and read back: from the commit on they are read from there. Answers those that may be deleted in the store.</summary>
internal sealed class ArchiveWork(Actor actor, MonthArchive archive, IReadOnlyList<ArchivedPacket> packets) : IngestWork<HashSet<PacketId>>(actor)
{
    public MonthArchive Archive => archive;

    public IReadOnlyList<ArchivedPacket> Packets => packets;
}

/// <summary>What the tables know of archives, for the works of one batch that ask; read under the log's counter.</summary>
internal sealed class ArchiveKnowledge
{
    private readonly HashSet<string> archives = [];
    private readonly HashSet<PacketId> archived = [];
    private Dictionary<PacketId, Retention> retained = [];

    public static async Task<ArchiveKnowledge> Load(ExchangeDb db, IReadOnlyList<IngestWork> works, CancellationToken ct)
    {
        var known = new ArchiveKnowledge();
        var moves = works.OfType<ArchiveWork>().ToList();
        if (moves.Count > 0)
        {
            var ids = moves.SelectMany(m => m.Packets).Select(p => p.PacketId).ToList();
            known.archives.UnionWith(await db.MonthArchives.Select(a => a.Name).ToListAsync(ct));
            known.archived.UnionWith(await db.ArchivedPackets.Where(a => ids.Contains(a.PacketId)).Select(a => a.PacketId).ToListAsync(ct));
            known.retained = await Retained.Of(db, await ArchiveCandidate.From(db.Packets.AsNoTracking().Where(p => ids.Contains(p.Id))).ToListAsync(ct), ct);
        }

        return known;
    }

    /// <summary>The rows of a work: of a work that is done again after a crash, only those that are not there yet.</summary>
    public HashSet<PacketId> Decide(ArchiveWork work, BatchRows rows)
    {
        var fresh = work.Packets.Where(p => !retained.ContainsKey(p.PacketId) && archived.Add(p.PacketId)).ToList();
        List<object> written = [.. fresh];
        if (archives.Add(work.Archive.Name))
        {
            rows.Archives.Add(work.Archive);
            written.Insert(0, work.Archive);
        }

        if (written.Count > 0)
        {
            rows.ArchivedPackets.AddRange(fresh);
            rows.Audit(work.Actor, "exchange.packets.archived", work.Archive.Name, written);
        }

        return work.Packets.Select(p => p.PacketId).Where(archived.Contains).ToHashSet();
    }
}
