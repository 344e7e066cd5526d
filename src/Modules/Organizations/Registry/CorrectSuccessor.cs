using VanLang.Kernel;

namespace VanLang.Organizations.Registry;

/// <summary>Corrects who continues an organisation that has ended: what was recorded from memory ([M]) stays editable.</summary>
internal sealed class CorrectSuccessor(RegistryChange change)
{
    public sealed record Input(string Code, string? Successor, LegalInput? Basis, string Reason, long? Version = null);

    public static Error? Check(Input input) => LegalInput.Check(input.Basis) ?? Permit.Reason(input.Reason);

    public async Task<Result> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if ((Permit.Edit(actor) ?? Check(input)) is { } wrong)
        {
            return wrong;
        }

        if (!(await change.Open(input.Code, input.Version, input.Reason, actor, ct)).TryGet(out var organization, out var refused))
        {
            return refused;
        }

        var after = organization.ActiveTo?.AddDays(1) ?? change.Today;
        if (!SuccessorRules.Find(await change.Snapshot(ct), organization.Code, input.Successor, after, mustBeInBeing: false).TryGet(out var successor, out var unfit))
        {
            return unfit;
        }

        var basis = await change.Basis(input.Basis, ct);
        return organization.CorrectSuccessor(successor.Code, input.Reason.Trim(), basis, change.Now) is { IsOk: false } failed
            ? failed
            : await change.Close(actor, "ended", input.Reason, [organization.Code], null, ct);
    }
}
