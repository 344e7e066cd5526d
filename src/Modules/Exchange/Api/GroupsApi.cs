using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VanLang.Exchange.Groups;
using VanLang.Kernel;
using VanLang.Web.Http;
using VanLang.Web.Modules;

namespace VanLang.Exchange.Api;

/// <summary>A group as a system sets it.</summary>
/// <param name="Members">Any codes that the directory knows.</param>
/// <param name="From">From when these members hold; today when left out.</param>
internal sealed record GroupRequest(string? Name, string? Note, IReadOnlyList<string>? Members, DateOnly? From);

/// <summary>A member that gets nothing today, and why: unknown, not-yet, ended, locked or itself.</summary>
internal sealed record DroppedAnswer(string Code, string Name, DropReason Reason);

/// <summary>A member that comes (or goes) on a later day.</summary>
internal sealed record GroupChangeAnswer(DateOnly On, string Code, bool Comes);

/// <summary>A group as it is today.</summary>
/// <param name="Version">Also the ETag.</param>
/// <param name="Reaches">Canonical codes of who receives when a packet is sent to the group today.</param>
internal sealed record GroupAnswer(Guid Id, string Name, string? Note, long Version, IReadOnlyList<string> Members, IReadOnlyList<string> Reaches, IReadOnlyList<DroppedAnswer> Dropped, IReadOnlyList<GroupChangeAnswer> Coming)
{
    public static GroupAnswer Of(GroupView view) => new(
        view.Id.Value,
        view.Name,
        view.Note,
        view.Version,
        view.Members,
        view.Reach.Reaches,
        [.. view.Reach.Dropped.Select(d => new DroppedAnswer(d.Code, d.Name, d.Reason))],
        [.. view.Coming.Select(c => new GroupChangeAnswer(c.On, c.Code, c.Comes))]);
}

/// <summary>All groups of the agency.</summary>
internal sealed record GroupsAnswer(IReadOnlyList<GroupAnswer> Items);

internal static class GroupsApi
{
    public static void Map(RouteGroupBuilder group)
    {
        var groups = group.MapGroup("/groups").RequirePermission(ExchangePermissions.Send).DisableAntiforgery();
        groups.MapGet("", All)
            .WithName("ListGroups")
            .WithSummary("Groups of recipients of the own agency, with whom each reaches today")
            .Produces<GroupsAnswer>()
            .Answers(200, $$"""{ "items": [ {{Example}} ] }""");
        groups.MapGet("/{id:guid}", One)
            .WithName("GetGroup")
            .WithSummary("One group; its version is the ETag")
            .Produces<GroupAnswer>()
            .Takes("id", ExampleId, "Made by whoever made the group.")
            .Sends(200, "ETag", "\"3\"", "The group's version.")
            .Fails(GroupErrors.NotFound)
            .Answers(200, Example);
        groups.MapPut("/{id:guid}", Put)
            .WithName("PutGroup")
            .WithSummary("Make a group under an id of your own, or set its name and members from a day on")
            .WithDescription("Doing the same again changes nothing. With If-Match the group must be at that version. 'dropped' tells which members get nothing today, and why.")
            .WithJsonBody<GroupRequest>("""{ "name": "Các tỉnh Bắc Trung Bộ", "note": "Họp giao ban quý", "members": [ "H27", "H41", "H56" ], "from": "2027-01-01" }""")
            .Produces<GroupAnswer>()
            .Takes("id", ExampleId, "A UUID of your own choice.")
            .TakesHeader("If-Match", "\"3\"", "Only when the group is at this version.")
            .Sends(200, "ETag", "\"3\"", "The group's version.")
            .Fails(
                ExchangeErrors.NoOrganization,
                GroupErrors.NotFound,
                GroupErrors.NameTaken.With("Các tỉnh Bắc Trung Bộ").At("name"),
                GroupErrors.Stale,
                ExchangeErrors.NotJson.With("text/plain"),
                ExchangeErrors.BodyForm,
                GroupErrors.NameMissing.At("name"),
                GroupErrors.NoMembers.At("members"),
                GroupErrors.TooManyMembers.With(6000, SaveGroup.MostMembers).At("members"),
                GroupErrors.MemberUnknown.With("Z99").At("members"),
                GroupErrors.FromInThePast.At("from"),
                GroupErrors.TextTooLong.With(201, SaveGroup.LongestName).At("name"),
                GroupErrors.TooManyGroups.With(SaveGroup.MostGroups),
                ExchangeErrors.ControlCharacter.At("name"))
            .Answers(200, Example);
        groups.MapDelete("/{id:guid}", Delete)
            .WithName("DeleteGroup")
            .WithSummary("Take a group away; what was sent stays")
            .Produces(StatusCodes.Status204NoContent)
            .Takes("id", ExampleId, "Made by whoever made the group.")
            .Fails(GroupErrors.NotFound, GroupErrors.Stale);
    }

