using VanLang.Kernel;

namespace VanLang.Access.Accounts;

internal static class AccountActor
{
    /// <summary>The account's owner as the one who acts, where no session stands behind the act yet: sign-in, reset, invitation.</summary>
    public static Actor AsActor(this Account account) =>
        new(ActorKind.Person, account.Id.ToString(), account.FullName, account.OrganizationCode, null, new HashSet<string>()) { PersonId = account.PersonId };
}
