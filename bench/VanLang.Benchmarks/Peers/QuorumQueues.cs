using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace VanLang.Benchmarks.Peers;

/// <summary>
/// Durable quorum queues behind one exchange, a channel for each publisher, a consumer for each queue that acknowledges every message.
/// A publish ends with the broker's confirm, which for a quorum queue means: on disk.
/// </summary>
internal sealed class QuorumQueues : IAsyncDisposable
{
    private const int ChannelsPerConnection = 16;

    private readonly List<IConnection> connections = [];
    private readonly List<IChannel> publishers = [];
    private readonly List<IChannel> consumers = [];
    private readonly string exchange;
    private long consumed;
    private long published;

    private QuorumQueues(string exchange) => this.exchange = exchange;

    private int Queues => consumers.Count;

    public static async Task<QuorumQueues> Open(int queues, int publishers)
    {
        var opened = new QuorumQueues($"bench-{queues}");
        for (var i = 0; i < publishers; i += ChannelsPerConnection)
        {
            var connection = await Connect();
            opened.connections.Add(connection);
            for (var n = i; n < Math.Min(publishers, i + ChannelsPerConnection); n++)
            {
                opened.publishers.Add(await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)));
            }
        }

        opened.connections.Add(await Connect());
        await opened.publishers[0].ExchangeDeclareAsync(opened.exchange, ExchangeType.Fanout, durable: true);
        for (var q = 0; q < queues; q++)
        {
            await opened.Consume($"{opened.exchange}-{q}");
        }

        return opened;
    }

    /// <summary>One message, confirmed.</summary>
    public async Task Publish(int publisher, byte[] body)
    {
        await publishers[publisher].BasicPublishAsync(exchange, "", mandatory: true, new BasicProperties { Persistent = true }, body);
        Interlocked.Increment(ref published);
    }

    /// <summary>Waits until every confirmed message has been consumed from every queue: a round pays for its own.</summary>
    public async Task Drain()
    {
        while (Interlocked.Read(ref consumed) < Interlocked.Read(ref published) * Queues)
        {
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }
    }

    private static Task<IConnection> Connect() => new ConnectionFactory { HostName = "127.0.0.1", Port = RabbitServer.Port, ConsumerDispatchConcurrency = 1 }.CreateConnectionAsync();

    private async Task Consume(string queue)
    {
        var channel = await connections[^1].CreateChannelAsync();
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.QueueBindAsync(queue, exchange, "");
        await channel.BasicQosAsync(0, 256, global: false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, message) =>
        {
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false);
            Interlocked.Increment(ref consumed);
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer);
        consumers.Add(channel);
    }
}
