using VanLang.Kernel;

namespace VanLang.Organizations.Registry;

/// <summary>Gives an organisation its code and puts it into the tree.</summary>
internal sealed class RegisterOrganization(RegistryChange change)
{
    public sealed record Input(
        string Code, string? Code102, string Name, string? ShortName, string Kind, int? Level, string? Parent, DateOnly From, LegalInput? Basis, ContactInput Contact, string Reason);

    public static Error? Check(Input input)
    {
        if (OrganizationKinds.Parse(input.Kind) is not { } kind)
        {
            return OrganizationsErrors.KindUnknown.With(input.Kind).At(nameof(Input.Kind));
        }

        if (input.Level is < 1 or > 9)
        {
            return OrganizationsErrors.LevelUnknown.At(nameof(Input.Level));
        }

        var code102 = CodeRules.Normalise(input.Code102);
        return CodeRules.IsIssuable(IdentifierScheme.Qd20, CodeRules.Normalise(input.Code)) is false ? OrganizationsErrors.CodeNotIssuable.With(CodeRules.Normalise(input.Code)).At(nameof(Input.Code))
            : code102.Length > 0 && !CodeRules.IsIssuable(IdentifierScheme.Qcvn102, code102) ? OrganizationsErrors.IdentifierNotIssuable.With(code102, "QCVN102").At(nameof(Input.Code102))
            : NameInput.Check(new NameInput(input.Name, input.ShortName, kind))
                ?? LegalInput.Check(input.Basis)
                ?? ContactInput.Check(input.Contact)
                ?? Permit.Reason(input.Reason);
    }

    public async Task<Result<string>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if ((Permit.Edit(actor) ?? Check(input)) is { } wrong)
        {
            return wrong;
        }

        var snapshot = await change.Snapshot(ct);
        var code = CodeRules.Normalise(input.Code);
        var code102 = CodeRules.Normalise(input.Code102);
        string? parentCode = null;
        if (!string.IsNullOrWhiteSpace(input.Parent))
        {
            if (snapshot.Find(input.Parent, input.From) is not { } parent)
            {
                return OrganizationsErrors.CodeUnknown.With(input.Parent).At(nameof(Input.Parent));
            }

            if (!parent.IsInBeing(input.From))
            {
                return OrganizationsErrors.NotInBeing.With(parent.Code, Organization.Shown(input.From)).At(nameof(Input.Parent));
            }

            parentCode = parent.Code;
        }

        if (CodeRules.CheckNew(code, parentCode) is { } form)
        {
            return form.At(nameof(Input.Code));
        }

        // A code is never given twice, not even after its bearer has ended: old documents carry it.
        if (snapshot.Find(code, input.From) is { } bearer)
        {
            return OrganizationsErrors.CodeTaken.With(code, bearer.NameAt(input.From).Name).At(nameof(Input.Code));
        }

        if (code102.Length > 0 && snapshot.Find(code102, input.From) is { } bearer102)
        {
            return OrganizationsErrors.CodeTaken.With(code102, bearer102.NameAt(input.From).Name).At(nameof(Input.Code102));
        }

        var kind = OrganizationKinds.Parse(input.Kind)!.Value;
        var basis = await change.Basis(input.Basis, ct);
        var organization = Organization.Register(code, input.Level ?? kind.UsualLevel(), new NameInput(input.Name, input.ShortName, kind), parentCode, input.From, basis, change.Now);
        organization.SetContact(input.Contact, change.Now);
        var added = organization.AddIdentifier(IdentifierScheme.Qd20, code, input.From, null, input.Reason.Trim(), basis, change.Now);
        if (added.IsOk && code102.Length > 0)
        {
            added = organization.AddIdentifier(IdentifierScheme.Qcvn102, code102, input.From, null, input.Reason.Trim(), basis, change.Now);
        }

        if (!added.IsOk)
        {
            return Result<string>.Failed(added.Errors);
        }

        change.Db.Add(organization);
        var saved = await change.Close(actor, "registered", input.Reason, [code], null, ct);
        return saved.IsOk ? code : Result<string>.Failed(saved.Errors);
    }
}
