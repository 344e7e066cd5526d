using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace VanLang.Exchange.Tests.Push;

/// <summary>A pushed event as an agency's system gets it.</summary>
internal sealed record Pushed(string Path, string Token, string ContentType, DateTimeOffset At)
{
    public JsonElement Header { get; } = Part(Token, 0);

    public JsonElement Claims { get; } = Part(Token, 1);

    public string Id => Claims.GetProperty("jti").GetString()!;

    public string Kind => Claims.GetProperty("events").EnumerateObject().Single().Name;

    public JsonElement Event => Claims.GetProperty("events").EnumerateObject().Single().Value;

    private static JsonElement Part(string token, int index) => JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[index])).RootElement;
}

/// <summary>An agency's system that listens on a real port, and behaves as it is told for each event.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    public const string Taken = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task taking;

    public Receiver()
    {
        listener.Start();
        taking = Take();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Url => $"http://127.0.0.1:{Port}/su-kien";

    /// <summary>Every event that came, in order, whatever was answered.</summary>
    public ConcurrentQueue<Pushed> Came { get; } = new();

    /// <summary>Events that were answered with 202.</summary>
    public ConcurrentQueue<Pushed> Accepted { get; } = new();

    /// <summary>What to do with an event; null to take it.</summary>
    public Func<Pushed, NetworkStream, CancellationToken, Task>? Behaviour { get; set; }

    public static Func<Pushed, NetworkStream, CancellationToken, Task> Answer(int status, string text = "", string header = "") =>
        (_, stream, ct) => Write(stream, $"HTTP/1.1 {status} X\r\n{header}Content-Length: {Encoding.UTF8.GetByteCount(text)}\r\nConnection: close\r\n\r\n{text}", ct);

    public static Task Hang(Pushed pushed, NetworkStream stream, CancellationToken ct) => Task.Delay(Timeout.Infinite, ct);

    public static Task Reset(Pushed pushed, NetworkStream stream, CancellationToken ct)
    {
        stream.Socket.LingerState = new LingerOption(true, 0);
        stream.Socket.Close();
        return Task.CompletedTask;
    }

    public static async Task Drip(Pushed pushed, NetworkStream stream, CancellationToken ct)
    {
        foreach (var letter in "HTTP/1.1 202 Accepted\r\nContent-Length: 1000\r\n\r\n" + new string('x', 1000))
        {
            await stream.WriteAsync(new[] { (byte)letter }, ct);
            await Task.Delay(100, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await taking;
        stop.Dispose();
    }

    private static Task Write(NetworkStream stream, string text, CancellationToken ct) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), ct).AsTask();

    private async Task Take()
    {
        try
        {
            while (true)
            {
                _ = Serve(await listener.AcceptTcpClientAsync(stop.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var pushed = await Read(stream, stop.Token);
                Came.Enqueue(pushed);
                if (Behaviour is { } behaviour)
                {
                    await behaviour(pushed, stream, stop.Token);
                }
                else
                {
                    Accepted.Enqueue(pushed);
                    await Write(stream, Taken, stop.Token);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
            }
        }
    }

    public async Task Accept(Pushed pushed, NetworkStream stream, CancellationToken ct)
    {
        Accepted.Enqueue(pushed);
        await Write(stream, Taken, ct);
    }

    private static async Task<Pushed> Read(NetworkStream stream, CancellationToken ct)
    {
        var buffer = new byte[32 * 1024];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), ct);
            if (read == 0)
            {
                throw new IOException("Cut.");
            }

            length += read;
            var text = Encoding.ASCII.GetString(buffer, 0, length);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
            {
                continue;
            }

            var head = text[..end].Split("\r\n");
            var size = int.Parse(Value(head, "Content-Length"), CultureInfo.InvariantCulture);
            if (length >= end + 4 + size)
            {
                return new Pushed(head[0].Split(' ')[1], text.Substring(end + 4, size), Value(head, "Content-Type"), DateTimeOffset.UtcNow);
            }
        }
    }

    private static string Value(string[] head, string name) => head.Single(h => h.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Split(':', 2)[1].Trim();
}
