using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Keys;

namespace VanLang.Foundation.Tests.Audit;

/// <summary>Rows T3 to T5: the whole log computed anew, without the key, with it, and with one that was replaced.</summary>
public abstract class ForgeryTests(AuditHouse house)
{
    [Fact]
    public async Task Everything_computed_anew_without_the_key_is_found()
    {
        await house.Fresh();
        await house.Forge(key: null);

        var report = await house.Verify();

        Assert.Equal("audit.checkpoints", report.First!.Table);
        Assert.Equal(1, report.ExitCode);
    }

    [Fact]
    public async Task Everything_signed_anew_with_the_key_is_found_by_the_copy_that_another_party_kept()
    {
        await house.Fresh();
        var kept = Path.GetTempFileName();
        File.Copy(house.LogFile, kept, overwrite: true);
        await house.Forge(house.Services.GetRequiredService<KeyRing>().Current(KeyPurpose.Checkpoint));

        var alone = await house.Verify();
        var witnessed = await house.Verify(kept);

        Assert.True(alone.IsGood, alone.ToText("en")); // Nobody can tell from the inside: that is what witnesses are for.
        Assert.Equal(kept, witnessed.First!.Table);
        Assert.Equal("root", witnessed.First.Column);
        File.Delete(kept);
    }

    [Fact]
    public async Task A_retired_key_cannot_sign_on()
    {
        await house.Fresh();
        var ring = house.Services.GetRequiredService<KeyRing>();
        var stolen = ring.Current(KeyPurpose.Checkpoint);
        ring.Rotate(KeyPurpose.Checkpoint);
        await house.Write("exchange", 100);
        await house.Seal();
        Assert.True((await house.Verify()).IsGood);

        await house.Write("exchange", 101);
        await house.Seal();
        await house.Forge(stolen, from: await house.Number("audit", "SELECT max(size) FROM checkpoints"), change: false);
        var report = await house.Verify();

        Assert.Equal("kid", report.First!.Column);
    }
}

public sealed class ForgeryOnSqlite(SqliteHouse house) : ForgeryTests(house), IClassFixture<SqliteHouse>;

public sealed class ForgeryOnPostgres(PostgresHouse house) : ForgeryTests(house), IClassFixture<PostgresHouse>;
