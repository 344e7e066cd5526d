using VanLang.Exchange.Board;
using VanLang.Exchange.Deliveries;

namespace VanLang.Exchange.Tests.Board;

public sealed class FetchDelayTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(999)]
    [InlineData(61_000)]
    [InlineData(3_600_000)]
    [InlineData(86_400_000)]
    [InlineData(2_592_000_000)]
    public void A_step_tells_the_delay_within_nine_percent(double milliseconds)
    {
        var told = FetchDelay.DelayOf(FetchDelay.StepOf(TimeSpan.FromMilliseconds(milliseconds))).TotalMilliseconds;

        Assert.InRange(told / milliseconds, .915, 1.095);
    }

    [Fact]
    public void A_clock_that_ran_back_is_no_delay() => Assert.Equal(0, FetchDelay.StepOf(TimeSpan.FromSeconds(-5)));

    [Fact]
    public void Percentiles_are_those_of_the_counts()
    {
        List<(int, long)> counts = [(40, 5), (0, 90), (20, 5)];

        Assert.Equal(FetchDelay.DelayOf(0), FetchDelay.Percentile(counts, .5));
        Assert.Equal(FetchDelay.DelayOf(0), FetchDelay.Percentile(counts, .9));
        Assert.Equal(FetchDelay.DelayOf(20), FetchDelay.Percentile(counts, .91));
        Assert.Equal(FetchDelay.DelayOf(40), FetchDelay.Percentile(counts, 1));
        Assert.Null(FetchDelay.Percentile([], .5));
        Assert.Null(FetchDelay.Percentile([(3, 0)], .5));
    }

    [Fact]
    public void A_day_counts_parts_of_the_whole_and_takes_back_what_a_later_state_undoes()
    {
        var day = new AxisDay("H41", new DateOnly(2026, 11, 24));

        day.CountReceived(null, At(DeliveryState.Queued));
        day.CountReceived(null, At(DeliveryState.Queued));
        day.CountReceived(At(DeliveryState.Queued), At(DeliveryState.Delivered));
        day.CountReceived(At(DeliveryState.Delivered), At(DeliveryState.Received));
        day.CountReceived(At(DeliveryState.Received), At(DeliveryState.Done));
        day.CountReceived(At(DeliveryState.Queued), At(DeliveryState.Rejected));

        Assert.Equal((2, 2, 1, 1, 1), (day.In, day.InArrived, day.InRegistered, day.InFinished, day.InReturned));
        day.CountReceived(At(DeliveryState.Rejected), At(DeliveryState.Received));
        Assert.Equal((2, 2, 2, 1, 0), (day.In, day.InArrived, day.InRegistered, day.InFinished, day.InReturned));
        Assert.Equal(0, day.To);
    }

    [Fact]
    public void An_agency_waits_since_the_first_document_and_until_the_last_is_fetched()
    {
        var agency = new AxisAgency("H41");
        var nine = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(7));
        AxisAgency Batch(params (DeliveryState? From, DeliveryState To)[] moves)
        {
            var batch = new AxisAgency("H41");
            foreach (var (from, to) in moves)
            {
                batch.Move(from, to);
            }

            return batch;
        }

        agency.Add(Batch((null, DeliveryState.Queued)), nine);
        agency.Add(Batch((null, DeliveryState.Queued), (DeliveryState.Queued, DeliveryState.Delivered)), nine.AddHours(1));

        Assert.Equal((1, 1, nine), (agency.Queued, agency.Delivered, agency.WaitingSince));
        agency.Add(Batch((DeliveryState.Queued, DeliveryState.Rejected)), nine.AddHours(2));
        Assert.Equal((0, (DateTimeOffset?)null), (agency.Queued, agency.WaitingSince));
        Assert.Equal(1, agency.InFlight);
    }

    private static Stage At(DeliveryState state) => new(state, state, state is not DeliveryState.Queued);
}
