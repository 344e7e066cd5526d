using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Exchange.Archives;

/// <summary>Records what a new text, or a new policy, sets from a day on. Nothing is changed: what was archived under an older rule stays archived.</summary>
internal sealed class RecordRetentionRule(ExchangeDb db, Clock clock)
{
    public const int MostMonths = 1200;
    private const int LongestNote = 1000;

    public sealed record Input(int? Months, DateOnly? From, string? Basis, string? Note);

    public static Error? Check(Input input, DateOnly today) => input switch
    {
        { Months: not (>= 1 and <= MostMonths) } => ArchiveErrors.MonthsOutOfRange.With(1, MostMonths),
        { From: null } => ArchiveErrors.FromForm,
        { From: { } from } when from <= today => ArchiveErrors.FromInThePast.With(FormattableString.Invariant($"{today:yyyy-MM-dd}")),
        _ when (input.Basis?.Trim().Length ?? 0) is < 5 or > RetentionRule.LongestBasis => ArchiveErrors.BasisMissing.With(5, RetentionRule.LongestBasis),
        _ when (input.Note?.Trim().Length ?? 0) is < 5 or > LongestNote => ArchiveErrors.NoteMissing.With(5, LongestNote),
        _ => null,
    };

    public async Task<Result> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (Check(input, clock.Today) is { } wrong)
        {
            return wrong;
        }

        var from = input.From!.Value;
        if (await db.RetentionRules.AnyAsync(r => r.ValidFrom == from, ct))
        {
            return ArchiveErrors.RuleExists.With(FormattableString.Invariant($"{from:yyyy-MM-dd}"));
        }

        db.Add(new RetentionRule(from, input.Months!.Value, input.Basis!.Trim(), input.Note!.Trim()));
        db.Audit(actor, "exchange.retention-rule.recorded", FormattableString.Invariant($"{from:yyyy-MM-dd}"), input.Note.Trim());
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }
}
