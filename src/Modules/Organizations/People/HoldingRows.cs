using Microsoft.EntityFrameworkCore;
using VanLang.Organizations.Contracts;
using VanLang.Organizations.Lookup;

namespace VanLang.Organizations.People;

/// <summary>Reads who holds what at a date: one query, the names of organisations from memory.</summary>
internal static class HoldingRows
{
    public static async Task<List<Holding>> At(OrganizationsDb db, Snapshot snapshot, DateOnly at, IQueryable<HeldPosition> held, IQueryable<Position> positions, CancellationToken ct)
    {
        var rows = await (
            from h in held
            where h.ValidFrom <= at && (h.ValidTo == null || h.ValidTo >= at)
            join p in positions on h.PositionId equals p.Id
            join person in db.People on h.PersonId equals person.Id
            join u in db.Units on p.UnitId equals u.Id into units
            from unit in units.DefaultIfEmpty()
            orderby p.Rank, p.Title, h.Substitute, person.FullName
            select new
            {
                h.PersonId,
                person.FullName,
                person.Email,
                h.PositionId,
                p.Title,
                p.OrganizationCode,
                Unit = (string?)unit.Name,
                p.RoleList,
                h.ValidFrom,
                h.ValidTo,
                h.Substitute,
                Holder = h.Substitute
                    ? (from o in db.Held
                       where o.PositionId == h.PositionId && !o.Substitute && o.ValidFrom <= at && (o.ValidTo == null || o.ValidTo >= at)
                       join who in db.People on o.PersonId equals who.Id
                       select who.FullName).FirstOrDefault()
                    : null,
            }).ToListAsync(ct);

        // A position gives nothing once its organisation has ended, even when nobody has ended the appointment.
        return [.. rows.Where(r => snapshot.Node(r.OrganizationCode)?.IsInBeing(at) == true).Select(r => new Holding(
            r.PersonId.Value, r.FullName, r.PositionId.Value, r.Title, r.OrganizationCode, snapshot.Node(r.OrganizationCode)!.NameAt(at).Name, r.Unit,
            Position.Split(r.RoleList), r.ValidFrom, r.ValidTo, r.Substitute)
        {
            Email = r.Email,
            Holder = r.Holder,
        })];
    }
}
