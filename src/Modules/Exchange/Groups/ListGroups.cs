using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Packets;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.Groups;

/// <summary>A group as it is today: who is in it, whom it reaches, and who is left out.</summary>
/// <param name="Coming">Changes on later days: who comes and who goes.</param>
internal sealed record GroupView(GroupId Id, string Name, string? Note, long Version, DateTimeOffset ChangedAt, IReadOnlyList<string> Members, GroupReach Reach, IReadOnlyList<GroupChange> Coming);

/// <summary>A member that comes or goes on a later day.</summary>
internal sealed record GroupChange(DateOnly On, string Code, bool Comes);

/// <summary>The groups of the actor's organisation, by name. One command, and one question to the directory's memory.</summary>
internal sealed class ListGroups(ExchangeDb db, IOrganizationDirectory directory, Clock clock)
{
    public Task<IReadOnlyList<GroupView>> Handle(Actor actor, CancellationToken ct) => Read(null, actor, ct);

    public async Task<Result<GroupView>> Handle(GroupId id, Actor actor, CancellationToken ct) => await Read(id, actor, ct) is [var one] ? one : GroupErrors.NotFound;

    private async Task<IReadOnlyList<GroupView>> Read(GroupId? id, Actor actor, CancellationToken ct)
    {
        var own = actor.OrganizationCode ?? "";
        var today = clock.Today;
        var groups = await db.RecipientGroups.AsNoTracking().Include(g => g.Members).Where(g => g.OwnerCode == own && (id == null || g.Id == id)).OrderBy(g => g.Folded).ToListAsync(ct);
        var parties = await Parties.Load(directory, [.. groups.SelectMany(g => g.On(today)).Distinct()], today, ct);
        return groups.ConvertAll(g =>
        {
            var members = g.On(today).ToList();
            var coming = g.Members.Where(m => m.From > today).Select(m => new GroupChange(m.From, m.MemberCode, true))
                .Concat(g.Members.Where(m => m.Until > today).Select(m => new GroupChange(m.Until!.Value, m.MemberCode, false)))
                .OrderBy(c => c.On).ThenBy(c => c.Code, StringComparer.Ordinal);
            return new GroupView(g.Id, g.Name, g.Note, g.Version, g.ChangedAt, members, GroupReach.Of(members, parties, own), [.. coming]);
        });
    }
}
