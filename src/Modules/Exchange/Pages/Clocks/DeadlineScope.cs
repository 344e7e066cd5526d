using VanLang.Exchange.Board;
using VanLang.Exchange.Clocks;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.Pages.Clocks;

/// <summary>Whose deadlines an address asks for, and whether the reader may see them. Pages, downloads and the API ask here.</summary>
internal static class DeadlineScope
{
    public sealed record Asked(string Code, DayRange Range);

    public static async Task<Result<Asked>> Read(string? agency, string? from, string? to, Actor actor, IOrganizationDirectory directory, DateOnly today, CancellationToken ct)
    {
        if (BoardScope.Of(actor) is not { } own)
        {
            return ExchangeErrors.NoOrganization;
        }

        var code = own;
        if (!string.IsNullOrWhiteSpace(agency))
        {
            // Of another agency nothing is said, not even whether it is there.
            var found = await directory.Resolve([agency.Trim()], today, ct);
            if (!found.TryGetValue(agency.Trim(), out var entry) || !BoardScope.Covers(actor, entry.Code))
            {
                return BoardErrors.AgencyUnknown.With(agency.Trim()).At("agency");
            }

            code = entry.Code;
        }

        return DayRange.Read(from, to, today).TryGet(out var range, out var wrong) ? new Asked(code, range) : wrong;
    }

    /// <summary>The rows of one agency: without a code, the own one's.</summary>
    public static async Task<Result<ClockRows>> Rows(string? agency, string? duty, string? state, string? from, string? to, string? after, Actor actor, IOrganizationDirectory directory, DateOnly today, CancellationToken ct)
    {
        var read = await Read(string.IsNullOrWhiteSpace(agency) ? actor.OrganizationCode : agency, from, to, actor, directory, today, ct);
        if (!read.TryGet(out var asked, out var wrong))
        {
            return wrong;
        }

        if (asked.Code == AxisDay.Everybody)
        {
            return BoardErrors.AgencyUnknown.With("").At("agency");
        }

        if (!string.IsNullOrEmpty(duty) && !(Enum.TryParse<Duty>(duty, ignoreCase: true, out var named) && Enum.IsDefined(named)))
        {
            return ClockErrors.DutyUnknown.At("duty");
        }

        var kind = string.IsNullOrEmpty(duty) ? Duty.Receipt : Enum.Parse<Duty>(duty, ignoreCase: true);
        var filter = Enum.TryParse<ClockFilter>(state, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : ClockFilter.All;
        return new ClockRows(asked.Code, kind, asked.Range, filter, after);
    }
}
