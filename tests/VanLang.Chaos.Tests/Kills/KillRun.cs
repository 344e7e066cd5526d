using VanLang.Testing;

namespace VanLang.Chaos.Tests.Kills;

/// <summary>Agencies send and read, and the server is killed under them again and again.</summary>
internal sealed class KillRun(ServerProcess server, int seed, int sends, int kills)
{
    private readonly AgencyLoad load = new(seed, sends, server);

    public IReadOnlyList<string> Surprises => load.Surprises;

    public IReadOnlyCollection<Guid> Acknowledged => load.Acknowledged;

    public int Repeats => load.Repeats;

    public TimeSpan Took => load.Took;

    public TimeSpan SlowestStart { get; private set; }

    public int Kills { get; private set; }

    public Task<IReadOnlyList<Ack>> Run(string folder, CancellationToken ct) => load.Run(folder, done => Kill(done, ct), ct);

    /// <summary>Kills spread over the sends, each at a random moment within its share.</summary>
    private async Task Kill(Task done, CancellationToken ct)
    {
        var random = new Random(seed);
        for (var i = 0; i < kills && !done.IsCompleted; i++)
        {
            var share = sends / (kills + 1);
            var at = share * i + random.Next(share);
            while (load.Sent < at && !done.IsCompleted)
            {
                await Task.Delay(5, ct);
            }

            await Task.Delay(random.Next(40), ct);
            await server.Kill();
            await server.Start();
            SlowestStart = server.StartedIn > SlowestStart ? server.StartedIn : SlowestStart;
            Kills++;
        }
    }
}
