using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Organizations.Importing;
using VanLang.Organizations.Lookup;
using VanLang.Organizations.Registry;
using VanLang.Web.Http;

namespace VanLang.Organizations.Api;

/// <summary>The directory for machines. Public: an agency must be able to look up whom it may write to before it has a client.</summary>
internal static class OrganizationsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/organizations/v1").AllowAnonymous().WithTags("Organizations");
        api.MapGet("", List).WithName("ListOrganizations").WithSummary("Organisations at a date, by text without or with diacritics, code, kind, level or parent.")
            .Takes("at", "2026-11-24", "Date of validity; left out for today.").Takes("q", "nghe an", "Text, with or without diacritics.").Takes("kind", "province", "Kind of organisation.").Takes("level", "1", "1 to 4.")
            .Takes("parent", "G22", "Code of the parent.").Takes("limit", "50", "At most so many.").Takes("after", "H41", "The 'next' of the answer before.")
            .Produces<OrganizationListAnswer>().Answers(200, OrganizationExamples.List)
            .Fails(OrganizationsErrors.DateNotReadable.With("24.11.2026").At("at"), OrganizationsErrors.NumberNotReadable.With("abc", "limit").At("limit"));
        api.MapGet("/changes", Changes).WithName("ListOrganizationChanges").WithSummary("What has changed after a cursor (delta synchronisation); without one, everything.")
            .Takes("after", "MTIwNw", "The 'next' of the answer before; left out for everything.")
            .Produces<ChangesAnswer>().Answers(200, OrganizationExamples.Changes).Fails(OrganizationsErrors.CursorNotReadable.At("after"));
        api.MapGet("/convert", Convert).WithName("ConvertOrganizationCode").WithSummary("A code in the other scheme by the dated table; a guess only as a proposal.")
            .Takes("code", "G22", "A code of either scheme.").Takes("at", "2026-11-24", "Date of validity; left out for today.")
            .Produces<ConversionAnswer>().Answers(200, OrganizationExamples.Conversion).Fails(OrganizationsErrors.DateNotReadable.With("24.11.2026").At("at"));
        api.MapGet("/{code}", Get).WithName("GetOrganization").WithSummary("One organisation as it was at a date, found by any code it ever bore.")
            .Takes("code", "H41", "Any code that the organisation ever bore.").Takes("at", "2026-11-24", "Date of validity; left out for today.")
            .Produces<OrganizationDetailAnswer>().Answers(200, OrganizationExamples.One).Fails(OrganizationsErrors.NotFound.With("X99"), OrganizationsErrors.DateNotReadable.With("24.11.2026").At("at"));

        routes.MapGet("/organizations/export.csv", Export).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> List(
        string? at, string? q, string? kind, string? level, string? parent, string? limit, string? after, SearchOrganizations search, OrganizationDirectory directory, OrganizationsDb db, Clock clock, CancellationToken ct)
    {
        if (!Date(at, clock).TryGet(out var date, out var wrong))
        {
            return Problems.From(wrong);
        }

        if (!Number(level, "level").TryGet(out var wantedLevel, out wrong) || !Number(limit, "limit").TryGet(out var wantedLimit, out wrong))
        {
            return Problems.From(wrong);
        }

        var found = await search.Handle(new(q, date, kind, wantedLevel.Value, parent, wantedLimit.Value, after) { InBeing = true }, ct);
        if (!found.TryGet(out var page, out wrong))
        {
            return Problems.From(wrong);
        }

        var snapshot = await directory.Current(ct);
        var bases = await Bases(db, [.. page.Items.Select(e => e.Code)], ct);
        return Results.Ok(new OrganizationListAnswer(
            date, page.Items.Count, [.. page.Items.Select(e => OrganizationAnswer.Of(snapshot, e, date) with { LegalBasis = bases.GetValueOrDefault(e.Code) })], page.Next));
    }

    private static async Task<IResult> Get(string code, string? at, GetOrganization get, OrganizationDirectory directory, Clock clock, CancellationToken ct)
    {
        if (!Date(at, clock).TryGet(out var date, out var wrong))
        {
            return Problems.From(wrong);
        }

        if (!(await get.Handle(code, date, ct)).TryGet(out var view, out wrong))
        {
            return Problems.From(wrong);
        }

        var inBeing = (await directory.Current(ct)).InBeing(view.Entry.Code, date)?.Code;
        return Results.Ok(OrganizationDetailAnswer.Of(view, inBeing));
    }

    private static async Task<IResult> Changes(string? after, ListChanges list, OrganizationDirectory directory, OrganizationsDb db, Clock clock, CancellationToken ct)
    {
        if (!(await list.Handle(after, ct)).TryGet(out var batch, out var wrong))
        {
            return Problems.From(wrong);
        }

        // Read after the log: what it names is in the directory by then.
        var snapshot = await directory.Refresh(ct);
        var bases = await Bases(db, [.. batch.Items.Select(i => i.Code)], ct);
        var items = batch.Items.Where(i => snapshot.Node(i.Code) is not null).Select(i => new ChangeAnswer(
            i.What, i.ChangedAt, OrganizationAnswer.Of(snapshot, snapshot.Entry(snapshot.Node(i.Code)!, clock.Today), clock.Today) with { LegalBasis = bases.GetValueOrDefault(i.Code) }));
        return Results.Ok(new ChangesAnswer([.. items], batch.Next, batch.More));
    }

    private static async Task<IResult> Convert(string? code, string? at, ConvertCode convert, Clock clock, CancellationToken ct)
    {
        if (!Date(at, clock).TryGet(out var date, out var wrong))
        {
            return Problems.From(wrong);
        }

        return (await convert.Handle(code, date, ct)).ToHttp(c => Results.Ok(new ConversionAnswer(
            c.Asked, c.Scheme.Code(), c.Known is not null, c.Known?.Code, c.Known?.Code102, c.Known?.Name, c.Proposal)));
    }

    private static IResult Export(string? at, ExportOrganizations export, Clock clock, CancellationToken ct)
    {
        if (!Date(at, clock).TryGet(out var date, out var wrong))
        {
            return Problems.From(wrong);
        }

        return Results.Stream(
            async body =>
            {
                await using var writer = new StreamWriter(body, new UTF8Encoding(false), leaveOpen: true);
                await foreach (var line in export.Handle(date, ct))
                {
                    await writer.WriteAsync(line);
                }
            },
            "text/csv; charset=utf-8",
            $"co-quan-{date:yyyy-MM-dd}.csv");
    }

    private static async Task<Dictionary<string, LegalBasisAnswer>> Bases(OrganizationsDb db, List<string> codes, CancellationToken ct)
    {
        var rows = await db.Organizations.Where(o => codes.Contains(o.Code)).Join(db.LegalTexts, o => o.BasisId, t => t.Id, (o, t) => new { o.Code, t.Number, t.Date, t.Issuer, t.Source, t.Unconfirmed }).ToListAsync(ct);
        return rows.ToDictionary(r => r.Code, r => new LegalBasisAnswer(r.Number, r.Date, r.Issuer, r.Source, r.Unconfirmed));
    }

    private static Result<DateOnly> Date(string? text, Clock clock) =>
        string.IsNullOrWhiteSpace(text) ? clock.Today
        : DateOnly.TryParseExact(text.Trim(), ["yyyy-MM-dd", "dd/MM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : OrganizationsErrors.DateNotReadable.With(text).At("at");

    private readonly record struct Wanted(int? Value);

    private static Result<Wanted> Number(string? text, string field) =>
        string.IsNullOrWhiteSpace(text) ? new Wanted(null)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new Wanted(number)
        : OrganizationsErrors.NumberNotReadable.With(text, field).At(field);
}
