using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data;
using VanLang.Exchange.Api;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Demo;
using VanLang.Exchange.Ingest;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Receipts;
using VanLang.Web.Modules;

namespace VanLang.Exchange;

/// <summary>The one face of the module.</summary>
public static class ExchangeModule
{
    public static ModuleInfo Info { get; } = new(ExchangeDb.Name, typeof(ExchangeModule).Assembly, Add, ExchangeApi.Map, Menu: [])
    {
        Permissions = ExchangePermissions.All,
        SeedDemo = SeedDemo.Run,
    };

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<ExchangeDb, SqliteExchangeDb, PostgresExchangeDb>(ExchangeDb.Name);
        services.AddOptions<ExchangeOptions>().Bind(configuration.GetSection(ExchangeOptions.Section)).ValidateDataAnnotations().ValidateOnStart();

        services.AddSingleton<ReceiptSigner>();
        services.AddSingleton<InboxSignals>();
        services.AddSingleton<IngestWriter>();
        services.AddHostedService(sp => sp.GetRequiredService<IngestWriter>());
        services.AddSingleton<AttachmentCache>();
        services.AddSingleton<PacketUpload>();

        services.AddScoped<AcceptPacket>();
        services.AddScoped<OpenPacket>();
        services.AddScoped<OpenAttachment>();
        services.AddScoped<WriteStrictForm>();
        services.AddScoped<ListSent>();
        services.AddScoped<ListPacketDeliveries>();
        services.AddScoped<PollInbox>();
        services.AddScoped<AcknowledgeDelivery>();
        services.AddScoped<ReportStatus>();
    }
}
