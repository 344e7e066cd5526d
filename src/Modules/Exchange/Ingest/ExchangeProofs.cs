using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Audit;
using VanLang.Exchange.Archives;
using VanLang.Exchange.Changes;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;

namespace VanLang.Exchange.Ingest;

/// <summary>Rows that the ingest writer wrote are proved by the hashes it laid into its audit rows.</summary>
internal static class ExchangeProofs
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IRecordProof>(new RowProof<Packet>(ExchangeDb.Name, Version, (db, keys) =>
        {
            var ids = keys.Select(k => new PacketId(Id(k))).ToList();
            return db.Set<Packet>().Where(p => ids.Contains(p.Id));
        }));
        services.AddSingleton<IRecordProof>(new RowProof<Attachment>(ExchangeDb.Name, Version, (db, keys) =>
        {
            var packets = keys.Select(k => new PacketId(Id(k))).Distinct().ToList();
            return db.Set<Attachment>().Where(a => packets.Contains(a.PacketId));
        }));
        services.AddSingleton<IRecordProof>(new RowProof<PacketTarget>(ExchangeDb.Name, Version, (db, keys) =>
        {
            var packets = keys.Select(k => new PacketId(Id(k))).Distinct().ToList();
            return db.Set<PacketTarget>().Where(t => packets.Contains(t.PacketId));
        }));
        services.AddSingleton<IRecordProof>(new RowProof<Document>(ExchangeDb.Name, Version, (db, keys) =>
        {
            var names = keys.Select(k => k[(k.IndexOf('/', StringComparison.Ordinal) + 1)..]).Distinct().ToList();
            return db.Set<Document>().Where(d => names.Contains(d.DocumentId));
        }));
        services.AddSingleton<IRecordProof>(new RowProof<Delivery>(ExchangeDb.Name, Version, (db, keys) =>
        {
            var ids = keys.Select(k => new DeliveryId(Id(k))).ToList();
            return db.Set<Delivery>().Where(d => ids.Contains(d.Id));
        }));
        services.AddSingleton<IRecordProof>(new RowProof<DeliveryStatus>(ExchangeDb.Name, Version, (db, keys) =>
        {
            var deliveries = keys.Select(k => new DeliveryId(Id(k))).Distinct().ToList();
            return db.Set<DeliveryStatus>().Where(s => deliveries.Contains(s.DeliveryId));
        }));
        services.AddSingleton<IRecordProof>(new RowProof<Destruction>(ExchangeDb.Name, Version, (db, keys) =>
        {
            var deliveries = keys.Select(k => new DeliveryId(Id(k))).ToList();
            return db.Set<Destruction>().Where(d => deliveries.Contains(d.DeliveryId));
        }));
        services.AddSingleton<IRecordProof>(new RowProof<MonthArchive>(ExchangeDb.Name, Version, (db, keys) => db.Set<MonthArchive>().Where(a => keys.Contains(a.Name))));
        services.AddSingleton<IRecordProof>(new RowProof<ArchivedPacket>(ExchangeDb.Name, Version, (db, keys) =>
        {
            var packets = keys.Select(k => new PacketId(Id(k))).ToList();
            return db.Set<ArchivedPacket>().Where(a => packets.Contains(a.PacketId));
        }));
    }

    /// <summary>How an audit row names a row and its state.</summary>
    public static string Name(ExchangeDb db, object row) => $"{row.GetType().Name}/{RowHash.Key(db.Model.FindEntityType(row.GetType())!, row)}#{Version(row)}";

    public static string Hash(ExchangeDb db, object row) => Convert.ToBase64String(RowHash.Of(db.Model.FindEntityType(row.GetType())!, row));

    // Deliveries, the count of a document's events and a packet that waits for its document change; everything else is written once.
    private static long Version(object row) => row switch
    {
        Packet packet => packet.Version,
        Delivery delivery => delivery.Version,
        Document document => document.Events,
        _ => 0,
    };

    // Keys are code/id or code/id/number.
    private static Guid Id(string key) => Guid.Parse(key.Split('/')[1]);
}
