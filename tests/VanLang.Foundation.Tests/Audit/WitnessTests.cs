using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Audit;
using VanLang.Data.Audit.Witnesses;
using VanLang.Data.Keys;
using VanLang.Testing;

namespace VanLang.Foundation.Tests.Audit;

/// <summary>Rows T2 to T4 with two witnesses that really run: whoever holds every right and every key of the log is still found out.</summary>
public abstract class WitnessTests(AuditHouse house, ITestOutputHelper output)
{
    private const int RefusedCode = 4;

    [Fact]
    public async Task Two_witnesses_cosign_what_grows_and_the_log_publishes_it()
    {
        await using var one = new WitnessProcess("nghean");
        await using var two = new WitnessProcess("hanoi");
        var size = await Open();
        await one.Start(house.Address);
        await two.Start(house.Address, one.Address);
        await one.Register(house.Services);
        await two.Register(house.Services);
        await house.Write("exchange", 300);

        using var http = new HttpClient();
        var note = await Poll.Until(
            async () => CosignedNote.Parse(await http.GetStringAsync(new Uri(house.Address, "api/audit/v1/checkpoint")))!,
            n => n.Size > size && n.Signatures.Count == 3,
            "a checkpoint with both signatures",
            TimeSpan.FromSeconds(60));

        await using var scope = house.Services.CreateAsyncScope();
        var witnesses = await scope.ServiceProvider.GetRequiredService<AuditDb>().Witnesses.ToListAsync();
        Assert.All(witnesses, w => Assert.NotNull(note.By(w.Key)));
        Assert.Equal(["vanlang/n1", "hanoi", "nghean"], note.Signatures.Select(s => s.Name));
        await two.WaitFor(note.Size);
        var report = await house.Verify(one.Notes, two.Notes);
        Assert.True(report.IsGood, report.ToText("en"));
        Assert.Equal(await File.ReadAllTextAsync(one.Notes), await one.Ask("checkpoints"));
    }

    [Fact]
    public async Task The_whole_log_signed_anew_with_its_own_key_is_refused_by_both_and_found_by_verify()
    {
        await using var one = new WitnessProcess("nghean");
        await using var two = new WitnessProcess("hanoi");
        var size = await Open();
        await one.Start(house.Address);
        await two.Start(house.Address);
        await one.Register(house.Services);
        await two.Register(house.Services);
        await one.WaitFor(size);
        await two.WaitFor(size);

        await house.Restart();
        await house.Sql("audit", "DELETE FROM cosignatures");
        await house.Forge(house.Services.GetRequiredService<KeyRing>().Current(KeyPurpose.Checkpoint));
        await house.Restart();
        var alone = await house.Verify();
        var witnessed = new[] { await house.Verify(one.Notes), await house.Verify(two.Notes) };
        var watch = Stopwatch.StartNew();
        await house.Listen();
        var ends = new[] { await one.End(), await two.End() };
        output.WriteLine($"{house.Kind}: forged log refused by two witnesses within {watch.ElapsedMilliseconds} ms of being shown.");

        Assert.True(alone.IsGood, alone.ToText("en")); // Nobody can tell from the inside.
        Assert.Equal([one.Notes, two.Notes], witnessed.Select(w => w.First!.Table));
        Assert.All(ends, e => Assert.Equal(RefusedCode, e.Code));
        Assert.All(ends, e => Assert.Contains("REFUSED (", e.Said));
        Assert.Single(one.RefusalFiles);
        await using var scope = house.Services.CreateAsyncScope();
        var view = await scope.ServiceProvider.GetRequiredService<ReadWitnesses>().Handle(10, CancellationToken.None);
        Assert.Equal(["hanoi", "nghean"], view.Refusals.Select(r => r.Witness).Order());
        Assert.All(view.Refusals, r => Assert.Contains("vanlang/n1\n", r.Seen));
        Assert.True(await house.Number("audit", "SELECT count(*) FROM audit_rows WHERE action = 'audit.witness.refused'") == 2);
    }

