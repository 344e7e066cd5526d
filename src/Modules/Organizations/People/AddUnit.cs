using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Organizations.Lookup;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations.People;

internal sealed class AddUnit(OrganizationsDb db, OrganizationDirectory directory, Clock clock)
{
    public sealed record Input(string Organization, string Name, int Rank, string Reason);

    public static Error? Check(Input input) =>
        string.IsNullOrWhiteSpace(input.Name) || input.Name.Trim().Length > Unit.MaxName ? OrganizationsErrors.UnitNameRequired.With(Unit.MaxName).At(nameof(Input.Name))
        : input.Rank is < 1 or > 999 ? OrganizationsErrors.RankNotValid.At(nameof(Input.Rank))
        : Permit.Reason(input.Reason);

    public async Task<Result<UnitId>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (Check(input) is { } wrong)
        {
            return wrong;
        }

        if (!PeopleScope.Find(await directory.Current(ct), input.Organization, clock.Today, actor).TryGet(out var organization, out var refused))
        {
            return refused;
        }

        var name = input.Name.Trim();
        if (await db.Units.AnyAsync(u => u.OrganizationCode == organization.Code && u.Name == name, ct))
        {
            return OrganizationsErrors.UnitThere.With(name).At(nameof(Input.Name));
        }

        var unit = new Unit(clock.NewId<UnitId>(), organization.Code, name, input.Rank);
        db.Add(unit);
        db.Audit(actor, "organizations.unit.added", organization.Code, input.Reason);
        await db.SaveChangesAsync(ct);
        return unit.Id;
    }
}
