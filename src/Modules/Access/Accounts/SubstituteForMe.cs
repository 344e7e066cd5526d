using Microsoft.EntityFrameworkCore;
using VanLang.Access.Actors;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Access.Accounts;

/// <summary>Lets a colleague stand in for one of my positions for some days (ủy quyền, thay thế).</summary>
internal sealed class SubstituteForMe(AccessDb db, IPositions positions, ActorCache cache, Clock clock)
{
    internal sealed record Input(Guid PositionId, string? UserName, DateOnly? From, DateOnly? To, string? Reason);

    public static List<Error> Check(Input input, DateOnly today)
    {
        var errors = new List<Error>();
        if (string.IsNullOrWhiteSpace(input.UserName))
        {
            errors.Add(AccessErrors.UserNameEmpty.At(nameof(Input.UserName)));
        }

        if (input.From is null || input.To is null || input.From < today || input.To < input.From)
        {
            errors.Add(AccessErrors.SubstituteDates.At(nameof(Input.From)));
        }

        if (ReasonRule.Check(input.Reason) is { } reason)
        {
            errors.Add(reason);
        }

        return errors;
    }

    public async Task<Result> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (Check(input, clock.Today) is { Count: > 0 } faults)
        {
            return Result.Failed(faults);
        }

        var held = await positions.Of([actor.PersonId!.Value], clock.Today, ct);
        if (held.FirstOrDefault(h => h.PositionId == input.PositionId && !h.Substitute) is not { } position)
        {
            return AccessErrors.PositionNotHeld.At(nameof(Input.PositionId));
        }

        var name = Account.Normalize(input.UserName!);
        var other = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.NormalizedUserName == name && a.OrganizationCode == position.OrganizationCode && a.State == AccountState.Active, ct);
        if (other is null)
        {
            return AccessErrors.SubstituteUnknown.At(nameof(Input.UserName));
        }

        if (other.PersonId == actor.PersonId)
        {
            return AccessErrors.SubstituteSelf.At(nameof(Input.UserName));
        }

        var done = await positions.Substitute(new Substitution(position.PositionId, other.PersonId, input.From!.Value, input.To!.Value, input.Reason!.Trim()), actor, ct);
        if (!done.IsOk)
        {
            return done;
        }

        db.Audit(actor, "access.substitution.set", other.UserName!, input.Reason!.Trim(), new { position = position.Title, from = input.From, to = input.To });
        await db.SaveChangesAsync(ct);
        cache.Clear();
        return Result.Ok;
    }
}
