using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Exchange.Board;

/// <summary>Sets when the board warns.</summary>
internal sealed class ChangeAlertRule(ExchangeDb db)
{
    public sealed record Input(AlertKind Kind, int? Threshold, bool Enabled, string? Reason, long Version);

    public static Error? Check(Input input)
    {
        var (least, most) = AlertRule.Range(input.Kind);
        return input.Threshold is not { } threshold || threshold < least || threshold > most ? BoardErrors.ThresholdOutOfRange.With(least, most).At(nameof(Input.Threshold))
            : (input.Reason?.Trim().Length ?? 0) < 5 ? BoardErrors.ReasonMissing.At(nameof(Input.Reason))
            : null;
    }

    public async Task<Result> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (Check(input) is { } wrong)
        {
            return wrong;
        }

        if (await db.AlertRules.SingleOrDefaultAsync(r => r.Kind == input.Kind, ct) is not { } rule)
        {
            return BoardErrors.RuleUnknown;
        }

        if (rule.Version != input.Version)
        {
            return BoardErrors.RuleStale;
        }

        rule.Set(input.Threshold!.Value, input.Enabled);
        db.Audit(actor, "exchange.alert-rule.changed", rule.Kind.ToString(), input.Reason!.Trim());
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return BoardErrors.RuleStale;
        }
    }
}
