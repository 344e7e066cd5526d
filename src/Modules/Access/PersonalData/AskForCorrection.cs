using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Access.PersonalData;

internal sealed class AskForCorrection(AccessDb db, Clock clock)
{
    public static Error? Check(string? text) => text?.Trim().Length is >= 10 and <= 1000 ? null : AccessErrors.CorrectionEmpty.At("Text");

    public async Task<Result> Handle(string? text, Actor actor, CancellationToken ct)
    {
        if (Check(text) is { } wrong)
        {
            return wrong;
        }

        var id = Guid.Parse(actor.Id);
        if (await db.Corrections.AnyAsync(c => c.AccountId == id && c.State == CorrectionState.Open, ct))
        {
            return AccessErrors.CorrectionOpen;
        }

        var correction = Correction.Ask(clock.NewId<CorrectionId>(), id, text!.Trim(), clock.Now);
        db.Corrections.Add(correction);
        var name = await db.Accounts.Where(a => a.Id == id).Select(a => a.UserName).SingleAsync(ct);
        db.Audit(actor, "access.personal-data.correction-asked", name!);
        return await db.Save(ct);
    }
}
