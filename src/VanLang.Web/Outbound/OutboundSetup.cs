using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace VanLang.Web.Outbound;

/// <summary>Registers the guarded client.</summary>
public static class OutboundSetup
{
    /// <summary>For every module that calls addresses given by others.</summary>
    public static IServiceCollection AddOutbound(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OutboundOptions>().Bind(configuration.GetSection(OutboundOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<ResolveName>((host, ct) => Dns.GetHostAddressesAsync(host, ct));
        services.AddSingleton<OutboundGuard>();
        services.AddSingleton<OutboundClient>();
        return services;
    }
}
