using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Exchange.Clocks;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Kernel;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Clocks;

public abstract class DeadlineTallyTests(TestApp app)
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public async Task What_the_writer_counts_is_what_the_tables_hold_whatever_the_time()
    {
        var sent = new List<Delivery>();
        for (var i = 0; i < 6; i++)
        {
            var urgent = i % 3 == 0;
            var accepted = await app.Deliver("G22", Agencies.Document("G22", ["H41", "H26", "H29"], date: Today.AddDays(-i), change: t => Urgent(t, urgent ? 2 : 0)));
            sent.AddRange(accepted.Deliveries);
        }

        await app.Report(sent[0], StatusMachine.Registered);
        await app.Report(sent[1], StatusMachine.Refused, "Gửi nhầm nơi nhận");
        await app.Report(sent[4], StatusMachine.Arrived);
        await Compare();

        app.Clock.Advance(TimeSpan.FromHours(30));
        await app.Report(sent[2], StatusMachine.Registered);
        await app.Report(sent[5], StatusMachine.Refused, "Không thuộc thẩm quyền");
        await app.Report(sent[0], StatusMachine.Finished);
        await Compare();
    }

    [Fact]
    public async Task A_delivery_keeps_the_first_answer_and_its_time()
    {
        var sent = await app.Deliver("G22", Agencies.Document("G22", ["H17"]));
        var fresh = await Read(sent.Deliveries[0]);
        await app.Report(fresh, StatusMachine.Arrived);
        var arrived = await Read(fresh);
        await app.Report(fresh, StatusMachine.Registered);
        var registered = await Read(fresh);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.Report(fresh, StatusMachine.Finished);
        var finished = await Read(fresh);

        Assert.NotNull(fresh.ReceiptDue);
        Assert.True(fresh.RegisterDue > fresh.ReceiptDue);
        Assert.Null(arrived.SettledAt);
        Assert.Equal(Settlement.Registered, registered.Settlement);
        Assert.Equal((registered.SettledAt, registered.Settlement), (finished.SettledAt, finished.Settlement));
    }

    [Fact]
    public async Task A_status_packet_has_no_clock()
    {
        var sent = await app.Deliver("G22", Agencies.Document("G22", ["H44"]));
        var document = await app.In<ExchangeDb, Packet>(db => db.Packets.AsNoTracking().SingleAsync(p => p.Id == sent.Packet.Id));

        Assert.NotNull(document.SendDue);
        Assert.All(await app.In<ExchangeDb, List<Delivery>>(db => db.Deliveries.AsNoTracking().Where(d => d.Kind == PacketKind.Status).ToListAsync()), d => Assert.Null(d.ReceiptDue));
    }

    private static void Urgent(PacketText text, int priority)
    {
        var parent = text.Message.Parent("Priority");
        parent.Children[parent.Children.FindIndex(c => c.Name == "Priority")] = Node.Leaf("Priority", priority.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private Task<Delivery> Read(Delivery delivery) => app.In<ExchangeDb, Delivery>(db => db.Deliveries.AsNoTracking().SingleAsync(d => d.Id == delivery.Id));

    // Counted again from the rows, one by one, by the pure function.
    private async Task Compare() => await app.In(async (ExchangeDb db) =>
    {
        var now = app.Services.GetRequiredService<Clock>().Now;
        var counted = await db.DeadlineDays.AsNoTracking().ToListAsync();
        var clocks = (await db.Deliveries.AsNoTracking().ToListAsync()).SelectMany(d => d.Clocks.Select(c => (Code: d.RecipientCode, Clock: c)))
            .Concat((await db.Packets.AsNoTracking().ToListAsync()).Where(p => p.SendClock is not null).Select(p => (Code: p.SenderCode, Clock: p.SendClock!.Value)))
            .Where(c => c.Clock.Due is not null).ToList();

        Assert.NotEmpty(clocks);
        foreach (var group in clocks.GroupBy(c => (c.Code, c.Clock.Duty)))
        {
            var states = group.Select(c => c.Clock.At(now, TimeSpan.Zero)).ToList();
            var own = counted.Where(d => d.OrganizationCode == group.Key.Code && d.Duty == group.Key.Duty).ToList();
            var open = own.Sum(d => d.Started - d.Kept - d.Late - d.Ended);
            var overdue = own.Where(d => d.Due < now).Sum(d => d.Started - d.Kept - d.Late - d.Ended);
            Assert.Equal(
                (states.Count, Of(ClockState.Kept), Of(ClockState.Late), Of(ClockState.NotApplicable), Of(ClockState.Overdue), Of(ClockState.Running)),
                (own.Sum(d => d.Started), own.Sum(d => d.Kept), own.Sum(d => d.Late), own.Sum(d => d.Ended), overdue, open - overdue));

            long Of(ClockState state) => states.Count(s => s == state);
        }

        Assert.Equal(clocks.Count, counted.Sum(d => d.Started));
        return true;
    });
}

public sealed class DeadlineTallyOnSqlite(SqliteApp app) : DeadlineTallyTests(app), IClassFixture<SqliteApp>;

public sealed class DeadlineTallyOnPostgres(PostgresApp app) : DeadlineTallyTests(app), IClassFixture<PostgresApp>;
