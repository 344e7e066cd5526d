using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Organizations.Lookup;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations.Importing;

/// <summary>Applies a tried file, all of it or nothing.</summary>
internal sealed class ImportOrganizations(OrganizationsDb db, OrganizationDirectory directory, Clock clock)
{
    private const int Batch = 500;

    public sealed record Input(Guid Draft, string Reason);

    public sealed record Imported(int New, int Unchanged);

    public static Error? Check(Input input) => Permit.Reason(input.Reason);

    public async Task<Result<Imported>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if ((Permit.Edit(actor) ?? Check(input)) is { } wrong)
        {
            return wrong;
        }

        var id = new ImportDraftId(input.Draft);
        var draft = await db.ImportDrafts.SingleOrDefaultAsync(d => d.Id == id && d.ByActor == actor.Id, ct);
        if (draft is null)
        {
            return OrganizationsErrors.DraftGone;
        }

        // Judged again: the directory may have changed since the trial.
        var plan = ImportPlan.Of(TryImport.Text(draft.Content)!, await directory.Current(ct), clock.Today);
        if (plan.Faults.Count > 0)
        {
            return OrganizationsErrors.ImportHasErrors.With(plan.Faults.Count);
        }

        // One transaction over small saves: all or nothing, without a hundred thousand tracked rows in memory.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Remove(draft);
        await db.SaveChangesAsync(ct);
        var texts = new Dictionary<string, LegalTextId>();

        // A code starts with its parent's, so the order of groups puts parents first.
        foreach (var part in plan.New.OrderBy(r => r.Code.Count(c => c == '.')).ThenBy(r => r.Line).Chunk(Batch))
        {
            foreach (var row in part)
            {
                db.Add(await Make(row, input.Reason.Trim(), texts, ct));
            }

            var codes = Array.ConvertAll(part, r => r.Code);
            db.Audit(actor, "organizations.imported", draft.FileName, input.Reason, new { file = draft.FileName, codes });
            db.Publish(new OrganizationsChanged(codes, "registered"));
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }

        await transaction.CommitAsync(ct);
        directory.MarkStale();
        return new Imported(plan.New.Count, plan.Unchanged);
    }

    private async Task<Organization> Make(ImportRow row, string reason, Dictionary<string, LegalTextId> texts, CancellationToken ct)
    {
        var input = row.Input;
        var kind = OrganizationKinds.Parse(input.Kind)!.Value;
        var basis = await Basis(input.Basis, texts, ct);
        var organization = Organization.Register(row.Code, input.Level ?? kind.UsualLevel(), new NameInput(input.Name, input.ShortName, kind), row.ParentCode, input.From, basis, clock.Now);
        organization.SetContact(input.Contact, clock.Now);
        var source = reason.Length <= 400 ? reason : reason[..400];
        Must(organization.AddIdentifier(IdentifierScheme.Qd20, row.Code, input.From, null, source, basis, clock.Now));
        if (CodeRules.Normalise(input.Code102) is { Length: > 0 } code102)
        {
            Must(organization.AddIdentifier(IdentifierScheme.Qcvn102, code102, input.From, null, source, basis, clock.Now));
        }

        return organization;
    }

    private async Task<LegalTextId?> Basis(LegalInput? input, Dictionary<string, LegalTextId> texts, CancellationToken ct)
    {
        if (input is null)
        {
            return null;
        }

        if (!texts.TryGetValue(input.Number, out var id))
        {
            var known = await db.LegalTexts.Where(t => t.Number == input.Number).OrderBy(t => t.Id).Select(t => (LegalTextId?)t.Id).FirstOrDefaultAsync(ct);
            id = known ?? clock.NewId<LegalTextId>();
            if (known is null)
            {
                db.Add(new LegalText(id, input));
            }

            texts[input.Number] = id;
        }

        return id;
    }

    // A plan without faults breaks no rule; if it does, nothing is saved and the fault is ours.
    private static void Must(Result result)
    {
        if (!result.IsOk)
        {
            throw new InvalidOperationException($"A planned row breaks a rule: {result.Error.Code} {result.Error.Sentence("en")}");
        }
    }
}
