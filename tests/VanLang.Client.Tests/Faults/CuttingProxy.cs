using System.Net;
using System.Net.Sockets;

namespace VanLang.Client.Tests.Faults;

/// <summary>
/// A line that breaks: passes bytes between a client and a server, and drops a connection when so many have gone through it, as often as it was told to.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly Uri server;
    private readonly Task accepting;
    private readonly Random random;
    private readonly long between;
    private int left;
    private long budget;

    /// <param name="server">Where bytes go.</param>
    /// <param name="cuts">So often.</param>
    /// <param name="between">About so many bytes lie between two cuts.</param>
    /// <param name="seed">Chooses the places.</param>
    public CuttingProxy(Uri server, int cuts, long between, int seed)
    {
        this.server = server;
        this.between = between;
        left = cuts;
        random = new Random(seed);
        budget = Next();
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        accepting = Task.Run(Accept);
    }

    public Uri Address { get; }

    public int Cuts { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        await accepting;
        listener.Dispose();
        over.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (!over.IsCancellationRequested)
            {
                var client = await listener.AcceptTcpClientAsync(over.Token);
                _ = Task.Run(() => Carry(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task Carry(TcpClient client)
    {
        using (client)
        using (var target = new TcpClient())
        {
            try
            {
                await target.ConnectAsync(server.Host, server.Port, over.Token);
                await using var near = client.GetStream();
                await using var far = target.GetStream();
                await Task.WhenAny(Pass(near, far), Pass(far, near));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // One side is gone; the other is closed with it.
            }
        }
    }

    private async Task Pass(NetworkStream from, NetworkStream to)
    {
        var piece = new byte[32 * 1024];
        while (await from.ReadAsync(piece, over.Token) is var count && count > 0)
        {
            if (Spent(count))
            {
                await to.WriteAsync(piece.AsMemory(0, count / 2), over.Token);
                return;
            }

            await to.WriteAsync(piece.AsMemory(0, count), over.Token);
        }
    }

    private bool Spent(int count)
    {
        lock (random)
        {
            budget -= count;
            if (budget > 0 || left == 0)
            {
                return false;
            }

            left--;
            Cuts++;
            budget = Next();
            return true;
        }
    }

    private long Next() => (long)(between * (0.5 + random.NextDouble()));
}
