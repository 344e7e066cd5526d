using CsCheck;
using VanLang.Kernel;

namespace VanLang.Foundation.Tests.Kernel;

public sealed class MoneyTests
{
    [Theory]
    [InlineData(1284506, "1.284.506 ₫")]
    [InlineData(0, "0 ₫")]
    [InlineData(-50000, "-50.000 ₫")]
    [InlineData(8100000000000, "8.100.000.000.000 ₫")]
    public void An_amount_is_written_as_people_write_it(long dong, string expected) => Assert.Equal(expected, new Money(dong).ToString());

    [Fact]
    public void Sums_that_do_not_fit_throw_instead_of_turning_negative()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Assert.Throws<OverflowException>(() => new Money(long.MinValue) - new Money(1));
    }

    [Fact]
    public void Adding_and_taking_away_gives_the_amount_back() =>
        Gen.Select(Gen.Long[-1_000_000_000_000, 1_000_000_000_000], Gen.Long[-1_000_000_000_000, 1_000_000_000_000])
            .Sample((a, b) => Assert.Equal(new Money(a), new Money(a) + new Money(b) - new Money(b)));

    [Fact]
    public void Amounts_are_ordered_as_their_numbers() =>
        Gen.Select(Gen.Long, Gen.Long).Sample((a, b) =>
        {
            Assert.Equal(a < b, new Money(a) < new Money(b));
            Assert.Equal(a > b, new Money(a) > new Money(b));
            Assert.Equal(a <= b, new Money(a) <= new Money(b));
            Assert.Equal(a >= b, new Money(a) >= new Money(b));
            Assert.Equal(a.CompareTo(b), new Money(a).CompareTo(new Money(b)));
        });
}
