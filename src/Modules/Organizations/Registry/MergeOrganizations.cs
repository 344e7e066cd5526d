using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Organizations.Registry;

/// <summary>
/// Organisations become one on a day. The continuing one keeps its code and may take a new name; the others end the day before
/// with it as successor, and what stood below them stands below it.
/// </summary>
internal sealed class MergeOrganizations(RegistryChange change)
{
    public sealed record Input(
        string Continuing, IReadOnlyList<string> Ending, string? NewName, string? NewShortName, string? NewKind, DateOnly On, LegalInput? Basis, string Reason, long? Version = null);

    public static Error? Check(Input input) =>
        input.Ending.Count == 0 ? OrganizationsErrors.MergerNeedsMembers.At(nameof(Input.Ending))
        : !string.IsNullOrWhiteSpace(input.NewKind) && OrganizationKinds.Parse(input.NewKind) is null ? OrganizationsErrors.KindUnknown.With(input.NewKind).At(nameof(Input.NewKind))
        : (string.IsNullOrWhiteSpace(input.NewName) ? null : NameInput.Check(new NameInput(input.NewName, input.NewShortName, default)) is { } name ? name.At(nameof(Input.NewName)) : null)
            ?? LegalInput.Check(input.Basis)
            ?? Permit.Reason(input.Reason);

    public async Task<Result<Guid>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if ((Permit.Edit(actor) ?? Check(input)) is { } wrong)
        {
            return wrong;
        }

        if (!(await change.Open(input.Continuing, input.Version, input.Reason, actor, ct)).TryGet(out var continuing, out var refused))
        {
            return refused;
        }

        var ending = new List<Organization>();
        foreach (var code in input.Ending)
        {
            if (!(await change.Open(code, null, input.Reason, actor, ct)).TryGet(out var member, out var missing))
            {
                return (missing.Code == OrganizationsErrors.NotFound.Code ? OrganizationsErrors.CodeUnknown.With(code) : missing).At(nameof(Input.Ending));
            }

            ending.Add(member);
        }

        var basis = await change.Basis(input.Basis, ct);
        var name = string.IsNullOrWhiteSpace(input.NewName) ? null : new NameInput(input.NewName, input.NewShortName, OrganizationKinds.Parse(input.NewKind) ?? continuing.LatestName.Kind);
        if (!Merger.Of(change.NewId<MergerId>(), continuing, ending, name, input.On, input.Reason.Trim(), basis, change.Now).TryGet(out var merger, out var failed))
        {
            return failed;
        }

        var moved = await MoveChildren(ending, continuing.Code, input.On, basis, ct);
        if (!moved.IsOk)
        {
            return Result<Guid>.Failed(moved.Errors);
        }

        change.Db.Add(merger);
        var saved = await change.Close(actor, "merged", input.Reason, [continuing.Code, .. ending.Select(e => e.Code), .. moved.Value], new { on = input.On, merger = merger.Id.Value }, ct);
        return saved.IsOk ? merger.Id.Value : Result<Guid>.Failed(saved.Errors);
    }

    private async Task<Result<List<string>>> MoveChildren(List<Organization> ending, string to, DateOnly on, LegalTextId? basis, CancellationToken ct)
    {
        var gone = ending.ConvertAll(e => e.Code);
        var below = await change.Db.Organizations
            .Where(o => (o.ActiveTo == null || o.ActiveTo >= on) && o.Parents.Any(p => gone.Contains(p.ParentCode) && (p.ValidTo == null || p.ValidTo >= on)))
            .Include(o => o.Names).Include(o => o.Parents).AsSplitQuery().ToListAsync(ct);
        foreach (var child in below.Where(c => c.Code != to && !gone.Contains(c.Code)))
        {
            // A child that begins later is moved from its first day.
            if (child.MoveTo(to, child.ActiveFrom > on ? child.ActiveFrom : on, basis, change.Now) is { IsOk: false } failed)
            {
                return Result<List<string>>.Failed(failed.Errors);
            }
        }

        return below.ConvertAll(c => c.Code);
    }
}
