using VanLang.Kernel;

namespace VanLang.Organizations.Registry;

/// <summary>Keeps an organisation out of the exchange from today, with a reason that senders are told.</summary>
internal sealed class LockOrganization(RegistryChange change)
{
    public sealed record Input(string Code, string Reason, long? Version = null);

    public static Error? Check(Input input) => Permit.Reason(input.Reason);

    public async Task<Result> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (!(await change.Open(input.Code, input.Version, input.Reason, actor, ct)).TryGet(out var organization, out var refused))
        {
            return refused;
        }

        return organization.Lock(change.NewId<ExchangeLockId>(), change.Today, input.Reason.Trim(), change.Now) is { IsOk: false } failed
            ? failed
            : await change.Close(actor, "locked", input.Reason, [organization.Code], null, ct);
    }
}