    private const string ExampleId = "019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b";

    private const string Example = """
        { "id": "019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b", "name": "Các tỉnh Bắc Trung Bộ", "note": "Họp giao ban quý", "version": 3, "members": [ "H27", "H30", "H41", "H56" ], "reaches": [ "H27", "H41", "H56" ],
          "dropped": [ { "code": "H30", "name": "Ủy ban nhân dân tỉnh Hậu Giang", "reason": "ended" } ], "coming": [ { "on": "2027-01-01", "code": "H57", "comes": true } ] }
        """;

    private static async Task<IResult> All(ListGroups list, CurrentActor current, CancellationToken ct) =>
        Results.Ok(new GroupsAnswer([.. (await list.Handle(current.Actor, ct)).Select(GroupAnswer.Of)]));

    private static async Task<IResult> One(Guid id, HttpContext http, ListGroups list, CurrentActor current, CancellationToken ct) => Tagged(http, await list.Handle(new GroupId(id), current.Actor, ct));

    private static async Task<IResult> Put(Guid id, HttpContext http, SaveGroup save, ListGroups list, CurrentActor current, CancellationToken ct)
    {
        if (!http.Request.HasJsonContentType())
        {
            return ExchangeApi.Problem(http, [ExchangeErrors.NotJson.With(http.Request.ContentType ?? "")]);
        }

        GroupRequest? body;
        try
        {
            body = await http.Request.ReadFromJsonAsync<GroupRequest>(ct);
        }
        catch (JsonException)
        {
            return ExchangeApi.Problem(http, [ExchangeErrors.BodyForm]);
        }

        if (body is null || body.Members?.Any(m => m is null) == true)
        {
            return ExchangeApi.Problem(http, [ExchangeErrors.BodyForm]);
        }

        // A version that is none of ours fits none.
        var asked = http.Request.Headers.IfMatch.ToString().Trim('"', ' ');
        long? version = asked is "" or "*" ? null : long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : -1;
        var saved = await save.Handle(new SaveGroup.Input(new GroupId(id), body.Name, body.Note, body.Members ?? [], body.From, version), current.Actor, ct);
        return saved.IsOk ? Tagged(http, await list.Handle(new GroupId(id), current.Actor, ct)) : ExchangeApi.Problem(http, saved.Errors);
    }

    private static async Task<IResult> Delete(Guid id, HttpContext http, RemoveGroup remove, CurrentActor current, CancellationToken ct) =>
        await remove.Handle(new GroupId(id), current.Actor, ct) is { IsOk: false } failed ? ExchangeApi.Problem(http, failed.Errors) : Results.NoContent();

    private static IResult Tagged(HttpContext http, Result<GroupView> found) => ExchangeApi.Answer(http, found, view =>
    {
        http.Response.Headers.ETag = $"\"{view.Version}\"";
        return Results.Ok(GroupAnswer.Of(view));
    });
}
