using VanLang.Kernel;

namespace VanLang.Organizations.Registry;

/// <summary>Puts an organisation under another parent, or at the top, from a day on.</summary>
internal sealed class MoveOrganization(RegistryChange change)
{
    public sealed record Input(string Code, string? Parent, DateOnly From, LegalInput? Basis, string Reason, long? Version = null);

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

        string? parentCode = null;
        if (!string.IsNullOrWhiteSpace(input.Parent))
        {
            var snapshot = await change.Snapshot(ct);
            if (snapshot.Find(input.Parent, input.From) is not { } parent)
            {
                return OrganizationsErrors.CodeUnknown.With(input.Parent).At(nameof(Input.Parent));
            }

            if (!parent.IsInBeing(input.From))
            {
                return OrganizationsErrors.NotInBeing.With(parent.Code, Organization.Shown(input.From)).At(nameof(Input.Parent));
            }

            if (parent.Code == organization.Code || snapshot.Above(parent, input.From).Any(a => a.Code == organization.Code))
            {
                return OrganizationsErrors.ParentRing.With(organization.Code, parent.Code).At(nameof(Input.Parent));
            }

            parentCode = parent.Code;
        }

        var basis = await change.Basis(input.Basis, ct);
        return organization.MoveTo(parentCode, input.From, basis, change.Now) is { IsOk: false } failed
            ? failed
            : await change.Close(actor, "moved", input.Reason, [organization.Code], null, ct);
    }
}
