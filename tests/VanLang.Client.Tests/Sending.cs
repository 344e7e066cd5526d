using System.Globalization;
using System.Security.Cryptography;
using VanLang.Client.Access;
using VanLang.Client.Packets;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Testing;

namespace VanLang.Client.Tests;

/// <summary>Agencies' systems built with the client library.</summary>
internal static class Sending
{
    private static int last = Random.Shared.Next(100_000, 800_000);

    /// <summary>A client of a test server, as impatient as a test wants it.</summary>
    public static ExchangeClient Client(Uri address, string dataFolder, string code, TimeProvider time, HttpMessageHandler? handler = null, Func<ExchangeClientOptions, ExchangeClientOptions>? change = null)
    {
        var options = new ExchangeClientOptions { Address = address, Time = time, FirstPause = TimeSpan.FromMilliseconds(20), LongestPause = TimeSpan.FromMilliseconds(400) };
        return new ExchangeClient(change?.Invoke(options) ?? options, ExchangeCredentials.FromFile(KeyFile(dataFolder, code)), handler);
    }

    public static ExchangeClient Client(this TestApp app, string code, HttpMessageHandler? handler = null, Func<ExchangeClientOptions, ExchangeClientOptions>? change = null) =>
        Client(app.Address, app.Database.DataFolder, code, app.Clock, handler, change);

    public static string KeyFile(string dataFolder, string code) => Path.Combine(dataFolder, "demo", "clients", code + ".json");

    public static string NextNumber() => Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture);

    public static PacketFile Pdf(string text = "Văn bản thử", int padding = 0, string name = "văn bản.pdf")
    {
        var bytes = SmallPdf.Make(text, padding: padding);
        return new PacketFile(name, () => new MemoryStream(bytes, writable: false), "application/pdf");
    }

    public static byte[] Bytes(this PacketFile file)
    {
        using var content = file.Open();
        using var all = new MemoryStream();
        content.CopyTo(all);
        return all.ToArray();
    }

    public static OutgoingPacket Packet(string from, string[] to, params PacketFile[] files) => new()
    {
        From = new PacketParty("000.00.00." + from, "Cơ quan " + from),
        To = [.. to.Select(t => new PacketParty("000.00.00." + t, "Cơ quan " + t))],
        Number = NextNumber(),
        Notation = "VPCP-TTĐT",
        IssuedOn = new DateOnly(2026, 11, 24),
        Subject = "V/v kết nối & liên thông <phần mềm> quản lý văn bản",
        SignerPosition = "Cục trưởng",
        SignerName = "Nguyễn Văn Kiểm",
        Place = "Hà Nội",
        MadeAt = TestClock.Start,
        Files = files.Length > 0 ? files : [Pdf()],
    };

    public static async Task<byte[]> Write(OutgoingPacket packet)
    {
        using var bytes = new MemoryStream();
        await PacketWriter.WriteAsync(packet, bytes);
        return bytes.ToArray();
    }

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static async Task<ExchangeException> Fails(ExchangeFailure failure, string code, Func<Task> act)
    {
        var thrown = await Assert.ThrowsAsync<ExchangeException>(act);
        Assert.Equal((failure, code), (thrown.Failure, thrown.Code));
        return thrown;
    }
}
