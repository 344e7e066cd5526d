using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VanLang.Foundation.Tests.Web.Outbound;

/// <summary>Counts every connection to a port on every address of this machine, and answers what it is told to.</summary>
internal sealed class CountingListener : IAsyncDisposable
{
    private readonly List<TcpListener> listeners = [];
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> taking = [];
    private int connections;

    public CountingListener(params IPAddress[] on)
    {
        foreach (var address in on)
        {
            var listener = new TcpListener(address, Port);
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            listeners.Add(listener);
            taking.Add(Take(listener));
        }
    }

    public int Port { get; private set; }

    public int Connections => Volatile.Read(ref connections);

    /// <summary>What is written back, and then the connection is closed.</summary>
    public Func<NetworkStream, CancellationToken, Task> Answer { get; set; } = (stream, ct) => stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"), ct).AsTask();

    public void Says(string raw) => Answer = (stream, ct) => stream.WriteAsync(Encoding.ASCII.GetBytes(raw), ct).AsTask();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listeners.ForEach(l => l.Stop());
        await Task.WhenAll(taking);
        stop.Dispose();
    }

    private async Task Take(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                Interlocked.Increment(ref connections);
                _ = Serve(client);
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
                _ = await stream.ReadAsync(new byte[8192], stop.Token); // Whatever it asks for, the answer is the same.
                await Answer(stream, stop.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
            }
        }
    }
}
