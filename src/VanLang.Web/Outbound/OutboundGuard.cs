using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace VanLang.Web.Outbound;

/// <summary>How names become addresses: the system's resolver, unless somebody says otherwise.</summary>
/// <param name="host">The name.</param>
/// <param name="ct">Ends the wait.</param>
public delegate Task<IPAddress[]> ResolveName(string host, CancellationToken ct);

/// <summary>
/// Decides what the server may call on the word of somebody outside. All addresses of a name are vetted, and the caller connects to one of
/// those that were vetted: asking again at the time of connecting would let the name's owner answer something else (rebinding).
/// </summary>
public sealed class OutboundGuard(IOptions<OutboundOptions> options, ResolveName resolve)
{
    private readonly IReadOnlyList<IPNetwork> named = options.Value.Named();
    private readonly IReadOnlySet<int> ports = options.Value.Allowed();

    /// <summary>Form, name and every address of it.</summary>
    public async Task<AddressFault> Check(string? text, CancellationToken ct) =>
        OutboundAddress.Read(text, out var address) is not AddressFault.None and var wrong ? wrong : (await Vet(address.Scheme, address.IdnHost, address.Port, ct)).Fault;

    /// <summary>Addresses to which a connection may be made; none when one of them may not.</summary>
    internal async Task<(AddressFault Fault, IPAddress[] Addresses)> Vet(string scheme, string host, int port, CancellationToken ct)
    {
        var found = await Resolve(host, ct);
        if (found.Length == 0)
        {
            return (AddressFault.Unknown, []);
        }

        foreach (var address in found)
        {
            var inNamed = named.Any(n => ForbiddenNetworks.Covers(n, address)) && !ForbiddenNetworks.IsSecret(address);
            var fault = inNamed ? AddressFault.None
                : !ForbiddenNetworks.IsPublic(address) ? AddressFault.Network
                : scheme != Uri.UriSchemeHttps ? AddressFault.Scheme
                : !ports.Contains(port) ? AddressFault.Port
                : AddressFault.None;
            if (fault is not AddressFault.None)
            {
                return (fault, []);
            }
        }

        return (AddressFault.None, found);
    }

    private async Task<IPAddress[]> Resolve(string host, CancellationToken ct)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal))
        {
            return [literal];
        }

        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
        {
            return [IPAddress.Loopback, IPAddress.IPv6Loopback]; // RFC 6761, section 6.3, whatever a resolver says.
        }

        if (OutboundAddress.LeadsNowhere(host))
        {
            return [];
        }

        try
        {
            return await resolve(host, ct);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
