using VanLang.Exchange.Push;

namespace VanLang.Exchange.Tests.Push;

public sealed class RetryScheduleTests
{
    [Fact]
    public void Waits_double_from_30_seconds_to_an_hour_and_end_after_thirty_attempts()
    {
        var waits = Enumerable.Range(1, RetrySchedule.Attempts - 1).Select(n => RetrySchedule.After(n, 0.5, null)!.Value.TotalSeconds).ToList();
        Assert.Equal([30, 60, 120, 240, 480, 960, 1920, 3600, 3600], waits.Take(9));
        Assert.All(waits.Skip(7), w => Assert.Equal(3600, w));
        Assert.Null(RetrySchedule.After(RetrySchedule.Attempts, 0.5, null));
        Assert.InRange(TimeSpan.FromSeconds(waits.Sum()).TotalHours, 20, 25);
    }

    [Fact]
    public void Chance_moves_a_wait_by_a_fifth_and_never_out_of_the_bounds()
    {
        for (var attempt = 1; attempt < RetrySchedule.Attempts; attempt++)
        {
            var middle = RetrySchedule.After(attempt, 0.5, null)!.Value;
            var (least, most) = (RetrySchedule.After(attempt, 0, null)!.Value, RetrySchedule.After(attempt, 1, null)!.Value);
            Assert.True(least >= RetrySchedule.Shortest && most <= RetrySchedule.Longest, $"{attempt}: {least} to {most}");
            Assert.True(least >= middle * 0.799 && most <= middle * 1.201 && least < most, $"{attempt}: {least} to {most}");
        }

        // Many events that failed together do not come back together.
        var random = new Random(8);
        Assert.True(Enumerable.Range(0, 200).Select(_ => RetrySchedule.After(6, random.NextDouble(), null)!.Value.TotalSeconds).Distinct().Count() > 190);
    }

    [Theory]
    [InlineData(10, 30)]
    [InlineData(300, 300)]
    [InlineData(7200, 3600)]
    public void What_the_receiver_asks_for_is_kept_within_the_bounds(int asked, int kept) => Assert.Equal(kept, RetrySchedule.After(1, 0.5, TimeSpan.FromSeconds(asked))!.Value.TotalSeconds);
}
