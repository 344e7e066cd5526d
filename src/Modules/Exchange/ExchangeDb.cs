using Microsoft.EntityFrameworkCore;
using VanLang.Data;
using VanLang.Exchange.Archives;
using VanLang.Exchange.Board;
using VanLang.Exchange.Changes;
using VanLang.Exchange.Clocks;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Groups;
using VanLang.Exchange.History;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Push;
using VanLang.Exchange.Templates;
using VanLang.Exchange.Uploads;
using VanLang.Kernel;

namespace VanLang.Exchange;

internal abstract class ExchangeDb(DbContextOptions options, DataNode node) : ModuleDb(options, node)
{
    public const string Name = "exchange";

    public override string Module => Name;

    public DbSet<Packet> Packets => Set<Packet>();

    public DbSet<Attachment> Attachments => Set<Attachment>();

    public DbSet<PacketTarget> PacketTargets => Set<PacketTarget>();

    public DbSet<Document> Documents => Set<Document>();

    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<DeliveryStatus> DeliveryStatuses => Set<DeliveryStatus>();

    public DbSet<Destruction> Destructions => Set<Destruction>();

    public DbSet<MonthArchive> MonthArchives => Set<MonthArchive>();

    public DbSet<ArchivedPacket> ArchivedPackets => Set<ArchivedPacket>();

    public DbSet<ArchiveHold> ArchiveHolds => Set<ArchiveHold>();

    public DbSet<RetentionRule> RetentionRules => Set<RetentionRule>();

    public DbSet<Upload> Uploads => Set<Upload>();

    public DbSet<AxisDay> AxisDays => Set<AxisDay>();

    public DbSet<AxisAgency> AxisAgencies => Set<AxisAgency>();

    public DbSet<FetchDelay> FetchDelays => Set<FetchDelay>();

    public DbSet<AlertRule> AlertRules => Set<AlertRule>();

    public DbSet<DeadlineRule> DeadlineRules => Set<DeadlineRule>();

    public DbSet<DeadlineDay> DeadlineDays => Set<DeadlineDay>();

    public DbSet<RecipientGroup> RecipientGroups => Set<RecipientGroup>();

    public DbSet<DocumentTemplate> DocumentTemplates => Set<DocumentTemplate>();

    public DbSet<HistoricDocument> HistoricDocuments => Set<HistoricDocument>();

    public DbSet<HistoricImport> HistoricImports => Set<HistoricImport>();

    public DbSet<Webhook> Webhooks => Set<Webhook>();

    public DbSet<WebhookCursor> WebhookCursors => Set<WebhookCursor>();

    public DbSet<WebhookFailure> WebhookFailures => Set<WebhookFailure>();

    /// <summary>Addresses to which the actor's agency has its events pushed; those of all agencies for who runs the axis.</summary>
    public IQueryable<Webhook> WebhooksOf(Actor actor)
    {
        var own = actor.OrganizationCode ?? "";
        return actor.May(ExchangePermissions.WebhooksOfAll) ? Webhooks.AsNoTracking() : Webhooks.AsNoTracking().Where(w => w.OrganizationCode == own);
    }

    /// <summary>
    /// Packets that the actor's organisation, or one that it continues, sent or received: the only ones it may know of. What a recipient has
    /// destroyed after a recall, or given back, is not among them any more; of that, <see cref="DeliveriesTo"/> keeps the trace.
    /// </summary>
    public IQueryable<Packet> PacketsOf(Actor actor)
    {
        if (actor.Kind is ActorKind.System)
        {
            return Packets.AsNoTracking();
        }

        // One code is the rule, and compared as one it is found by the index in the order of the log.
        if (actor.ActsFor is not { Count: > 1 } codes)
        {
            var own = actor.OrganizationCode ?? "";
            return Packets.AsNoTracking().Where(p => p.SenderCode == own || Deliveries.Any(d => d.RecipientCode == own && d.PacketId == p.Id && d.State != DeliveryState.Recalled && d.State != DeliveryState.Withdrawn));
        }

        return Packets.AsNoTracking().Where(p => codes.Contains(p.SenderCode) || Deliveries.Any(d => codes.Contains(d.RecipientCode) && d.PacketId == p.Id && d.State != DeliveryState.Recalled && d.State != DeliveryState.Withdrawn));
    }

    /// <summary>Packets that the actor's organisation, or one that it continues, sent.</summary>
    public IQueryable<Packet> PacketsSentBy(Actor actor)
    {
        if (actor.ActsFor is not { Count: > 1 } codes)
        {
            var own = actor.OrganizationCode ?? "";
            return Packets.AsNoTracking().Where(p => p.SenderCode == own);
        }

        return Packets.AsNoTracking().Where(p => codes.Contains(p.SenderCode));
    }

    /// <summary>Deliveries to the actor's organisation, or to one that it continues.</summary>
    public IQueryable<Delivery> DeliveriesTo(Actor actor)
    {
        if (actor.ActsFor is not { Count: > 1 } codes)
        {
            var own = actor.OrganizationCode ?? "";
            return Deliveries.AsNoTracking().Where(d => d.RecipientCode == own);
        }

        return Deliveries.AsNoTracking().Where(d => codes.Contains(d.RecipientCode));
    }

    /// <summary>
    /// What of these waits in the queue. What the axis closed before anybody took it off, or what a new version took the place of, is never delivered.
    /// </summary>
    public static IQueryable<Delivery> Waiting(IQueryable<Delivery> deliveries) => deliveries.Where(d => d.AckedAt == null
        && d.State != DeliveryState.Recalled && d.State != DeliveryState.Withdrawn && d.State != DeliveryState.Updated && d.State != DeliveryState.Superseded);

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
        model.ApplyConfiguration(new PacketTargetMap());
        model.ApplyConfiguration(new DocumentMap());
        model.ApplyConfiguration(new DeliveryMap());
        model.ApplyConfiguration(new DeliveryStatusMap());
        model.ApplyConfiguration(new DestructionMap());
        model.ApplyConfiguration(new MonthArchiveMap());
        model.ApplyConfiguration(new ArchivedPacketMap());
        model.ApplyConfiguration(new ArchiveHoldMap());
        model.ApplyConfiguration(new RetentionRuleMap());
        model.ApplyConfiguration(new AxisDayMap());
        model.ApplyConfiguration(new AxisAgencyMap());
        model.ApplyConfiguration(new FetchDelayMap());
        model.ApplyConfiguration(new AlertRuleMap());
        model.ApplyConfiguration(new DeadlineRuleMap());
        model.ApplyConfiguration(new DeadlineDayMap());
        model.ApplyConfiguration(new RecipientGroupMap());
        model.ApplyConfiguration(new GroupMemberMap());
        model.ApplyConfiguration(new DocumentTemplateMap());
        model.ApplyConfiguration(new HistoricDocumentMap());
        model.ApplyConfiguration(new HistoricImportMap());
        model.ApplyConfiguration(new UploadMap());
        model.ApplyConfiguration(new WebhookMap());
        model.ApplyConfiguration(new WebhookCursorMap());
        model.ApplyConfiguration(new WebhookFailureMap());
    }
}

internal sealed class SqliteExchangeDb(DbContextOptions<SqliteExchangeDb> options, DataNode node) : ExchangeDb(options, node);

internal sealed class PostgresExchangeDb(DbContextOptions<PostgresExchangeDb> options, DataNode node) : ExchangeDb(options, node);
