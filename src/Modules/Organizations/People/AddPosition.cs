using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Organizations.Lookup;
using VanLang.Organizations.Registry;
using VanLang.Web.Modules;

namespace VanLang.Organizations.People;

internal sealed class AddPosition(OrganizationsDb db, OrganizationDirectory directory, Clock clock)
{
    public sealed record Input(string Organization, Guid? Unit, string Title, IReadOnlyList<string> Roles, int Rank, string Reason);

    public static Error? Check(Input input) =>
        string.IsNullOrWhiteSpace(input.Title) || input.Title.Trim().Length > Position.MaxTitle ? OrganizationsErrors.TitleRequired.With(Position.MaxTitle).At(nameof(Input.Title))
        : input.Roles.FirstOrDefault(r => !Roles.OfPeople.Contains(r)) is { } unknown ? OrganizationsErrors.RoleUnknown.With(unknown).At(nameof(Input.Roles))
        : input.Rank is < 1 or > 999 ? OrganizationsErrors.RankNotValid.At(nameof(Input.Rank))
        : Permit.Reason(input.Reason);

    public async Task<Result<PositionId>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if ((Check(input) ?? PeopleScope.MayGive(actor, input.Roles)) is { } wrong)
        {
            return wrong;
        }

        if (!PeopleScope.Find(await directory.Current(ct), input.Organization, clock.Today, actor).TryGet(out var organization, out var refused))
        {
            return refused;
        }

        UnitId? unit = input.Unit is { } id ? new UnitId(id) : null;
        if (unit is not null && !await db.Units.AnyAsync(u => u.Id == unit && u.OrganizationCode == organization.Code, ct))
        {
            return OrganizationsErrors.UnitNotFound.At(nameof(Input.Unit));
        }

        var position = new Position(clock.NewId<PositionId>(), organization.Code, unit, input.Title, [.. input.Roles.Distinct()], input.Rank);
        db.Add(position);
        db.Audit(actor, "organizations.position.added", organization.Code, input.Reason);
        await db.SaveChangesAsync(ct);
        return position.Id;
    }
}
