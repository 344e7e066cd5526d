using CsCheck;
using Microsoft.Extensions.Time.Testing;
using VanLang.Kernel;

namespace VanLang.Foundation.Tests.Kernel;

public sealed class ClockTests
{
    private readonly record struct MatterId(Guid Value) : ITypedId<MatterId>
    {
        public static MatterId From(Guid value) => new(value);
    }

    [Fact]
    public void Now_is_UTC_and_whole_microseconds_because_PostgreSQL_keeps_no_more()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2021, 2, 9, 3, 0, 0, TimeSpan.Zero).AddTicks(1_234_567));

        var now = new Clock(time).Now;

        Assert.Equal(TimeSpan.Zero, now.Offset);
        Assert.Equal(1_234_560, now.Ticks % TimeSpan.TicksPerSecond);
    }

    [Fact]
    public void Every_instant_loses_less_than_a_microsecond() =>
        Gen.Long[0, TimeSpan.TicksPerDay * 365].Sample(ticks =>
        {
            var instant = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(ticks);
            var now = new Clock(new FakeTimeProvider(instant)).Now;
            Assert.InRange((instant - now).Ticks, 0, TimeSpan.TicksPerMicrosecond - 1);
            Assert.Equal(0, now.Ticks % TimeSpan.TicksPerMicrosecond);
        });

    [Theory]
    [InlineData(16, 59, 31)]
    [InlineData(17, 0, 1)]
    public void Today_changes_at_midnight_of_Viet_Nam(int hour, int minute, int day)
    {
        var clock = new Clock(new FakeTimeProvider(new DateTimeOffset(2020, 12, 31, hour, minute, 0, TimeSpan.Zero)));

        Assert.Equal(day, clock.Today.Day);
        Assert.Equal(clock.Today, clock.Now.DateInVietnam());
        Assert.Equal(TimeSpan.FromHours(7), clock.Now.InVietnam().Offset);
    }

    [Fact]
    public void Ids_are_of_version_7_and_sort_by_the_time_they_were_made()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2021, 2, 9, 3, 0, 0, TimeSpan.Zero));
        var clock = new Clock(time);
        var ids = new List<MatterId>();
        for (var i = 0; i < 50; i++)
        {
            ids.Add(clock.NewId<MatterId>());
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.All(ids, id => Assert.Equal(7, id.Value.Version));
        Assert.Equal(ids.Select(id => id.Value.ToString()).Order(StringComparer.Ordinal), ids.Select(id => id.Value.ToString()));
    }

    [Fact]
    public void The_provider_is_at_hand_for_timers()
    {
        var time = new FakeTimeProvider();

        Assert.Same(time, new Clock(time).Provider);
    }
}