    [Fact]
    public async Task A_log_set_back_to_an_older_state_is_refused()
    {
        await using var witness = new WitnessProcess("nghean");
        var size = await Open();
        await witness.Start(house.Address);
        await witness.WaitFor(size);

        // Everything goes back together, the checkpoint file too: from the inside the log of that day is whole.
        await house.Restart();
        await house.Sql("exchange", "DELETE FROM audit_rows WHERE number > 20");
        await house.Sql("exchange", "UPDATE counters SET value = 20 WHERE name = 'audit:n1'");
        await house.Sql("organizations", "DELETE FROM audit_rows WHERE number > 5");
        await house.Sql("organizations", "UPDATE counters SET value = 5 WHERE name = 'audit:n1'");
        await house.Sql("audit", "DELETE FROM entries WHERE seq >= 25");
        await house.Sql("audit", "DELETE FROM checkpoints WHERE size > 25");
        var notes = await File.ReadAllTextAsync(house.LogFile);
        await File.WriteAllTextAsync(house.LogFile, notes[..notes.IndexOf("vanlang/n1\n30\n", StringComparison.Ordinal)]);
        await house.Restart();
        var witnessed = await house.Verify(witness.Notes);
        await house.Listen();
        var (code, said) = await witness.End();

        Assert.Contains(witnessed.Faults, f => f.En.Contains("rolled back or deleted", StringComparison.Ordinal));
        Assert.Equal(RefusedCode, code);
        Assert.Contains("REFUSED (rolled-back)", said);
    }

    [Fact]
    public async Task Two_logs_shown_to_two_agencies_are_found_when_their_witnesses_compare()
    {
        await using var one = new WitnessProcess("nghean");
        await using var two = new WitnessProcess("hanoi");
        var size = await Open();
        await one.Start(house.Address);
        await one.WaitFor(size);

        // The other agency asks at another address and is shown another history from its first day on.
        house.Address = new Uri($"http://127.0.0.1:{WitnessProcess.FreePort()}");
        await house.Restart();
        await house.Forge(house.Services.GetRequiredService<KeyRing>().Current(KeyPurpose.Checkpoint));
        await house.Restart();
        await house.Listen();
        await two.Start(house.Address, one.Address);
        var (code, said) = await two.End();
        var report = await house.Verify(one.Notes, two.Notes);

        Assert.Equal(RefusedCode, code);
        Assert.Contains("REFUSED (split-view)", said);
        var (seen, shown) = SignedRefusal.Notes(await File.ReadAllTextAsync(Assert.Single(two.RefusalFiles)));
        var key = house.Services.GetRequiredService<KeyRing>().Current(KeyPurpose.Checkpoint).Public;
        Assert.True(CosignedNote.Parse(seen)!.IsSignedBy(key) && CosignedNote.Parse(shown)!.IsSignedBy(key)); // both signed: the lie is proved
        Assert.Contains(report.Faults, f => f.Table == one.Notes);
        Assert.DoesNotContain(report.Faults, f => f.Table == two.Notes);
    }

    [Fact]
    public async Task A_witness_that_was_killed_goes_on_from_what_it_remembers_and_follows_a_rotated_key()
    {
        await using var witness = new WitnessProcess("nghean");
        var size = await Open();
        await witness.Start(house.Address);
        await witness.WaitFor(size);
        await witness.Kill();
        house.Services.GetRequiredService<KeyRing>().Rotate(KeyPurpose.Checkpoint);
        await house.Write("exchange", 301);
        await Poll.Until(() => house.Number("audit", "SELECT max(size) FROM checkpoints"), s => s > size, "the next checkpoint");

        await witness.Start(house.Address);
        await witness.WaitFor(size + 1);

        var report = await house.Verify(witness.Notes);
        Assert.True(report.IsGood, report.ToText("en"));
    }

    [Fact]
    public async Task Wrong_arguments_say_how_it_is_called()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "VanLang.Server.dll"), "witness", "--of", "ftp://x"]) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.StartsWith("Usage: witness --of URL --key FILE", said);
    }

    /// <summary>A log that serves; answers its size once all is sealed.</summary>
    private async Task<long> Open()
    {
        house.Address = new Uri($"http://127.0.0.1:{WitnessProcess.FreePort()}");
        await house.Fresh();
        await house.Seal();
        await house.Listen();
        return await Poll.Until(() => house.Number("audit", "SELECT max(size) FROM checkpoints"), s => s >= 51, "everything is sealed");
    }
}

public sealed class WitnessOnSqlite(SqliteHouse house, ITestOutputHelper output) : WitnessTests(house, output), IClassFixture<SqliteHouse>;

public sealed class WitnessOnPostgres(PostgresHouse house, ITestOutputHelper output) : WitnessTests(house, output), IClassFixture<PostgresHouse>;
