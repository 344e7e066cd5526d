using Microsoft.EntityFrameworkCore;
using VanLang.Data;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Uploads;
using VanLang.Kernel;

namespace VanLang.Exchange;

internal abstract class ExchangeDb(DbContextOptions options, DataNode node) : ModuleDb(options, node)
{
    public const string Name = "exchange";

    public override string Module => Name;

    public DbSet<Packet> Packets => Set<Packet>();

    public DbSet<Attachment> Attachments => Set<Attachment>();

    public DbSet<Document> Documents => Set<Document>();

    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<DeliveryStatus> DeliveryStatuses => Set<DeliveryStatus>();

    public DbSet<Upload> Uploads => Set<Upload>();

    /// <summary>Packets that the actor's organisation sent or received: the only ones it may know of.</summary>
    public IQueryable<Packet> PacketsOf(Actor actor)
    {
        var own = actor.OrganizationCode ?? "";
        return actor.Kind is ActorKind.System
            ? Packets.AsNoTracking()
            : Packets.AsNoTracking().Where(p => p.SenderCode == own || Deliveries.Any(d => d.RecipientCode == own && d.PacketId == p.Id));
    }

    /// <summary>Deliveries to the actor's organisation.</summary>
    public IQueryable<Delivery> DeliveriesTo(Actor actor)
    {
        var own = actor.OrganizationCode ?? "";
        return Deliveries.AsNoTracking().Where(d => d.RecipientCode == own);
    }

    /// <summary>Files that the actor's organisation is sending in pieces.</summary>
    public IQueryable<Upload> UploadsOf(Actor actor)
    {
        var own = actor.OrganizationCode ?? "";
        return Uploads.AsNoTracking().Where(u => u.OwnerCode == own);
    }

    protected override void Map(ModelBuilder model)
    {
        model.ApplyConfiguration(new PacketMap());
        model.ApplyConfiguration(new AttachmentMap());
        model.ApplyConfiguration(new DocumentMap());
        model.ApplyConfiguration(new DeliveryMap());
        model.ApplyConfiguration(new DeliveryStatusMap());
        model.ApplyConfiguration(new UploadMap());
    }
}

internal sealed class SqliteExchangeDb(DbContextOptions<SqliteExchangeDb> options, DataNode node) : ExchangeDb(options, node);

internal sealed class PostgresExchangeDb(DbContextOptions<PostgresExchangeDb> options, DataNode node) : ExchangeDb(options, node);
