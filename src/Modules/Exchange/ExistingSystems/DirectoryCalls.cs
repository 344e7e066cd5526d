using Microsoft.AspNetCore.Http;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Web.Modules;

namespace VanLang.Exchange.ExistingSystems;

/// <summary>Calls about organisations.</summary>
internal static class DirectoryCalls
{
    public static async Task<IResult> Agencies(IOrganizationDirectory directory, Clock clock, CancellationToken ct) =>
        new UnitList.Result(await directory.All(clock.Today, ct), UnitForm.Decision28);

    public static async Task<IResult> AgenciesByDecision20(HttpContext http, IOrganizationDirectory directory, Clock clock, CancellationToken ct)
    {
        var read = await EdocParameters.Read(http.Request, ct);
        if (!read.TryGet(out var p, out var wrong))
        {
            return EdocAnswer.Fail(wrong);
        }

        IEnumerable<OrganizationEntry> units = await directory.All(clock.Today, ct);
        return new UnitList.Result(int.TryParse(p["level"], out var level) && level > 0 ? units.Where(u => u.Level == level) : units, UnitForm.Decision20);
    }

    public static async Task<IResult> SynchronizeUnit(HttpContext http, ListUnitChanges changes, CancellationToken ct)
    {
        var read = await EdocParameters.Read(http.Request, ct);
        if (!read.TryGet(out var p, out var wrong))
        {
            return EdocAnswer.Fail(wrong);
        }

        var asked = p["version"];
        return EdocAnswer.Of(await changes.Handle(asked, ct), found =>
        {
            // Entries are the keys of their rows: the writer hands each back as it comes.
            var rows = new Dictionary<OrganizationEntry, ChangedUnit>(found.Count, ReferenceEqualityComparer.Instance);
            foreach (var row in found)
            {
                rows[row.Unit] = row;
            }

            return new UnitList.Result(
                found.Select(c => c.Unit),
                UnitForm.Decision28,
                (json, unit) =>
                {
                    var row = rows[unit];
                    json.WriteNumber("version", row.Version);
                    json.WriteString("centerCode", row.CenterCode);
                    json.WriteBoolean("deleted", row.Deleted);
                    json.WriteString("modifyDate", EdocAnswer.Time(row.ModifiedAt));
                    json.WriteBoolean("isAgency", true);
                },
                json => json.WriteNumber("version", found.Count > 0 ? found.Max(c => c.Version) : long.TryParse(asked, out var same) ? same : 0));
        });
    }

    public static async Task<IResult> Register(HttpContext http, ISubordinateUnits units, CurrentActor current, CancellationToken ct)
    {
        var read = await EdocParameters.Read(http.Request, ct);
        if (!read.TryGet(out var p, out var wrong))
        {
            return EdocAnswer.Fail(wrong);
        }

        if (p["code"] is not { } code)
        {
            return EdocAnswer.Fail(ExchangeErrors.ParameterMissing.With("code"));
        }

        if (p["name"] is not { } name)
        {
            return EdocAnswer.Fail(ExchangeErrors.ParameterMissing.With("name"));
        }

        var unit = new SubordinateUnit(code, p["pcode"], name, p["mail"] ?? "", p["mobile"] ?? "", p["fax"] ?? "", p["reason"] ?? $"registerAgency của {current.Actor.Name}");
        return EdocAnswer.Of(await units.Register(unit, current.Actor, ct), _ => EdocAnswer.Done(http));
    }

    public static async Task<IResult> Delete(HttpContext http, ISubordinateUnits units, CurrentActor current, CancellationToken ct)
    {
        var read = await EdocParameters.Read(http.Request, ct);
        if (!read.TryGet(out var p, out var wrong))
        {
            return EdocAnswer.Fail(wrong);
        }

        if ((p["AgencyCode"] ?? p["code"]) is not { } code)
        {
            return EdocAnswer.Fail(ExchangeErrors.ParameterMissing.With("AgencyCode"));
        }

        var ended = await units.End(code, p["reason"] ?? $"deleteAgency của {current.Actor.Name}", current.Actor, ct);
        return ended.IsOk ? EdocAnswer.Done(http) : EdocAnswer.Fail(ended.Errors);
    }
}
