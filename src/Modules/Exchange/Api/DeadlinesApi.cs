using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VanLang.Exchange.Board;
using VanLang.Exchange.Clocks;
using VanLang.Exchange.Pages.Clocks;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Web.Http;
using VanLang.Web.Modules;

namespace VanLang.Exchange.Api;

/// <summary>Clocks of one duty: 'decided' is the whole of which 'kept' is a part; what runs is in neither.</summary>
/// <param name="Late">Done too late.</param>
/// <param name="Overdue">Not done although the time is over.</param>
/// <param name="Decided">Kept, late and overdue.</param>
/// <param name="Ended">Nothing was owed any more: recalled, withdrawn or replaced in time.</param>
internal sealed record DutyAnswer(long Kept, long Late, long Overdue, long Decided, long Running, long Ended)
{
    public static DutyAnswer Of(DutySum sum) => new(sum.Kept, sum.Late, sum.Overdue, sum.Decided, sum.Running, sum.Ended);
}

/// <param name="Send">Sent on the day of signing, at the latest the morning of the next working day (Decision 28/2018, art. 6(2)).</param>
/// <param name="Receipt">Receipt notified on the same day, by 03 or 02 (Decree 30/2020, art. 21(2)(c)).</param>
/// <param name="Register">Registered the same day, at the latest the next working day; urgent ones at once (Decree 30/2020, art. 23(1)).</param>
internal sealed record DutiesAnswer(DutyAnswer Send, DutyAnswer Receipt, DutyAnswer Register)
{
    public static DutiesAnswer Of(Func<Duty, DutySum> of) => new(DutyAnswer.Of(of(Duty.Send)), DutyAnswer.Of(of(Duty.Receipt)), DutyAnswer.Of(of(Duty.Register)));
}

/// <summary>How deadlines were kept in one month.</summary>
/// <param name="Month">Year and month, such as 2026-11.</param>
internal sealed record DeadlineMonthAnswer(string Month, DutiesAnswer Duties);

/// <summary>How deadlines were kept by one agency.</summary>
internal sealed record DeadlineAgencyAnswer(string Agency, DutiesAnswer Duties);

/// <summary>How deadlines were kept.</summary>
/// <param name="Agency">Canonical code; null for the whole exchange.</param>
/// <param name="Agencies">Of the whole exchange only.</param>
internal sealed record DeadlinesAnswer(string? Agency, DateOnly From, DateOnly To, DateTimeOffset AsOf, DutiesAnswer Duties, IReadOnlyList<DeadlineMonthAnswer> Months, IReadOnlyList<DeadlineAgencyAnswer> Agencies)
{
    public static DeadlinesAnswer Of(DeadlineView view) => new(
        view.IsOfAll ? null : view.Code,
        view.Range.From,
        view.Range.To,
        view.AsOf.InVietnam(),
        DutiesAnswer.Of(d => view[d]),
        [.. view.Months.Select(m => new DeadlineMonthAnswer(m.Key, DutiesAnswer.Of(d => m[d])))],
        [.. view.Agencies.Select(a => new DeadlineAgencyAnswer(a.Key, DutiesAnswer.Of(d => a[d])))]);
}

/// <summary>The figures of the board of deadlines for systems.</summary>
internal static class DeadlinesApi
{
    public static void Map(RouteGroupBuilder group) => group.MapGet("/deadlines", Get)
        .RequirePermission(ExchangePermissions.Board)
        .WithName("ReadDeadlines")
        .WithSummary("How an agency keeps the deadlines of Decision 28/2018 and Decree 30/2020, by month")
        .WithDescription("The same figures as the page. Days are inclusive, yyyy-MM-dd, at most 366; left out: this month and the two before it. Without 'agency' the own one's.")
        .Produces<DeadlinesAnswer>()
        .Takes("agency", "H41", "Any code of the agency; another one's for the operator of the exchange only.")
        .Takes("from", "2026-09-01", "First day.")
        .Takes("to", "2026-11-24", "Last day.")
        .Fails(ExchangeErrors.NoOrganization, BoardErrors.AgencyUnknown.With("H29").At("agency"), ClockErrors.RangeUnreadable.With("hom-qua").At("from"), ClockErrors.RangeBackwards.At("to"), ClockErrors.RangeTooLong.With(DayRange.Longest).At("to"))
        .Answers(200, Example);

    private const string Duties = """{ "send": { "kept": 41, "late": 2, "overdue": 0, "decided": 43, "running": 0, "ended": 0 }, "receipt": { "kept": 118, "late": 6, "overdue": 1, "decided": 125, "running": 3, "ended": 1 }, "register": { "kept": 120, "late": 4, "overdue": 0, "decided": 124, "running": 4, "ended": 1 } }""";

    private const string Example = $$"""
        { "agency": "H41", "from": "2026-09-01", "to": "2026-11-24", "asOf": "2026-11-24T09:30:00+07:00", "duties": {{Duties}}, "months": [ { "month": "2026-11", "duties": {{Duties}} } ], "agencies": [] }
        """;

    private static async Task<IResult> Get(HttpContext http, ReadDeadlines read, IOrganizationDirectory directory, CurrentActor current, Clock clock, CancellationToken ct, string? agency = null, string? from = null, string? to = null)
    {
        var asked = await DeadlineScope.Read(agency, from, to, current.Actor, directory, clock.Today, ct);
        return asked.IsOk ? Results.Ok(DeadlinesAnswer.Of(await read.Handle(asked.Value.Code, asked.Value.Range, ct))) : ExchangeApi.Problem(http, asked.Errors);
    }
}
