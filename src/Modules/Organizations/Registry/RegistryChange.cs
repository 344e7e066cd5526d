using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Organizations.Lookup;

namespace VanLang.Organizations.Registry;

/// <summary>What every change of one organisation begins and ends with: permission, reason, fresh version; then audit, event, one save.</summary>
internal sealed class RegistryChange(OrganizationsDb db, OrganizationDirectory directory, Clock clock)
{
    public OrganizationsDb Db => db;

    public DateTimeOffset Now => clock.Now;

    public DateOnly Today => clock.Today;

    public T NewId<T>()
        where T : struct, ITypedId<T> => clock.NewId<T>();

    public ValueTask<Snapshot> Snapshot(CancellationToken ct) => directory.Current(ct);

    /// <summary>The organisation to be changed. A page passes the version that it showed.</summary>
    public async Task<Result<Organization>> Open(string code, long? version, string reason, Actor actor, CancellationToken ct)
    {
        if ((Permit.Edit(actor) ?? Permit.Reason(reason)) is { } refused)
        {
            return refused;
        }

        var canonical = (await directory.Current(ct)).Find(code, clock.Today)?.Code;
        if (canonical is null || await db.Whole(canonical, ct) is not { } organization)
        {
            return OrganizationsErrors.NotFound.With(code).At("Code");
        }

        return version is { } seen && seen != organization.Version ? OrganizationsErrors.Stale : organization;
    }

    /// <summary>The deciding text, known by its number or new; null when none is given.</summary>
    public async Task<LegalTextId?> Basis(LegalInput? input, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(input?.Number))
        {
            return null;
        }

        var number = input.Number.Trim();
        var known = await db.LegalTexts.Where(t => t.Number == number).OrderBy(t => t.Id).Select(t => (LegalTextId?)t.Id).FirstOrDefaultAsync(ct);
        if (known is not null)
        {
            return known;
        }

        var text = new LegalText(clock.NewId<LegalTextId>(), input);
        db.Add(text);
        return text.Id;
    }

    /// <summary>Saves the change with its audit row and event.</summary>
    public async Task<Result> Close(Actor actor, string what, string reason, IReadOnlyList<string> codes, object? detail, CancellationToken ct)
    {
        db.Audit(actor, $"organizations.organization.{what}", codes[0], reason.Trim(), detail);
        foreach (var part in codes.Chunk(500))
        {
            db.Publish(new OrganizationsChanged(part, what));
        }

        var saved = await db.Commit(ct);
        directory.MarkStale();
        return saved;
    }
}
