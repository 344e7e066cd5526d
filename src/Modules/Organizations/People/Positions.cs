using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Organizations.Lookup;

namespace VanLang.Organizations.People;

/// <summary>What other modules may ask about people in positions.</summary>
internal sealed class Positions(OrganizationsDb db, OrganizationDirectory directory, AddUnit addUnit, AddPosition addPosition, AppointPerson appoint, SubstituteHolding substitute) : IPositions
{
    public async ValueTask<IReadOnlyList<Holding>> Of(IReadOnlyCollection<Guid> people, DateOnly at, CancellationToken ct)
    {
        var ids = people.Select(p => new PersonId(p)).ToList();
        return await HoldingRows.At(db, await directory.Current(ct), at, db.Held.Where(h => ids.Contains(h.PersonId)), db.Positions, ct);
    }

    public async ValueTask<IReadOnlyList<Holding>> In(string organizationCode, DateOnly at, CancellationToken ct)
    {
        var snapshot = await directory.Current(ct);
        return snapshot.Find(organizationCode, at) is { } node
            ? await HoldingRows.At(db, snapshot, at, db.Held, db.Positions.Where(p => p.OrganizationCode == node.Code), ct)
            : [];
    }

    /// <summary>Unit, position and person are made when they are not there, in one transaction.</summary>
    public async Task<Result<Guid>> Appoint(Appointment appointment, Actor actor, CancellationToken ct)
    {
        if ((await directory.Current(ct)).Find(appointment.OrganizationCode, appointment.From) is not { } organization)
        {
            return OrganizationsErrors.CodeUnknown.With(appointment.OrganizationCode).At(nameof(Appointment.OrganizationCode));
        }

        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        var unit = await FindUnit(organization.Code, appointment, actor, ct);
        if (!unit.IsOk)
        {
            return Result<Guid>.Failed(unit.Errors);
        }

        var position = await FindPosition(organization.Code, unit.Value, appointment, actor, ct);
        if (!position.IsOk)
        {
            return Result<Guid>.Failed(position.Errors);
        }

        var person = await appoint.Handle(new(position.Value.Value, appointment.FullName, appointment.Email, appointment.From, appointment.Reason), actor, ct);
        if (!person.IsOk)
        {
            return Result<Guid>.Failed(person.Errors);
        }

        if (transaction is not null)
        {
            await transaction.CommitAsync(ct);
        }

        return person.Value.Value;
    }

    public Task<Result> Substitute(Substitution substitution, Actor actor, CancellationToken ct) =>
        substitute.Handle(new(substitution.PositionId, substitution.PersonId, substitution.From, substitution.To, substitution.Reason), actor, ct);

    private async Task<Result<UnitId?>> FindUnit(string organization, Appointment appointment, Actor actor, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(appointment.Unit))
        {
            return (UnitId?)null;
        }

        var name = appointment.Unit.Trim();
        var units = await db.Units.Where(u => u.OrganizationCode == organization).Select(u => new { u.Id, u.Name, u.Rank }).ToListAsync(ct);
        if (units.Find(u => u.Name == name) is { } known)
        {
            return known.Id;
        }

        var added = await addUnit.Handle(new(organization, name, Math.Min(999, units.Select(u => u.Rank).DefaultIfEmpty().Max() + 1), appointment.Reason), actor, ct);
        return added.IsOk ? added.Value : Result<UnitId?>.Failed(added.Errors);
    }

    private async Task<Result<PositionId>> FindPosition(string organization, UnitId? unit, Appointment appointment, Actor actor, CancellationToken ct)
    {
        var title = appointment.Title?.Trim() ?? "";
        var positions = await db.Positions.Where(p => p.OrganizationCode == organization).Select(p => new { p.Id, p.UnitId, p.Title, p.Rank }).ToListAsync(ct);
        if (positions.Find(p => p.UnitId == unit && p.Title == title) is { } known)
        {
            return known.Id;
        }

        var rank = Math.Min(999, positions.Select(p => p.Rank).DefaultIfEmpty().Max() + 1);
        return await addPosition.Handle(new(organization, unit?.Value, title, appointment.Roles, rank, appointment.Reason), actor, ct);
    }
}
