using System.Globalization;
using VanLang.Kernel;
using VanLang.Kernel.Calendar;
using VanLang.Organizations.Contracts;
using VanLang.Workdays.Contracts;

namespace VanLang.Workdays.TimeLimits;

/// <summary>A question as people and programs write it.</summary>
/// <param name="Received"><c>2021-02-09T10:00</c>, in the time of Viet Nam when no zone is given.</param>
/// <param name="Amount">A whole number.</param>
/// <param name="Unit"><c>working_day</c>, <c>day</c> or <c>hour</c>.</param>
/// <param name="Office">Any code of an organisation, for its hours; empty for the national calendar.</param>
internal sealed record ComputeDeadlineInput(string? Received, string? Amount, string? Unit, string? Office);

/// <summary>The answer.</summary>
internal sealed record ComputedDeadline(DeadlineQuestion Question, DateTimeOffset Start, Deadline Deadline, RemainingTime Remaining, string? OfficeName);

/// <summary>Computes a deadline for anybody. Reads only.</summary>
internal sealed class ComputeDeadline(IWorkCalendars calendars, IOrganizationDirectory organizations, Clock clock)
{
    /// <summary>The largest amount of a unit: enough for every limit of law, and the answer stays within the calendar.</summary>
    public static int Most(DeadlineUnit unit) => unit switch
    {
        DeadlineUnit.WorkingDay => 1000,
        DeadlineUnit.Day => 3650,
        _ => 2000,
    };

    /// <summary>The question, or everything that is wrong with it.</summary>
    public static Result<DeadlineQuestion> Check(ComputeDeadlineInput input)
    {
        var errors = new List<Error>();
        if (Moment.Read(input.Received) is not { } received)
        {
            errors.Add(WorkdaysErrors.UnreadableReceived.With(input.Received ?? "").At("received"));
        }
        else if (received.InVietnam().Year is < 1950 or > 2070)
        {
            errors.Add(WorkdaysErrors.ReceivedOutOfRange.At("received"));
        }

        DeadlineUnit? unit = input.Unit switch
        {
            "working_day" => DeadlineUnit.WorkingDay,
            "day" => DeadlineUnit.Day,
            "hour" => DeadlineUnit.Hour,
            _ => null,
        };
        if (unit is null)
        {
            errors.Add(WorkdaysErrors.UnknownUnit.With(input.Unit ?? "").At("unit"));
        }

        var most = Most(unit ?? DeadlineUnit.WorkingDay);
        if (!int.TryParse(input.Amount, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) || amount > most)
        {
            errors.Add(WorkdaysErrors.UnreadableAmount.With(input.Amount ?? "", most).At("amount"));
        }

        return errors.Count > 0
            ? Result<DeadlineQuestion>.Failed(errors)
            : new DeadlineQuestion(string.IsNullOrWhiteSpace(input.Office) ? null : input.Office.Trim(), Moment.Read(input.Received)!.Value, amount, unit!.Value);
    }

    public async Task<Result<ComputedDeadline>> Handle(ComputeDeadlineInput input, CancellationToken ct)
    {
        var check = Check(input);
        if (!check.IsOk)
        {
            return Result<ComputedDeadline>.Failed(check.Errors);
        }

        var question = check.Value;
        OrganizationEntry? office = null;
        if (question.Office is not null)
        {
            if (!(await organizations.Resolve([question.Office], clock.Today, ct)).TryGetValue(question.Office, out office))
            {
                return WorkdaysErrors.UnknownOffice.With(question.Office).At("office");
            }

            question = question with { Office = office.Code };
        }

        var calendar = question.Office is null ? await calendars.National(ct) : (await calendars.Of([question.Office], ct))[question.Office];
        var deadline = Deadlines.Compute(calendar, question.Received, question.Amount, question.Unit);
        return new ComputedDeadline(
            question,
            Deadlines.Snap(calendar, question.Received).Due,
            deadline,
            Deadlines.Remaining(calendar, clock.Now, deadline.Due),
            office?.Name);
    }
}
