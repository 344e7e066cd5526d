using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Organizations.Lookup;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations.People;

/// <summary>Lets another person stand in for the holder of a position between two days; the holder keeps the position.</summary>
internal sealed class SubstituteHolding(OrganizationsDb db, OrganizationDirectory directory, Clock clock)
{
    /// <summary>Longer than a quarter is no substitution but an appointment.</summary>
    public const int MaxDays = 92;

    public sealed record Input(Guid Position, Guid Person, DateOnly From, DateOnly To, string Reason);

    public static Error? Check(Input input) =>
        input.To < input.From ? OrganizationsErrors.PeriodBackwards.With(Organization.Shown(input.From), Organization.Shown(input.To)).At(nameof(Input.To))
        : input.To.DayNumber - input.From.DayNumber >= MaxDays ? OrganizationsErrors.SubstitutionTooLong.With(MaxDays).At(nameof(Input.To))
        : Permit.Reason(input.Reason);

    public async Task<Result> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (Check(input) is { } wrong)
        {
            return wrong;
        }

        var positionId = new PositionId(input.Position);
        if (await db.Positions.SingleOrDefaultAsync(p => p.Id == positionId, ct) is not { } position)
        {
            return OrganizationsErrors.PositionNotFound;
        }

        var holdings = await db.Held.Where(h => h.PositionId == positionId && (h.ValidTo == null || h.ValidTo >= input.From)).ToListAsync(ct);
        var holder = holdings.Find(h => !h.Substitute && h.Covers(input.From));

        // Who holds a position may name a stand-in for himself (Decree 30/2020, art. 13: giao cấp phó ký thay, ủy quyền); an administrator for anybody of the organisation.
        var own = holder is not null && actor.PersonId == holder.PersonId.Value;
        if (!own)
        {
            if (!PeopleScope.Find(await directory.Current(ct), position.OrganizationCode, clock.Today, actor).TryGet(out _, out var refused))
            {
                return refused;
            }

            if (PeopleScope.MayGive(actor, position.Roles) is { } reserved)
            {
                return reserved;
            }
        }

        if (holder is null)
        {
            return OrganizationsErrors.NobodyToStandInFor.With(Organization.Shown(input.From)).At(nameof(Input.From));
        }

        var personId = new PersonId(input.Person);
        var person = await db.People.Where(p => p.Id == personId).Select(p => new { p.FullName }).SingleOrDefaultAsync(ct);
        if (person is null)
        {
            return OrganizationsErrors.PersonNotFound.At(nameof(Input.Person));
        }

        if (holdings.Exists(h => h.PersonId == personId && h.ValidFrom <= input.To))
        {
            return OrganizationsErrors.AlreadyHeld.With(person.FullName).At(nameof(Input.Person));
        }

        db.Add(HeldPosition.StandingIn(clock.NewId<HeldPositionId>(), positionId, personId, input.From, input.To, input.Reason.Trim()));
        db.Audit(actor, "organizations.holding.substituted", position.OrganizationCode, input.Reason, new { position = input.Position, person = input.Person });
        db.Publish(new HoldingsChanged([input.Person, holder.PersonId.Value], position.OrganizationCode));
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }
}
