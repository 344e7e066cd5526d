using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Exchange.Clocks;

/// <summary>
/// Records what a new decree, or a new policy, sets from a day on. Nothing is changed: deadlines that were computed stay what they were, so what was kept stays kept.
/// </summary>
internal sealed class RecordDeadlineRule(ExchangeDb db, DeadlineBooks books, Clock clock)
{
    private const int LongestBasis = 400;
    private const int LongestNote = 1000;
    private const int MostSoon = 1440;

    public sealed record Input(Duty? Duty, bool Urgent, DateOnly? ValidFrom, LimitUnit? Unit, int? Amount, int? SoonMinutes, string? LegalBasis, string? Note);

    public static List<Error> Check(Input input, DateOnly today)
    {
        var errors = new List<Error>();
        void Wrong(bool wrong, Error error, string field)
        {
            if (wrong)
            {
                errors.Add(error.At(field));
            }
        }

        var unit = input.Unit ?? LimitUnit.None;
        var (least, most) = (DeadlineRule.Least(unit), DeadlineRule.Most(unit));
        Wrong(input.Duty is not { } duty || !Enum.IsDefined(duty) || !Enum.IsDefined(unit) || input.Unit is null, ClockErrors.DutyUnknown, nameof(Input.Duty));
        Wrong(input.ValidFrom is null, ClockErrors.FromMissing, nameof(Input.ValidFrom));
        Wrong(input.ValidFrom <= today, ClockErrors.FromInThePast, nameof(Input.ValidFrom));
        Wrong(input.Amount is not { } amount || amount < least || amount > most, ClockErrors.AmountOutOfRange.With(least, most), nameof(Input.Amount));
        Wrong(input.SoonMinutes is not (>= 0 and <= MostSoon), ClockErrors.SoonOutOfRange.With(0, MostSoon), nameof(Input.SoonMinutes));
        var (basis, note) = (input.LegalBasis?.Trim() ?? "", input.Note?.Trim() ?? "");
        Wrong(basis.Length < 5, ClockErrors.BasisMissing, nameof(Input.LegalBasis));
        Wrong(basis.Length > LongestBasis, ClockErrors.TextTooLong.With(basis.Length, LongestBasis), nameof(Input.LegalBasis));
        Wrong(note.Length < 5, ClockErrors.NoteMissing, nameof(Input.Note));
        Wrong(note.Length > LongestNote, ClockErrors.TextTooLong.With(note.Length, LongestNote), nameof(Input.Note));
        return errors;
    }

    public async Task<Result> Handle(Input input, Actor actor, CancellationToken ct)
    {
        var wrong = Check(input, clock.Today);
        if (wrong.Count > 0)
        {
            return Result.Failed(wrong);
        }

        var (duty, priority, from) = (input.Duty!.Value, input.Urgent ? 1 : 0, input.ValidFrom!.Value);
        if (await db.DeadlineRules.AnyAsync(r => r.Duty == duty && r.MinPriority == priority && r.ValidFrom == from, ct))
        {
            return ClockErrors.RuleExists.At(nameof(Input.ValidFrom));
        }

        var rule = new DeadlineRule(duty, priority, from, input.Unit!.Value, input.Amount!.Value, input.SoonMinutes!.Value, input.LegalBasis!.Trim(), input.Note!.Trim());
        db.Add(rule);
        db.Audit(actor, "exchange.deadline-rule.recorded", $"{duty}/{priority}/{from:yyyy-MM-dd}", rule.Note);
        await db.SaveChangesAsync(ct);
        books.Forget();
        return Result.Ok;
    }
}
