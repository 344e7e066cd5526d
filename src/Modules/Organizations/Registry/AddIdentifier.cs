using VanLang.Kernel;

namespace VanLang.Organizations.Registry;

/// <summary>One more code of an organisation: the row that converts it, confirmed by a person.</summary>
internal sealed class AddIdentifier(RegistryChange change)
{
    public sealed record Input(string Code, string Scheme, string Value, DateOnly From, DateOnly? To, string? Source, LegalInput? Basis, string Reason, long? Version = null);

    public static Error? Check(Input input)
    {
        if (CodeRules.ParseScheme(input.Scheme) is not { } scheme)
        {
            return OrganizationsErrors.SchemeUnknown.With(input.Scheme).At(nameof(Input.Scheme));
        }

        var value = CodeRules.Normalise(input.Value);
        return !CodeRules.IsIssuable(scheme, value) ? OrganizationsErrors.IdentifierNotIssuable.With(value, scheme.Code()).At(nameof(Input.Value))
            : input.Source?.Length > 400 ? OrganizationsErrors.BasisTooLong.With(400).At(nameof(Input.Source))
            : LegalInput.Check(input.Basis) ?? Permit.Reason(input.Reason);
    }

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

        var value = CodeRules.Normalise(input.Value);
        if (Bearer(await change.Snapshot(ct), value, organization.Code, input.From, input.To) is { } bearer)
        {
            return OrganizationsErrors.CodeTaken.With(value, bearer).At(nameof(Input.Value));
        }

        var basis = await change.Basis(input.Basis, ct);
        var source = string.IsNullOrWhiteSpace(input.Source) ? input.Reason.Trim() : input.Source.Trim();
        return organization.AddIdentifier(CodeRules.ParseScheme(input.Scheme)!.Value, value, input.From, input.To, source.Length > 400 ? source[..400] : source, basis, change.Now) is { IsOk: false } failed
            ? failed
            : await change.Close(actor, "identifier", input.Reason, [organization.Code], new { value }, ct);
    }

    // Another organisation may have borne the code at another time; a canonical code belongs to one organisation for ever.
    private static string? Bearer(Lookup.Snapshot snapshot, string value, string own, DateOnly from, DateOnly? to)
    {
        var canonical = snapshot.Node(value);
        if (canonical is not null && canonical.Code != own)
        {
            return canonical.NameAt(from).Name;
        }

        return snapshot.Nodes
            .FirstOrDefault(n => n.Code != own && n.Codes.Any(c => c.Value == value && (to is null || c.From <= to) && (c.To is null || c.To >= from)))
            ?.NameAt(from).Name;
    }
}
