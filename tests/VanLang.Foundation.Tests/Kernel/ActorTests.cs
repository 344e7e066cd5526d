using VanLang.Kernel;

namespace VanLang.Foundation.Tests.Kernel;

public sealed class ActorTests
{
    [Fact]
    public void Nobody_may_do_nothing()
    {
        Assert.False(Actor.Anonymous.May("workdays.manage"));
        Assert.Equal(ActorKind.Anonymous, Actor.Anonymous.Kind);
    }

    [Fact]
    public void The_platform_may_do_everything_and_is_named_by_its_job()
    {
        var actor = Actor.Platform("nhập dữ liệu mẫu");

        Assert.True(actor.May("exchange.send"));
        Assert.Equal("nhập dữ liệu mẫu", actor.Name);
    }

    [Fact]
    public void A_person_may_do_what_the_position_permits_and_nothing_else()
    {
        var clerk = new Actor(ActorKind.Person, "a1", "Trần Thị Mai", "G22", "Văn thư", new HashSet<string> { "exchange.send" });

        Assert.True(clerk.May("exchange.send"));
        Assert.False(clerk.May("exchange.Send"));
        Assert.False(clerk.May("workdays.manage"));
    }
}
