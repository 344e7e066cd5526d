using System.Globalization;
using System.Net;

namespace VanLang.Foundation.Tests.Web.Outbound;

/// <summary>Addresses as somebody writes them who wants the server to call its own neighbours.</summary>
internal static class ForbiddenUrls
{
    /// <summary>Places that may not be called; the last two are where clouds tell a machine its secrets.</summary>
    public static readonly string[] Places = ["127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "0.0.0.0", "169.254.169.254", "100.100.100.200"];

    public static IEnumerable<string> All(int port, Func<string, string> nameFor)
    {
        foreach (var place in Places)
        {
            foreach (var host in Forms(IPAddress.Parse(place)))
            {
                yield return $"https://{host}:{port}/hook";
            }

            yield return $"http://{place}:{port}/hook";
            yield return $"https://{nameFor(place)}:{port}/hook";
            yield return $"https://ten.example.gov.vn:{port}@{place}:{port}/hook";
            yield return $"https://{place}:{port}\\@ten.gov.vn/hook";
        }

        foreach (var six in (string[])["::", "::1", "fc00::1", "fd12:3456::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "2001:db8::1", "100::1", "64:ff9b:1::7f00:1", "3fff::1", "5f00::1"])
        {
            yield return $"https://[{six}]:{port}/hook";
            yield return $"https://{nameFor(six)}:{port}/hook";
        }

        foreach (var four in (string[])["100.64.0.1", "192.0.0.1", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "168.63.129.16", "192.88.99.1"])
        {
            yield return $"https://{four}:{port}/hook";
            yield return $"https://{nameFor(four)}:{port}/hook";
        }

        foreach (var odd in (string[])
        [
            "file:///etc/passwd", "gopher://127.0.0.1:{0}/_GET%20/", "ftp://127.0.0.1:{0}/", "dict://127.0.0.1:{0}/", "ldap://127.0.0.1:{0}/", "ws://127.0.0.1:{0}/", "jar:https://127.0.0.1:{0}/!/",
            "https:127.0.0.1:{0}/", "https:/127.0.0.1:{0}/", "https:///127.0.0.1:{0}/", "//127.0.0.1:{0}/", "javascript:fetch('https://127.0.0.1:{0}')", "data:text/plain,x", "unix:///run/docker.sock",
            "https://user:mat-khau@ten.gov.vn/", "https://user@127.0.0.1:{0}/", "https://@127.0.0.1:{0}/", "https://ten.gov.vn#@127.0.0.1:{0}/", "https://127.0.0.1:{0}#.ten.gov.vn/", "https://ten.gov.vn%40127.0.0.1:{0}/",
            "https://localhost:{0}/", "https://LOCALHOST:{0}/", "https://localhost.:{0}/", "https://a.localhost:{0}/", "https://localhost.localdomain..:{0}/", "https://ten.gov.vn.:{0}/", "https://.ten.gov.vn:{0}/", "https://ten..gov.vn:{0}/",
            "https://[::1%25lo]:{0}/", "https://[fe80::1%25eth0]:{0}/", "https://[::ffff:127.0.0.1%251]:{0}/", "https://[127.0.0.1]:{0}/", "https://[::1:{0}/", "https://::1:{0}/",
            "https://ten.gov.vn:0/", "https://ten.gov.vn:65536/", "https://ten.gov.vn:0443/", "https://ten.gov.vn:-1/", "https://ten.gov.vn:/", "https://ten.gov.vn:443:{0}/", "https://ten.gov.vn:22/", "https://ten.gov.vn:25/",
            "https://lоcalhost:{0}/", "https://xn--127001-x27b.vn:{0}/", "https://xn--a.vn:{0}/", "https://xn--.vn:{0}/", "https://ab--cd.vn:{0}/", "https://-a.vn:{0}/", "https://a-.vn:{0}/", "https://a_b.vn:{0}/",
            "https://127.0.0.1\t:{0}/", "https://127.0.0.1\r\nHost: x:{0}/", " https://127.0.0.1:{0}/", "https://127.0.0.1 :{0}/", "https://ten.gov.vn\0.127.0.0.1:{0}/", "https://gov:{0}/", "", "https://", "https://:{0}/", "mot dong chu",
        ])
        {
            yield return odd.Replace("{0}", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Forms(IPAddress place)
    {
        var b = place.GetAddressBytes();
        var number = ((uint)b[0] << 24) | ((uint)b[1] << 16) | ((uint)b[2] << 8) | b[3];
        var dotted = place.ToString();
        yield return dotted;
        yield return number.ToString(CultureInfo.InvariantCulture);
        yield return $"0x{number:x8}";
        yield return $"0X{number:X}";
        yield return "0" + Convert.ToString(number, 8);
        yield return string.Join('.', b.Select(x => $"0x{x:x2}"));
        yield return string.Join('.', b.Select(x => "0" + Convert.ToString(x, 8).PadLeft(3, '0')));
        yield return string.Join('.', b.Select(x => x.ToString("000", CultureInfo.InvariantCulture)));
        yield return $"{b[0]}.{((uint)b[1] << 16) | ((uint)b[2] << 8) | b[3]}";
        yield return $"{b[0]}.{b[1]}.{((uint)b[2] << 8) | b[3]}";
        yield return $"0x{b[0]:x}.{((uint)b[1] << 16) | ((uint)b[2] << 8) | b[3]}";
        yield return dotted + ".";
        yield return dotted + ".0x0";
        yield return dotted.Replace('.', '。');
        yield return dotted.Replace('.', '．');
        yield return dotted.Replace('.', '｡');
        yield return string.Concat(dotted.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '０') : c));
        yield return string.Concat(dotted.Select(c => c is >= '1' and <= '9' ? (char)(c - '1' + '①') : c));
        yield return string.Concat(dotted.Select(c => $"%{(int)c:x2}"));
        yield return $"[::ffff:{dotted}]";
        yield return $"[::ffff:{number >> 16:x}:{number & 0xffff:x}]";
        yield return $"[0:0:0:0:0:ffff:{dotted}]";
        yield return $"[::{dotted}]";
        yield return $"[64:ff9b::{dotted}]";
        yield return $"[2002:{number >> 16:x}:{number & 0xffff:x}::1]";
        yield return $"[2001:0:4136:e378:8000:63bf:{~number >> 16:x}:{~number & 0xffff:x}]";
    }
}
