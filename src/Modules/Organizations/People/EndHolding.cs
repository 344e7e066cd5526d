using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Organizations.Lookup;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations.People;

/// <summary>Ends an appointment or a substitution after a day.</summary>
internal sealed class EndHolding(OrganizationsDb db, OrganizationDirectory directory, Clock clock)
{
    public sealed record Input(Guid Holding, DateOnly LastDay, string Reason);

    public static Error? Check(Input input) => Permit.Reason(input.Reason);

    public async Task<Result> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (Check(input) is { } wrong)
        {
            return wrong;
        }

        var id = new HeldPositionId(input.Holding);
        var found = await db.Held.Where(h => h.Id == id).Join(db.Positions, h => h.PositionId, p => p.Id, (Held, Position) => new { Held, Position }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return OrganizationsErrors.HoldingNotFound;
        }

        if (!PeopleScope.Find(await directory.Current(ct), found.Position.OrganizationCode, clock.Today, actor).TryGet(out var organization, out var refused))
        {
            return refused;
        }

        if (PeopleScope.MayGive(actor, found.Position.Roles) is { } reserved)
        {
            return reserved;
        }

        if (found.Held.End(input.LastDay, input.Reason.Trim()) is { IsOk: false } failed)
        {
            return failed;
        }

        db.Audit(actor, "organizations.holding.ended", organization.Code, input.Reason, new { position = found.Position.Id.Value, person = found.Held.PersonId.Value });
        db.Publish(new HoldingsChanged([found.Held.PersonId.Value], organization.Code));
        return await db.Commit(ct);
    }
}
