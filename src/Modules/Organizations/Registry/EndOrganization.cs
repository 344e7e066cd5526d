using VanLang.Kernel;

namespace VanLang.Organizations.Registry;

/// <summary>Ends an organisation after a day, with or without a successor.</summary>
internal sealed class EndOrganization(RegistryChange change)
{
    public sealed record Input(string Code, DateOnly LastDay, string? Successor, LegalInput? Basis, string Reason, long? Version = null);

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

        var snapshot = await change.Snapshot(ct);
        var after = input.LastDay.AddDays(1);
        if (!SuccessorRules.Find(snapshot, organization.Code, input.Successor, after, mustBeInBeing: true).TryGet(out var successor, out var unfit))
        {
            return unfit;
        }

        var below = snapshot.View(after).Children(organization.Code).Count;
        if (below > 0)
        {
            return OrganizationsErrors.ChildrenInBeing.With(below);
        }

        var basis = await change.Basis(input.Basis, ct);
        return organization.End(input.LastDay, successor.Code, input.Reason.Trim(), basis, change.Now) is { IsOk: false } failed
            ? failed
            : await change.Close(actor, "ended", input.Reason, [organization.Code], null, ct);
    }
}
