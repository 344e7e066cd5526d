using VanLang.Kernel;

namespace VanLang.Organizations.Registry;

/// <summary>Another name from a day on; the day of the present name corrects it.</summary>
internal sealed class RenameOrganization(RegistryChange change)
{
    public sealed record Input(string Code, string Name, string? ShortName, string? Kind, DateOnly From, LegalInput? Basis, string Reason, long? Version = null);

    public static Error? Check(Input input) =>
        !string.IsNullOrWhiteSpace(input.Kind) && OrganizationKinds.Parse(input.Kind) is null ? OrganizationsErrors.KindUnknown.With(input.Kind).At(nameof(Input.Kind))
        : NameInput.Check(new NameInput(input.Name, input.ShortName, default)) ?? LegalInput.Check(input.Basis) ?? Permit.Reason(input.Reason);

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

        var basis = await change.Basis(input.Basis, ct);
        var name = new NameInput(input.Name, input.ShortName, OrganizationKinds.Parse(input.Kind) ?? organization.LatestName.Kind);
        return organization.Rename(name, input.From, basis, change.Now) is { IsOk: false } failed
            ? failed
            : await change.Close(actor, "renamed", input.Reason, [organization.Code], null, ct);
    }
}
