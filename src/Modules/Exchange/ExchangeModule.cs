using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data;
using VanLang.Data.Archives;
using VanLang.Data.Blobs;
using VanLang.Exchange.Api;
using VanLang.Exchange.Archives;
using VanLang.Exchange.Board;
using VanLang.Exchange.Clocks;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Demo;
using VanLang.Exchange.ExistingSystems;
using VanLang.Exchange.Groups;
using VanLang.Exchange.History;
using VanLang.Exchange.Ingest;
using VanLang.Exchange.Maintenance;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Pages;
using VanLang.Exchange.Pages.Clocks;
using VanLang.Exchange.Pages.History;
using VanLang.Exchange.Push;
using VanLang.Exchange.Receipts;
using VanLang.Exchange.Templates;
using VanLang.Exchange.Uploads;
using VanLang.Exchange.Validation;
using VanLang.Kernel;
using VanLang.Web.Modules;
using VanLang.Web.Search;

namespace VanLang.Exchange;

/// <summary>The one face of the module.</summary>
public static class ExchangeModule
{
    public static ModuleInfo Info { get; } = new(ExchangeDb.Name, typeof(ExchangeModule).Assembly, Add, Map, Menu:
    [
        new(Systems.Documents, "Văn bản đến", "/exchange/inbox", "inbox", ExchangePermissions.Read, "Hộp văn bản", CountInbox) { TitleEn = "Incoming" },
        new(Systems.Documents, "Văn bản đi", "/exchange/outbox", "send", ExchangePermissions.Read, "Hộp văn bản") { TitleEn = "Outgoing" },
        new(Systems.Documents, "Gửi văn bản", "/exchange/compose", "file-plus", ExchangePermissions.Send, "Hộp văn bản") { TitleEn = "Send a document" },
        new(Systems.Documents, "Nhóm nơi nhận", "/exchange/groups", "users", ExchangePermissions.Send, "Hộp văn bản") { TitleEn = "Groups" },
        new(Systems.Documents, "Mẫu văn bản gửi", "/exchange/templates", "file-text", ExchangePermissions.Send, "Hộp văn bản") { TitleEn = "Templates" },
        new(Systems.Documents, "Trước khi kết nối", "/exchange/history", "archive", ExchangePermissions.Read, "Hộp văn bản") { TitleEn = "Before connecting" },
        new(Systems.Documents, "Bảng theo dõi Trục", "/exchange/board", "chart-column", ExchangePermissions.Board, "Giám sát") { TitleEn = "Board of the exchange" },
        new(Systems.Documents, "Giữ hạn gửi, nhận", "/exchange/deadlines", "clock", ExchangePermissions.Board, "Giám sát") { TitleEn = "Deadlines kept" },
        new(Systems.Documents, "Địa chỉ nhận tin báo", "/exchange/webhooks", "plug", ExchangePermissions.Webhooks, "Giám sát") { TitleEn = "Pushed events" },
        new(Systems.Reference, "Kiểm tra gói tin edXML", "/exchange/validate", "file-check", null, "Trục liên thông") { TitleEn = "Validate an edXML packet" },
    ])
    {
        Permissions = ExchangePermissions.All,
        Acts = ExchangeActs.All,
        SeedCatalogue = async (services, ct) =>
        {
            await SeedAlertRules.Run(services, ct);
            await SeedDeadlineRules.Run(services, ct);
            await SeedRetentionRules.Run(services, ct);
        },
        SeedDemo = SeedDemo.Run,
    };

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<ExchangeDb, SqliteExchangeDb, PostgresExchangeDb>(ExchangeDb.Name);
        services.AddOptions<ExchangeOptions>().Bind(configuration.GetSection(ExchangeOptions.Section)).ValidateDataAnnotations().ValidateOnStart();

        ExchangeProofs.Add(services);
        EvidenceApi.Add(services);
        services.AddSingleton<ReceiptSigner>();
        services.AddSingleton<InboxSignals>();
        services.AddSingleton<LongPoll>();
        services.AddSingleton<DeadlineBooks>();
        services.AddHostedService<WatchInboxes>();
        services.AddSingleton<IngestWriter>();
        services.AddHostedService(sp => sp.GetRequiredService<IngestWriter>());
        services.AddSingleton<IBlobOwner, PacketBlobs>();
        services.AddScoped<SweepOrphanBlobs>();
        services.AddHostedService<OrphanSweep>();
        services.AddSingleton<AttachmentCache>();
        services.AddSingleton<PacketUpload>();

