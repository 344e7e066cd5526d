using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Organizations.Lookup;

namespace VanLang.Organizations.Registry;

/// <summary>
/// Units that a relay centre registers and ends. Here it is decided that they lie below its own organisation; the registry's own use cases then see the
/// same actor with the one permission they ask for, so their audit rows name the client that acted.
/// </summary>
internal sealed class SubordinateUnits(OrganizationDirectory directory, RegisterOrganization register, EndOrganization end, Clock clock) : ISubordinateUnits
{
    public async Task<Result<string>> Register(SubordinateUnit unit, Actor actor, CancellationToken ct)
    {
        if (!actor.May(ISubordinateUnits.Permission) || actor.OrganizationCode is not { } own)
        {
            return OrganizationsErrors.Forbidden;
        }

        var today = clock.Today;
        var snapshot = await directory.Current(ct);
        var parentCode = string.IsNullOrWhiteSpace(unit.ParentCode) ? own : unit.ParentCode;
        if (snapshot.Find(parentCode, today) is not { } parent)
        {
            return OrganizationsErrors.CodeUnknown.With(parentCode).At(nameof(SubordinateUnit.ParentCode));
        }

        if (parent.Code != own && !IsBelow(snapshot, parent.Code, own, today))
        {
            return OrganizationsErrors.UnitElsewhere.With(parentCode, own).At(nameof(SubordinateUnit.ParentCode));
        }

        var given = CodeRules.Normalise(unit.Code);
        if (snapshot.Find(given, today) is { } there && there.IsInBeing(today) && IsBelow(snapshot, there.Code, own, today) && there.NameAt(today).Name == unit.Name.Trim())
        {
            return there.Code; // Systems of the field send their list of units again and again.
        }

        // The tree is built of codes by Decision 20/2020; of a code by QCVN 102 the usual reading is taken, and refused when it does not fit the tree.
        var old = CodeRules.SchemeOf(given) is IdentifierScheme.Qcvn102;
        var code = old ? CodeRules.Propose20(given) ?? given : given;
        var input = new RegisterOrganization.Input(
            code,
            old ? given : null,
            unit.Name,
            null,
            OrganizationKind.Department.Code(),
            Math.Min(9, snapshot.Entry(parent, today).Level + 1),
            parent.Code,
            today,
            null,
            new ContactInput("", unit.Email, unit.Telephone, unit.Fax, ""),
            unit.Reason);
        return await register.Handle(input, Editing(actor), ct);
    }

    public async Task<Result> End(string code, string reason, Actor actor, CancellationToken ct)
    {
        if (!actor.May(ISubordinateUnits.Permission) || actor.OrganizationCode is not { } own)
        {
            return OrganizationsErrors.Forbidden;
        }

        var today = clock.Today;
        var snapshot = await directory.Current(ct);
        if (snapshot.Find(code, today) is not { } unit)
        {
            return OrganizationsErrors.NotFound.With(code);
        }

        return IsBelow(snapshot, unit.Code, own, today)
            ? await end.Handle(new EndOrganization.Input(unit.Code, today, null, null, reason), Editing(actor), ct)
            : OrganizationsErrors.UnitElsewhere.With(code, own);
    }

    private static bool IsBelow(Snapshot snapshot, string code, string above, DateOnly at)
    {
        for (var node = snapshot.Node(code); node is not null && snapshot.Entry(node, at).ParentCode is { } parent; node = snapshot.Node(parent))
        {
            if (parent == above)
            {
                return true;
            }
        }

        return false;
    }

    private static Actor Editing(Actor actor) => actor with { Permissions = new HashSet<string>(actor.Permissions) { OrganizationsPermissions.Edit } };
}
