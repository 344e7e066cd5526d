using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Groups;
using VanLang.Exchange.Packets;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.Templates;

/// <summary>A template as a form to begin with: its subject of today, and whom its recipients reach today.</summary>
internal sealed record TemplateView(TemplateId Id, string Name, string? Note, long Version, DateTimeOffset ChangedAt, TemplateContent Content, string? Subject, GroupReach Reach);

/// <summary>The templates of the actor's organisation, by name. One command, and one question to the directory's memory.</summary>
internal sealed class UseTemplate(ExchangeDb db, IOrganizationDirectory directory, Clock clock)
{
    public Task<IReadOnlyList<TemplateView>> All(Actor actor, CancellationToken ct) => Read(null, actor, ct);

    public async Task<Result<TemplateView>> Handle(TemplateId id, Actor actor, CancellationToken ct) => await Read(id, actor, ct) is [var one] ? one : TemplateErrors.NotFound;

    private async Task<IReadOnlyList<TemplateView>> Read(TemplateId? id, Actor actor, CancellationToken ct)
    {
        var own = actor.OrganizationCode ?? "";
        var templates = await db.DocumentTemplates.AsNoTracking().Where(t => t.OwnerCode == own && (id == null || t.Id == id)).OrderBy(t => t.Folded).ToListAsync(ct);
        var contents = templates.ConvertAll(t => t.Content);
        var parties = await Parties.Load(directory, [.. contents.SelectMany(c => c.Recipients).Distinct()], clock.Today, ct);
        return [.. templates.Zip(contents, (t, c) => new TemplateView(t.Id, t.Name, t.Note, t.Version, t.ChangedAt, c, c.Subject is { } s ? DocumentTemplate.SubjectOn(s, clock.Today) : null, GroupReach.Of(c.Recipients, parties, own)))];
    }
}
