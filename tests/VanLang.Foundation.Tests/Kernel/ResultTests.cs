using VanLang.Kernel;

namespace VanLang.Foundation.Tests.Kernel;

public sealed class ResultTests
{
    private static readonly Error Missing = new("TST-0001", ErrorKind.NotFound, "Không có.", "Not there.");
    private static readonly Error Wrong = new("TST-0002", ErrorKind.Invalid, "Sai.", "Wrong.");

    [Fact]
    public void A_success_has_no_errors_and_asking_for_one_is_a_bug()
    {
        var result = Result.Ok;

        Assert.True(result.IsOk);
        Assert.Empty(result.Errors);
        Assert.Throws<InvalidOperationException>(() => result.Error);
    }

    [Fact]
    public void A_failure_says_what_failed()
    {
        Result result = Missing;

        Assert.False(result.IsOk);
        Assert.Same(Missing, result.Error);
        Assert.Equal([Missing], result.Errors);
    }

    [Fact]
    public void Several_failures_keep_their_order_and_the_first_leads()
    {
        var result = Result.Failed([Wrong, Missing]);

        Assert.Equal([Wrong, Missing], result.Errors);
        Assert.Same(Wrong, result.Error);
    }

    [Fact]
    public void A_failure_without_an_error_is_a_bug()
    {
        Assert.Throws<ArgumentException>(() => Result.Failed([]));
        Assert.Throws<ArgumentException>(() => Result<int>.Failed([]));
    }

    [Fact]
    public void A_value_is_given_back()
    {
        Result<string> result = "Nghị quyết";

        Assert.True(result.IsOk);
        Assert.Equal("Nghị quyết", result.Value);
        Assert.Empty(result.Errors);
        Assert.Throws<InvalidOperationException>(() => result.Error);
    }

    [Fact]
    public void Asking_a_failure_for_its_value_is_a_bug_that_names_the_code()
    {
        Result<int> result = Missing;

        var bug = Assert.Throws<InvalidOperationException>(() => result.Value);

        Assert.Equal("No value: TST-0001.", bug.Message);
        Assert.Same(Missing, result.Error);
    }

    [Fact]
    public void Several_failures_of_a_value_keep_their_order()
    {
        var result = Result<int>.Failed([Missing, Wrong]);

        Assert.False(result.IsOk);
        Assert.Equal([Missing, Wrong], result.Errors);
    }

    [Fact]
    public void A_result_is_taken_apart_in_one_step()
    {
        Result<int> good = 7;
        Result<int> bad = Wrong;

        Assert.True(good.TryGet(out var value, out var none));
        Assert.Equal((7, null), (value, none));
        Assert.False(bad.TryGet(out _, out var error));
        Assert.Same(Wrong, error);
    }

    [Fact]
    public void A_default_value_is_a_success_of_that_value()
    {
        Result<int> zero = 0;

        Assert.True(zero.IsOk);
        Assert.Equal(0, zero.Value);
    }
}
