using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Exchange.Templates;

/// <summary>Takes a template away; what was sent with its help stays.</summary>
internal sealed class RemoveTemplate(ExchangeDb db)
{
    public async Task<Result> Handle(TemplateId id, Actor actor, CancellationToken ct)
    {
        var own = actor.OrganizationCode ?? "";
        if (await db.DocumentTemplates.SingleOrDefaultAsync(t => t.OwnerCode == own && t.Id == id, ct) is not { } template)
        {
            return TemplateErrors.NotFound;
        }

        db.Remove(template);
        db.Audit(actor, "exchange.template.removed", id.Value.ToString(), detail: new { name = template.Name });
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return TemplateErrors.Stale;
        }
    }
}
