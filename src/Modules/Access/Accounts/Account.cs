using Microsoft.AspNetCore.Identity;
using VanLang.Kernel;

namespace VanLang.Access.Accounts;

internal enum AccountState
{
    /// <summary>Invited; has no password yet.</summary>
    Invited,

    Active,

    /// <summary>An administrator has locked it, with a reason.</summary>
    Locked,

    /// <summary>Ended for good; personal data goes by the retention rule.</summary>
    Ended,
}

/// <summary>
/// What a person signs in with. The framework's type is the base, because its stores and its passkey handler are built on it;
/// lockout is counted here and not by the framework, which reads the machine's clock.
/// </summary>
internal sealed class Account : IdentityUser<Guid>
{
    private Account()
    {
    }

    public Guid PersonId { get; private set; }

    public string FullName { get; private set; } = "";

    /// <summary>Canonical code of the organisation whose administrators look after the account.</summary>
    public string OrganizationCode { get; private set; } = "";

    public AccountState State { get; private set; }

    /// <summary>Why it is locked or ended.</summary>
    public string? StateReason { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset StateSince { get; private set; }

    public DateTimeOffset? LastSignInAt { get; private set; }

    public DateTimeOffset? PasswordChangedAt { get; private set; }

    /// <summary>Name, sign-in name and organisation, folded for search.</summary>
    public string Folded { get; private set; } = "";

    /// <summary>Secret of the authenticator app, protected; present while it is being set up too.</summary>
    public string? TotpSecret { get; private set; }

    /// <summary>Time step of the last code taken: RFC 6238 section 5.2 forbids taking a code twice.</summary>
    public long LastTotpStep { get; private set; }

    public long Version { get; private set; }

    public static Account Create(Guid id, Guid personId, string userName, string fullName, string email, string organizationCode, DateTimeOffset now) => new()
    {
        Id = id,
        PersonId = personId,
        UserName = userName,
        NormalizedUserName = Normalize(userName),
        FullName = fullName,
        Email = email,
        NormalizedEmail = Normalize(email),
        OrganizationCode = organizationCode,
        State = AccountState.Invited,
        CreatedAt = now,
        StateSince = now,
        SecurityStamp = id.ToString("N"),
        ConcurrencyStamp = id.ToString("N"),
        LockoutEnabled = true,
        Folded = Fold(fullName, userName, organizationCode),
    };

    /// <summary>Sign-in names are ASCII by rule (<see cref="UserNameRule"/>), so this is all that normalising takes.</summary>
    public static string Normalize(string name) => name.Trim().ToUpperInvariant();

    public bool IsLockedOut(DateTimeOffset now) => LockoutEnd > now;

    /// <summary>Counts a wrong password or code; true when this one locks the account.</summary>
    public bool Failed(int tries, TimeSpan pause, DateTimeOffset now)
    {
        if (IsLockedOut(now))
        {
            return false;
        }

        AccessFailedCount++;
        if (AccessFailedCount < tries)
        {
            return false;
        }

        AccessFailedCount = 0;
        LockoutEnd = now + pause;
        return true;
    }

    public void SignedIn(DateTimeOffset now)
    {
        AccessFailedCount = 0;
        LockoutEnd = null;
        LastSignInAt = now;
    }

    public void SetPassword(string hash, DateTimeOffset now)
    {
        PasswordHash = hash;
        PasswordChangedAt = now;
        AccessFailedCount = 0;
        LockoutEnd = null;
        if (State is AccountState.Invited)
        {
            State = AccountState.Active;
            StateSince = now;
        }
    }

    /// <summary>The same password under today's cost.</summary>
    public void Rehashed(string hash) => PasswordHash = hash;

    public Result Lock(string reason, DateTimeOffset now)
    {
        if (State is AccountState.Locked or AccountState.Ended)
        {
            return AccessErrors.AlreadyLocked;
        }

        State = AccountState.Locked;
        StateReason = reason;
        StateSince = now;
        return Result.Ok;
    }

    public Result Unlock(DateTimeOffset now)
    {
        if (State is not AccountState.Locked && !IsLockedOut(now))
        {
            return AccessErrors.NotLocked;
        }

        if (State is AccountState.Locked)
        {
            State = PasswordHash is null ? AccountState.Invited : AccountState.Active;
            StateSince = now;
        }

        StateReason = null;
        AccessFailedCount = 0;
        LockoutEnd = null;
        return Result.Ok;
    }

    public Result End(string reason, DateTimeOffset now)
    {
        if (State is AccountState.Ended)
        {
            return AccessErrors.AlreadyEnded;
        }

        State = AccountState.Ended;
        StateReason = reason;
        StateSince = now;
        PasswordHash = null;
        TotpSecret = null;
        TwoFactorEnabled = false;
        return Result.Ok;
    }

    public void Correct(string fullName, string email)
    {
        FullName = fullName;
        Email = email;
        NormalizedEmail = Normalize(email);
        Folded = Fold(fullName, UserName!, OrganizationCode);
    }

    /// <summary>Retention: what names the person goes, the row stays for the audit's references.</summary>
    public void Erase()
    {
        FullName = "Đã xóa theo thời hạn lưu";
        UserName = "erased-" + Id.ToString("N");
        NormalizedUserName = Normalize(UserName);
        Email = null;
        NormalizedEmail = null;
        Folded = "";
    }

    public bool IsErased => NormalizedUserName?.StartsWith("ERASED-", StringComparison.Ordinal) == true;

    public void PrepareTotp(string protectedSecret) => TotpSecret = protectedSecret;

    public void TurnOnTotp(long step)
    {
        TwoFactorEnabled = true;
        LastTotpStep = step;
    }

    public void TurnOffTotp()
    {
        TwoFactorEnabled = false;
        TotpSecret = null;
        LastTotpStep = 0;
    }

    public void TookTotp(long step) => LastTotpStep = step;

    private static string Fold(string fullName, string userName, string organizationCode) =>
        TextFolding.Fold($"{fullName} {userName} {organizationCode}");
}
