using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Organizations.Lookup;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations.People;

/// <summary>Puts a person, known by the office address or new, into a position.</summary>
internal sealed class AppointPerson(OrganizationsDb db, OrganizationDirectory directory, Clock clock)
{
    public sealed record Input(Guid Position, string FullName, string Email, DateOnly From, string Reason);

    public static Error? Check(Input input) =>
        string.IsNullOrWhiteSpace(input.FullName) || input.FullName.Trim().Length > Person.MaxName ? OrganizationsErrors.PersonNameRequired.With(Person.MaxName).At(nameof(Input.FullName))
        : string.IsNullOrWhiteSpace(input.Email) || input.Email.Trim().Length > Person.MaxEmail || !System.Net.Mail.MailAddress.TryCreate(input.Email.Trim(), out _)
            ? OrganizationsErrors.EmailNotValid.With(input.Email).At(nameof(Input.Email))
        : Permit.Reason(input.Reason);

    public async Task<Result<PersonId>> Handle(Input input, Actor actor, CancellationToken ct)
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

        var snapshot = await directory.Current(ct);
        if (!PeopleScope.Find(snapshot, position.OrganizationCode, clock.Today, actor).TryGet(out var organization, out var refused))
        {
            return refused;
        }

        if (PeopleScope.MayGive(actor, position.Roles) is { } reserved)
        {
            return reserved;
        }

        if (!organization.IsInBeing(input.From))
        {
            return OrganizationsErrors.NotInBeing.With(organization.Code, Organization.Shown(input.From)).At(nameof(Input.From));
        }

        var email = input.Email.Trim().ToLowerInvariant();
        var name = input.FullName.Trim();
        var person = await db.People.SingleOrDefaultAsync(p => p.Email == email, ct);
        if (person is not null && person.FullName != name)
        {
            return OrganizationsErrors.PersonNameDiffers.With(email, person.FullName).At(nameof(Input.Email));
        }

        if (person is not null && await db.Held.AnyAsync(h => h.PositionId == positionId && h.PersonId == person.Id && !h.Substitute && (h.ValidTo == null || h.ValidTo >= input.From), ct))
        {
            return OrganizationsErrors.AlreadyHeld.With(name).At(nameof(Input.Email));
        }

        if (person is null)
        {
            person = new Person(clock.NewId<PersonId>(), name, email);
            db.Add(person);
        }

        db.Add(HeldPosition.Appointed(clock.NewId<HeldPositionId>(), positionId, person.Id, input.From, input.Reason.Trim()));
        db.Audit(actor, "organizations.person.appointed", organization.Code, input.Reason, new { position = position.Id.Value, person = person.Id.Value });
        db.Publish(new HoldingsChanged([person.Id.Value], organization.Code));
        await db.SaveChangesAsync(ct);
        return person.Id;
    }
}
