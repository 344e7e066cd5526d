using VanLang.Exchange.Clocks;
using VanLang.Exchange.Deliveries;
using static VanLang.Exchange.Tests.Clocks.Offices;

namespace VanLang.Exchange.Tests.Clocks;

public sealed class ClockStateTests
{
    private static readonly DateTimeOffset Due = At("2026-06-05 17:00");

    [Theory]
    [InlineData("2026-06-05 08:00", ClockState.Running)]
    [InlineData("2026-06-05 15:59", ClockState.Running)]
    [InlineData("2026-06-05 16:00", ClockState.DueSoon)]
    [InlineData("2026-06-05 17:00", ClockState.DueSoon)] // the last moment belongs to the limit
    [InlineData("2026-06-05 17:01", ClockState.Overdue)]
    public void What_is_not_answered_runs_until_it_is_overdue(string now, object state)
    {
        foreach (var duty in (Duty[])[Duty.Receipt, Duty.Register])
        {
            Assert.Equal(state, new DutyClock(duty, Due, null, null).At(At(now), TimeSpan.FromHours(1)));
        }
    }

    // Duty, how it was settled, in time, too late.
    [Theory]
    [InlineData(Duty.Receipt, Settlement.Registered, ClockState.Kept, ClockState.Late)]
    [InlineData(Duty.Receipt, Settlement.Returned, ClockState.Kept, ClockState.Late)]
    [InlineData(Duty.Receipt, Settlement.Ended, ClockState.NotApplicable, ClockState.Late)]
    [InlineData(Duty.Register, Settlement.Registered, ClockState.Kept, ClockState.Late)]
    [InlineData(Duty.Register, Settlement.Returned, ClockState.NotApplicable, ClockState.Late)]
    [InlineData(Duty.Register, Settlement.Ended, ClockState.NotApplicable, ClockState.Late)]
    [InlineData(Duty.Send, null, ClockState.Kept, ClockState.Late)]
    public void What_is_settled_stays_as_it_was(object duty, object? how, object inTime, object late)
    {
        var now = At("2027-01-01 00:00");
        Assert.Equal(inTime, new DutyClock((Duty)duty, Due, Due, (Settlement?)how).At(now, TimeSpan.Zero));
        Assert.Equal(late, new DutyClock((Duty)duty, Due, Due.AddTicks(10), (Settlement?)how).At(now, TimeSpan.Zero));
    }

    [Fact]
    public void Without_a_limit_there_is_no_clock() => Assert.Equal(ClockState.NotApplicable, new DutyClock(Duty.Send, null, Due, null).At(Due, TimeSpan.Zero));

    // The answer is what a person says: 01 comes by itself when the packet is fetched.
    [Theory]
    [InlineData(DeliveryState.Queued, null)]
    [InlineData(DeliveryState.Delivered, null)]
    [InlineData(DeliveryState.ChangePending, null)]
    [InlineData(DeliveryState.Rejected, Settlement.Returned)]
    [InlineData(DeliveryState.Received, Settlement.Registered)]
    [InlineData(DeliveryState.Assigned, Settlement.Registered)]
    [InlineData(DeliveryState.Processing, Settlement.Registered)]
    [InlineData(DeliveryState.Done, Settlement.Registered)]
    [InlineData(DeliveryState.Proposed, null)] // a new version is owed nothing before the recipient has agreed to it
    [InlineData(DeliveryState.Updated, Settlement.Ended)] // the clocks of the new version run on
    [InlineData(DeliveryState.Withdrawn, Settlement.Ended)]
    [InlineData(DeliveryState.RecallPending, Settlement.Ended)]
    [InlineData(DeliveryState.Recalled, Settlement.Ended)]
    [InlineData(DeliveryState.Superseded, Settlement.Ended)]
    public void Each_state_says_what_it_means_for_the_clocks(object state, object? how) => Assert.Equal((Settlement?)how, StatusMachine.Settles((DeliveryState)state));
}
