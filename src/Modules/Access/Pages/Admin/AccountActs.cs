using VanLang.Access.Accounts;
using VanLang.Access.PersonalData;
using VanLang.Access.Sessions;
using VanLang.Access.TwoFactor;
using VanLang.Kernel;

namespace VanLang.Access.Pages.Admin;

/// <summary>The account page's form chooses one of several use cases. Reading the page needs less than acting on it, so each act asks again.</summary>
internal sealed class AccountActs(LockAccount locking, UnlockAccount unlocking, EndAccount ending, SendLink link, TurnOffTotp totp, RevokeSession sessions, DecideCorrection corrections)
{
    public const string LockAct = "lock";
    public const string UnlockAct = "unlock";
    public const string EndAct = "end";
    public const string LinkAct = "link";
    public const string TotpOffAct = "totp-off";

    public Task<Result> Run(bool may, string? what, Guid id, string? reason, Actor actor, CancellationToken ct) => !may ? Refused() : what switch
    {
        LockAct => locking.Handle(new(id, reason), actor, ct),
        UnlockAct => unlocking.Handle(new(id, reason), actor, ct),
        EndAct => ending.Handle(new(id, reason), actor, ct),
        LinkAct => link.Handle(id, reason, actor, ct),
        TotpOffAct => totp.ByAdministrator(id, reason, actor, ct),
        _ => Task.FromResult<Result>(AccessErrors.AccountMissing),
    };

    public Task<Result> EndSession(bool may, string? session, Actor actor, CancellationToken ct) => !may ? Refused()
        : Guid.TryParse(session, out var id) ? sessions.Handle(new SessionId(id), actor, ct)
        : Task.FromResult<Result>(AccessErrors.SessionMissing);

    public Task<Result> Decide(bool may, DecideCorrection.Input input, Actor actor, CancellationToken ct) => !may ? Refused() : corrections.Handle(input, actor, ct);

    private static Task<Result> Refused() => Task.FromResult<Result>(AccessErrors.NotPermitted);
}