        services.AddSingleton<UploadFiles>();
        services.AddHostedService<UploadSweeper>();
        services.AddScoped<CreateUpload>();
        services.AddScoped<FindUpload>();
        services.AddScoped<AppendUpload>();
        services.AddScoped<OpenUpload>();
        services.AddScoped<EndUpload>();
        services.AddScoped<SweepUploads>();

        services.AddScoped<AcceptPacket>();
        services.AddScoped<OpenPacket>();
        services.AddScoped<OpenAttachment>();
        services.AddScoped<WriteStrictForm>();
        services.AddScoped<ListSent>();
        services.AddScoped<ListPacketDeliveries>();
        services.AddScoped<PollInbox>();
        services.AddScoped<AcknowledgeDelivery>();
        services.AddScoped<ReportStatus>();

        services.AddSingleton<PacketSeal>();
        services.AddScoped<SendDocument>();
        services.AddScoped<GetPacket>();
        services.AddScoped<ListInbox>();
        services.AddScoped<ListOutbox>();
        services.AddScoped<ReportFromPage>();
        services.AddScoped<RegisterDelivery>();
        services.AddScoped<RejectDelivery>();
        services.AddScoped<AssignDelivery>();
        services.AddScoped<StartDelivery>();
        services.AddScoped<CompleteDelivery>();
        ChangesApi.Add(services);
        services.AddSingleton<ValidationLimits>();
        services.AddSingleton<ValidatePacket>();
        services.AddSingleton<EdocUpload>();
        services.AddScoped<ListReceivedEdocs>();
        services.AddScoped<ListSentEdocs>();
        services.AddScoped<UpdateQueueState>();
        services.AddScoped<ListUnitChanges>();
        services.AddScoped<ReadBoard>();
        services.AddScoped<ListBoardRows>();
        services.AddScoped<ReadAlerts>();
        services.AddScoped<ListParkedPushes>();
        services.AddScoped<ReadDeadlines>();
        services.AddScoped<ListClocks>();
        services.AddScoped<RecordDeadlineRule>();
        services.AddScoped<ListGroups>();
        services.AddScoped<SaveGroup>();
        services.AddScoped<RemoveGroup>();
        services.AddScoped<UseTemplate>();
        services.AddScoped<SaveTemplate>();
        services.AddScoped<RemoveTemplate>();
        services.AddScoped<PacketArchive>();
        services.AddScoped<CheckHistory>();
        services.AddScoped<ImportHistory>();
        services.AddScoped<ListHistory>();
        services.AddSingleton<IBlobOwner, HistoryBlobs>();
        services.AddScoped<ChangeAlertRule>();
        AddPush(services);
        AddArchives(services);
        services.AddScoped<IWorkSource, InboxWork>();
        services.AddScoped<ISearchSource, SearchPackets>();
    }

    private static void AddArchives(IServiceCollection services)
    {
        services.AddSingleton<ExchangeArchives>();
        services.AddSingleton<IMonthArchivist>(sp => sp.GetRequiredService<ExchangeArchives>());
        services.AddSingleton<IArchiveOwner>(sp => sp.GetRequiredService<ExchangeArchives>());
        services.AddScoped<PacketBytes>();
        services.AddScoped<PlanMonth>();
        services.AddScoped<ArchiveMonths>();
        services.AddScoped<HoldDocument>();
        services.AddScoped<ReleaseDocument>();
        services.AddScoped<RecordRetentionRule>();
    }

    private static void AddPush(IServiceCollection services)
    {
        services.AddSingleton<EventSigner>();
        services.AddSingleton<PushEvents>();
        services.AddHostedService<PushDispatcher>();
        services.AddScoped<RegisterWebhook>();
        services.AddScoped<ChangeWebhook>();
        services.AddScoped<PauseWebhook>();
        services.AddScoped<ResumeWebhook>();
        services.AddScoped<EndWebhook>();
        services.AddScoped<PingWebhook>();
        services.AddScoped<ReplayEvents>();
        services.AddScoped<ListWebhooks>();
        services.AddScoped<ListFailures>();
        services.AddScoped<PollStatuses>();
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
        ExchangeApi.Map(routes);
        PacketFiles.Map(routes);
        ExistingApi.Map(routes);
        ValidationApi.Map(routes);
        DeadlineFiles.Map(routes);
        HistoryFiles.Map(routes);
    }

    private static async ValueTask<int?> CountInbox(IServiceProvider services, Actor actor, CancellationToken ct) =>
        await services.GetRequiredService<ExchangeDb>().DeliveriesTo(actor).CountAsync(d => d.Lane == DeliveryLane.Waiting, ct);
}
