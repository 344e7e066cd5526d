using Microsoft.Extensions.DependencyInjection;
using VanLang.Client.Receipts;
using VanLang.Data.Keys;
using VanLang.Testing;

namespace VanLang.Client.Tests.Receipts;

/// <summary>Row S10, keys: the exchange changes its receipt and token keys under traffic, and no request and no verification fails.</summary>
public abstract class RotationTests(TestApp app)
{
    private const int Rotations = 4;

    [Fact]
    public async Task Keys_are_rotated_under_traffic_and_nothing_fails()
    {
        using var sender = app.Client("G22");
        var ring = app.Services.GetRequiredService<KeyRing>();
        using var stop = new CancellationTokenSource();
        var receipts = new List<string>();
        var failed = new List<string>();
        var kept = await sender.ReceiptKeysAsync();
        var traffic = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    var sent = await sender.SendAsync(Sending.Packet("G22", ["H41"]));
                    lock (receipts)
                    {
                        receipts.Add(sent.Receipt);
                    }
                }
                catch (ExchangeException e)
                {
                    failed.Add($"{e.Code} {e.Message}");
                }
            }
        });
        for (var i = 0; i < Rotations; i++)
        {
            await Sent(receipts, receipts.Count + 5);
            ring.Rotate(KeyPurpose.Receipt);
            ring.Rotate(KeyPurpose.Token);
        }

        await Sent(receipts, receipts.Count + 5);
        await stop.CancelAsync();
        await traffic;

        Assert.Empty(failed);
        Assert.Equal(0, sender.Repeats);
        var all = ReceiptKeys.Parse(await sender.ReceiptKeysAsync());
        var signers = receipts.Select(r => KeyOf(r)).Distinct().ToList();
        Assert.All(receipts, r => Assert.NotEmpty(all.Verify(r).DocumentId));
        Assert.True(signers.Count == Rotations + 1, $"{signers.Count} keys have signed.");

        // Who kept the first set verifies what it signed, for ever, and says of the rest that its key is not known.
        var first = ReceiptKeys.Parse(kept);
        Assert.NotEmpty(first.Verify(receipts[0]).DocumentId);
        Assert.Contains("is not among the published ones", Assert.Throws<ExchangeException>(() => first.Verify(receipts[^1])).Message, StringComparison.Ordinal);
        Console.WriteLine($"FIGURE S10 {app.Kind}: {Rotations} rotations of receipt and token keys, {receipts.Count} packets sent and verified with cached keys, {failed.Count} failed, {sender.Repeats} repeated");
    }

    private static string KeyOf(string receipt) => System.Text.Json.JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(receipt.Split('.')[0])).RootElement.GetProperty("kid").GetString()!;

    private static Task Sent(List<string> receipts, int count) => Poll.Until(
        () =>
        {
            lock (receipts)
            {
                return Task.FromResult(receipts.Count >= count);
            }
        },
        $"{count} receipts",
        TimeSpan.FromMinutes(2));
}

public sealed class RotationOnSqlite(SqliteApp app) : RotationTests(app), IClassFixture<SqliteApp>;

public sealed class RotationOnPostgres(PostgresApp app) : RotationTests(app), IClassFixture<PostgresApp>;
