using VanLang.Kernel;

namespace VanLang.Organizations.Registry;

/// <summary>Lets a locked organisation take part again from today.</summary>
internal sealed class UnlockOrganization(RegistryChange change)
{
    public sealed record Input(string Code, string Reason, long? Version = null);

    public static Error? Check(Input input) => Permit.Reason(input.Reason);

    public async Task<Result> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (!(await change.Open(input.Code, input.Version, input.Reason, actor, ct)).TryGet(out var organization, out var refused))
        {
            return refused;
        }

        return organization.Unlock(change.Today, change.Now) is { IsOk: false } failed
            ? failed
            : await change.Close(actor, "unlocked", input.Reason, [organization.Code], null, ct);
    }
}
