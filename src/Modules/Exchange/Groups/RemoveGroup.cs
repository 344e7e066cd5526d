using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Exchange.Groups;

/// <summary>Takes a group away. What was sent with its help stays what it is: a packet names its recipients itself.</summary>
internal sealed class RemoveGroup(ExchangeDb db)
{
    public async Task<Result> Handle(GroupId id, Actor actor, CancellationToken ct)
    {
        var own = actor.OrganizationCode ?? "";
        if (await db.RecipientGroups.Include(g => g.Members).SingleOrDefaultAsync(g => g.OwnerCode == own && g.Id == id, ct) is not { } group)
        {
            return GroupErrors.NotFound;
        }

        db.Remove(group);
        db.Audit(actor, "exchange.group.removed", id.Value.ToString(), detail: new { name = group.Name });
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return GroupErrors.Stale;
        }
    }
}
