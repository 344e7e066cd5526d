using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Organizations.Lookup;

namespace VanLang.Organizations.People;

/// <summary>One seat of an organisation with who sits on it, or nobody.</summary>
internal sealed record SeatRow(
    Guid Position, string Title, string? Unit, int Rank, IReadOnlyList<string> Roles, Guid? Holding, Guid? Person, string? PersonName, string? Email, DateOnly? From, DateOnly? To, bool Substitute);

internal sealed record UnitRow(Guid Id, string Name, int Rank);

/// <summary>Units, positions and people of an organisation at a date.</summary>
internal sealed record PeopleView(string Code, string Name, DateOnly At, IReadOnlyList<UnitRow> Units, IReadOnlyList<SeatRow> Seats);

internal sealed class ListPeople(OrganizationsDb db, OrganizationDirectory directory)
{
    public async Task<Result<PeopleView>> Handle(string code, DateOnly at, Actor actor, CancellationToken ct)
    {
        if (!actor.May(OrganizationsPermissions.ReadPeople))
        {
            return OrganizationsErrors.Forbidden;
        }

        if ((await directory.Current(ct)).Find(code, at) is not { } node)
        {
            return OrganizationsErrors.NotFound.With(code);
        }

        var units = await db.Units.Where(u => u.OrganizationCode == node.Code).OrderBy(u => u.Rank).ThenBy(u => u.Name)
            .Select(u => new UnitRow(u.Id.Value, u.Name, u.Rank)).ToListAsync(ct);
        var seats = await (
            from p in db.Positions
            where p.OrganizationCode == node.Code
            join u in db.Units on p.UnitId equals u.Id into us
            from unit in us.DefaultIfEmpty()
            join h in db.Held.Where(h => h.ValidFrom <= at && (h.ValidTo == null || h.ValidTo >= at)) on p.Id equals h.PositionId into hs
            from held in hs.DefaultIfEmpty()
            join x in db.People on held.PersonId equals x.Id into xs
            from person in xs.DefaultIfEmpty()
            orderby p.Rank, p.Title, held.Substitute, person.FullName
            select new
            {
                p.Id,
                p.Title,
                Unit = (string?)unit.Name,
                p.Rank,
                p.RoleList,
                Holding = (HeldPositionId?)held.Id,
                Person = (PersonId?)person.Id,
                Name = (string?)person.FullName,
                Email = (string?)person.Email,
                From = (DateOnly?)held.ValidFrom,
                held.ValidTo,
                Substitute = (bool?)held.Substitute,
            }).ToListAsync(ct);
        return new PeopleView(node.Code, node.NameAt(at).Name, at, units, [.. seats.Select(s => new SeatRow(
            s.Id.Value, s.Title, s.Unit, s.Rank, Position.Split(s.RoleList), s.Holding?.Value, s.Person?.Value, s.Name, s.Email, s.From, s.ValidTo, s.Substitute == true))]);
    }
}
