using CsCheck;
using VanLang.Access.Accounts;

namespace VanLang.Access.Tests.Accounts;

public sealed class AccountTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    [Fact]
    public void Five_wrong_tries_lock_and_the_pause_unlocks()
    {
        var account = Active();

        var locks = Enumerable.Range(1, 5).Select(_ => account.Failed(5, Pause, Now)).ToList();

        Assert.Equal([false, false, false, false, true], locks);
        Assert.True(account.IsLockedOut(Now + Pause - TimeSpan.FromSeconds(1)));
        Assert.False(account.IsLockedOut(Now + Pause));
    }

    [Fact]
    public void Tries_while_locked_do_not_lengthen_the_lock()
    {
        var account = Active();
        Repeat(5, () => account.Failed(5, Pause, Now));

        Repeat(20, () => account.Failed(5, Pause, Now.AddMinutes(10)));

        Assert.False(account.IsLockedOut(Now + Pause));
    }

    [Fact]
    public void A_right_password_forgets_wrong_ones()
    {
        var account = Active();
        Repeat(4, () => account.Failed(5, Pause, Now));

        account.SignedIn(Now);
        Repeat(4, () => account.Failed(5, Pause, Now));

        Assert.False(account.IsLockedOut(Now));
    }

    [Fact]
    public void Never_more_than_the_allowed_tries_between_two_locks()
    {
        Gen.Int[3, 10].Select(Gen.Bool.Array[1, 100]).Sample((tries, rights) =>
        {
            var account = Active();
            var wrong = 0;
            foreach (var right in rights)
            {
                if (account.IsLockedOut(Now))
                {
                    return wrong == tries;
                }

                if (right)
                {
                    account.SignedIn(Now);
                    wrong = 0;
                }
                else
                {
                    account.Failed(tries, Pause, Now);
                    wrong++;
                }
            }

            return wrong <= tries;
        });
    }

    [Fact]
    public void An_invited_account_becomes_active_with_its_first_password()
    {
        var account = Invited();
        Assert.Equal(AccountState.Invited, account.State);

        account.SetPassword("hash", Now);

        Assert.Equal(AccountState.Active, account.State);
        Assert.Equal(Now, account.PasswordChangedAt);
    }

    [Fact]
    public void Locking_twice_is_refused()
    {
        var account = Active();
        Assert.True(account.Lock("nghỉ việc", Now).IsOk);

        var again = account.Lock("nghỉ việc", Now);

        Assert.Equal("ACC-0021", again.Error.Code);
        Assert.Equal("Tài khoản đã khóa hoặc đã kết thúc.", again.Error.Sentence("vi"));
    }

    [Fact]
    public void Unlocking_gives_back_the_state_before()
    {
        var (active, invited) = (Active(), Invited());
        active.Lock("kiểm tra", Now);
        invited.Lock("kiểm tra", Now);

        Assert.True(active.Unlock(Now).IsOk);
        Assert.True(invited.Unlock(Now).IsOk);

        Assert.Equal((AccountState.Active, AccountState.Invited), (active.State, invited.State));
        Assert.Null(active.StateReason);
    }

    [Fact]
    public void Unlocking_what_is_not_locked_is_refused()
    {
        var refused = Active().Unlock(Now);

        Assert.Equal("ACC-0022", refused.Error.Code);
        Assert.Equal("The account is not locked.", refused.Error.Sentence("en"));
    }

    [Fact]
    public void Unlocking_also_lifts_a_lockout()
    {
        var account = Active();
        Repeat(5, () => account.Failed(5, Pause, Now));

        Assert.True(account.Unlock(Now).IsOk);

        Assert.False(account.IsLockedOut(Now));
    }

    [Fact]
    public void An_ended_account_keeps_no_secret_and_stays_ended()
    {
        var account = Active();
        account.PrepareTotp("sealed");
        account.TurnOnTotp(1);

        Assert.True(account.End("thôi việc", Now).IsOk);

        Assert.Null(account.PasswordHash);
        Assert.Null(account.TotpSecret);
        Assert.False(account.TwoFactorEnabled);
        Assert.Equal("ACC-0023", account.End("thôi việc", Now).Error.Code);
        Assert.Equal("ACC-0021", account.Lock("thôi việc", Now).Error.Code);
    }

    [Fact]
    public void An_erased_account_names_nobody()
    {
        var account = Active();
        account.End("thôi việc", Now);

        account.Erase();

        Assert.True(account.IsErased);
        Assert.DoesNotContain("Trần", account.FullName, StringComparison.Ordinal);
        Assert.Null(account.Email);
        Assert.Equal("", account.Folded);
    }

    [Fact]
    public void Accounts_are_found_without_diacritics()
    {
        Assert.Equal("tran thi lan anh vanthu g22 g22", Active().Folded);
    }

    private static Account Invited() => Account.Create(Guid.CreateVersion7(), Guid.CreateVersion7(), "vanthu.g22", "Trần Thị Lan Anh", "vanthu@example.vn", "G22", Now);

    private static Account Active()
    {
        var account = Invited();
        account.SetPassword("hash", Now);
        return account;
    }

    private static void Repeat(int times, Action act)
    {
        for (var i = 0; i < times; i++)
        {
            act();
        }
    }
}
