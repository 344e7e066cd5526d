using Microsoft.EntityFrameworkCore;
using VanLang.Access.Accounts;
using VanLang.Access.Actors;
using VanLang.Kernel;

namespace VanLang.Access.PersonalData;

/// <summary>The administrator corrects name or address, or says why not; the person reads the answer.</summary>
internal sealed class DecideCorrection(AccessDb db, ActorCache cache, Clock clock)
{
    internal sealed record Input(Guid CorrectionId, bool Done, string? Answer, string? FullName, string? Email);

    public static IReadOnlyList<Error> Check(Input input)
    {
        var errors = new List<Error>();
        if (input.Answer?.Trim().Length is not (>= 5 and <= 500))
        {
            errors.Add(AccessErrors.AnswerEmpty.At(nameof(Input.Answer)));
        }

        if (input.Done && input.FullName?.Trim().Length is not (>= 2 and <= 200))
        {
            errors.Add(AccessErrors.FullNameBad.At(nameof(Input.FullName)));
        }

        if (input.Done && !EmailRule.Allows(input.Email))
        {
            errors.Add(AccessErrors.EmailBad.At(nameof(Input.Email)));
        }

        return errors;
    }

    public async Task<Result> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (Check(input) is { Count: > 0 } faults)
        {
            return Result.Failed(faults);
        }

        var id = new CorrectionId(input.CorrectionId);
        var correction = await db.Corrections.SingleOrDefaultAsync(c => c.Id == id, ct);
        if (correction is null || await db.Find(correction.AccountId, actor, ct) is not { } account)
        {
            return AccessErrors.CorrectionMissing;
        }

        if (correction.Decide(input.Done, input.Answer!.Trim(), clock.Now) is { IsOk: false } refused)
        {
            return refused;
        }

        if (input.Done)
        {
            account.Correct(input.FullName!.Trim(), input.Email!.Trim());
        }

        db.Audit(actor, input.Done ? "access.personal-data.corrected" : "access.personal-data.correction-refused", account.UserName!, input.Answer!.Trim());
        var saved = await db.Save(ct);
        cache.Clear();
        return saved;
    }
}
