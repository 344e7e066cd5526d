using System.Net;
using System.Net.Sockets;

namespace VanLang.Web.Outbound;

/// <summary>
/// Addresses that are no places on the public internet: the special-purpose registries of IANA (RFC 6890 and its updates), multicast, and
/// addresses under which clouds tell a machine its own secrets.
/// </summary>
internal static class ForbiddenNetworks
{
    private static readonly IPNetwork[] V4 = [.. ((string[])
    [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    ]).Select(n => IPNetwork.Parse(n))];

    // Of IPv6 only this is global unicast; the parts of it that are not are listed.
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] V6 = [.. ((string[])["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"]).Select(n => IPNetwork.Parse(n))];

    // Nobody has a webhook there, in a closed network either.
    private static readonly IPAddress[] Secrets = [.. ((string[])["169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254"]).Select(a => IPAddress.Parse(a))];

    private static readonly (IPNetwork Network, int At, bool Inverted)[] Wrappings =
    [
        (IPNetwork.Parse("::/96"), 12, false), // IPv4-compatible, RFC 4291
        (IPNetwork.Parse("::ffff:0:0/96"), 12, false), // IPv4-mapped, RFC 4291
        (IPNetwork.Parse("::ffff:0:0:0/96"), 12, false), // IPv4-translated, RFC 2765
        (IPNetwork.Parse("64:ff9b::/96"), 12, false), // NAT64, RFC 6052
        (IPNetwork.Parse("2002::/16"), 2, false), // 6to4, RFC 3056
        (IPNetwork.Parse("2001::/32"), 12, true), // Teredo, RFC 4380
    ];

    /// <summary>Whether it is a public address.</summary>
    public static bool IsPublic(IPAddress address) => !IsSecret(address) && (address.AddressFamily is AddressFamily.InterNetwork
        ? !Array.Exists(V4, n => Covers(n, address))
        : address.ScopeId == 0 && Covers(Global, address) && !Array.Exists(V6, n => Covers(n, address)));

    /// <summary>
    /// Bit by bit, in the family as written: <see cref="IPNetwork.Contains"/> of .NET 10 looks at the IPv4 address inside a mapped one, so
    /// that 2000::/3 holds ::ffff:10.0.0.1 and ::ffff:0:0/96 does not.
    /// </summary>
    public static bool Covers(IPNetwork network, IPAddress address)
    {
        var (given, tried) = (network.BaseAddress.GetAddressBytes(), address.GetAddressBytes());
        if (given.Length != tried.Length)
        {
            return false;
        }

        for (var bit = 0; bit < network.PrefixLength; bit++)
        {
            if (((given[bit / 8] ^ tried[bit / 8]) & (0x80 >> (bit % 8))) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a machine's own secrets lie there, in whatever IPv6 form the address is wrapped.</summary>
    public static bool IsSecret(IPAddress address) => Array.Exists(Secrets, s => s.Equals(address)) || (Unwrap(address) is { } inner && Array.Exists(Secrets, s => s.Equals(inner)));

    /// <summary>The IPv4 address that an IPv6 address carries; null when it carries none.</summary>
    public static IPAddress? Unwrap(IPAddress address)
    {
        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        foreach (var (network, at, inverted) in Wrappings)
        {
            if (Covers(network, address))
            {
                var inner = bytes.AsSpan(at, 4).ToArray();
                return new IPAddress(inverted ? [.. inner.Select(b => (byte)~b)] : inner);
            }
        }

        return null;
    }
}
