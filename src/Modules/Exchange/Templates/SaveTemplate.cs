using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Packets;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.Templates;

/// <summary>Keeps a filled-in form as a template, or changes one. Nothing of it has to be complete: what is missing is filled in when a document is sent.</summary>
internal sealed class SaveTemplate(ExchangeDb db, IOrganizationDirectory directory, Clock clock)
{
    public const int LongestName = 200;
    public const int LongestNote = 1000;
    public const int MostTemplates = 200;

    /// <param name="Version">The version that was read; 0 for a new one.</param>
    public sealed record Input(TemplateId Id, string? Name, string? Note, TemplateContent Content, long Version);

    public static List<Error> Check(Input input)
    {
        var errors = new List<Error>();
        var content = input.Content;
        if (TextFolding.Fold(input.Name?.Trim() ?? "").Length == 0)
        {
            errors.Add(TemplateErrors.NameMissing.At(nameof(Input.Name)));
        }

        if (content.Kind is { Length: > 0 } kind && DocumentKinds.Find(kind) is null)
        {
            errors.Add(TemplateErrors.KindUnknown.With(kind).At(nameof(TemplateContent.Kind)));
        }

        if (content.Priority is < 0 or > 4)
        {
            errors.Add(TemplateErrors.PriorityOutOfRange.At(nameof(TemplateContent.Priority)));
        }

        foreach (var (field, text, most) in ((string, string?, int)[])[
            (nameof(Input.Name), input.Name, LongestName), (nameof(Input.Note), input.Note, LongestNote), ("Notation", content.Notation, 30), ("Place", content.Place, 50),
            ("Subject", content.Subject, 500), ("Competence", content.Competence, 100), ("SignerPosition", content.SignerPosition, 100), ("SignerName", content.SignerName, 50)])
        {
            if (text?.Trim() is { } trimmed && trimmed.Length > most)
            {
                errors.Add(TemplateErrors.TextTooLong.With(trimmed.Length, most).At(field));
            }
            else if (text?.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) == true)
            {
                errors.Add(ExchangeErrors.ControlCharacter.At(field));
            }
        }

        return errors;
    }

    public async Task<Result<DocumentTemplate>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (actor.OrganizationCode is not { } own)
        {
            return ExchangeErrors.NoOrganization;
        }

        var wrong = Check(input);
        if (wrong.Count > 0)
        {
            return Result<DocumentTemplate>.Failed(wrong);
        }

        var known = await directory.Resolve(input.Content.Recipients, clock.Today, ct);
        if (input.Content.Recipients.FirstOrDefault(r => !known.ContainsKey(r)) is { } unknown)
        {
            return TemplateErrors.RecipientUnknown.With(unknown).At(nameof(TemplateContent.Recipients));
        }

        var name = input.Name!.Trim();
        var folded = TextFolding.Fold(name);
        if (await db.DocumentTemplates.AnyAsync(t => t.OwnerCode == own && t.Folded == folded && t.Id != input.Id, ct))
        {
            return TemplateErrors.NameTaken.With(name).At(nameof(Input.Name));
        }

        var template = await db.DocumentTemplates.SingleOrDefaultAsync(t => t.OwnerCode == own && t.Id == input.Id, ct);
        if (template is null && input.Version != 0)
        {
            return TemplateErrors.NotFound;
        }

        if (template is not null && template.Version != input.Version)
        {
            return TemplateErrors.Stale;
        }

        if (template is null && await db.DocumentTemplates.CountAsync(t => t.OwnerCode == own, ct) >= MostTemplates)
        {
            return TemplateErrors.TooMany.With(MostTemplates);
        }

        if (template is null)
        {
            template = new DocumentTemplate(own, input.Id);
            db.Add(template);
        }

        template.Set(name, string.IsNullOrWhiteSpace(input.Note) ? null : input.Note.Trim(), input.Content with { Recipients = [.. known.Values.Select(e => e.Code).Distinct().Order(StringComparer.Ordinal)] }, clock.Now);
        db.Audit(actor, "exchange.template.saved", template.Id.Value.ToString(), detail: new { name });
        try
        {
            await db.SaveChangesAsync(ct);
            return template;
        }
        catch (DbUpdateException)
        {
            // Somebody else was quicker with this version or this name.
            return TemplateErrors.Stale;
        }
    }
}
