using Microsoft.EntityFrameworkCore;
using VanLang.Access.Actors;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Access.Sessions;

/// <summary>Changes the position in which this session acts, among those held today.</summary>
internal sealed class ActInPosition(AccessDb db, IPositions positions, ActorCache cache, Clock clock)
{
    public async Task<Result> Handle(Guid positionId, SessionId session, Actor actor, CancellationToken ct)
    {
        var held = await positions.Of([actor.PersonId!.Value], clock.Today, ct);
        if (held.FirstOrDefault(h => h.PositionId == positionId) is not { } position)
        {
            return AccessErrors.PositionNotHeld.At("PositionId");
        }

        var row = await db.Sessions.SingleAsync(s => s.Id == session, ct);
        row.ActIn(positionId);
        db.Audit(actor, "access.session.position", actor.Name, detail: new { position = position.Title, organization = position.OrganizationCode });
        await db.SaveChangesAsync(ct);
        cache.Clear();
        return Result.Ok;
    }
}
