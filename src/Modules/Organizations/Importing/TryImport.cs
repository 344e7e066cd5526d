using System.Text;
using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Organizations.Lookup;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations.Importing;

/// <summary>Tries a file: says line by line what is wrong, changes no organisation, and keeps the file to be applied.</summary>
internal sealed class TryImport(OrganizationsDb db, OrganizationDirectory directory, Clock clock)
{
    public const int MaxMegabytes = 32;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public sealed record Input(string FileName, byte[] Content);

    public sealed record Trial(Guid Draft, string FileName, ImportPlan Plan);

    public static Error? Check(Input input) =>
        input.Content.Length == 0 ? OrganizationsErrors.FileEmpty.At("File")
        : input.Content.Length > MaxMegabytes * 1024 * 1024 ? OrganizationsErrors.FileTooLarge.With(MaxMegabytes).At("File")
        : Text(input.Content) is null ? OrganizationsErrors.FileNotUtf8.At("File")
        : null;

    public async Task<Result<Trial>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if ((Permit.Edit(actor) ?? Check(input)) is { } wrong)
        {
            return wrong;
        }

        var plan = ImportPlan.Of(Text(input.Content)!, await directory.Current(ct), clock.Today);
        var before = clock.Now - Kept;
        db.RemoveRange(await db.ImportDrafts.Where(d => d.At < before).ToListAsync(ct));
        var draft = new ImportDraft(clock.NewId<ImportDraftId>(), Path.GetFileName(input.FileName), input.Content, actor, clock.Now);
        db.Add(draft);
        await db.SaveChangesAsync(ct);
        return new Trial(draft.Id.Value, draft.FileName, plan);
    }

    /// <summary>The trial of a kept file once more, for the page that shows it.</summary>
    public async Task<Result<Trial>> Again(Guid draft, Actor actor, CancellationToken ct)
    {
        if (Permit.Edit(actor) is { } refused)
        {
            return refused;
        }

        var id = new ImportDraftId(draft);
        var kept = await db.ImportDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && d.ByActor == actor.Id, ct);
        return kept is null ? OrganizationsErrors.DraftGone : new Trial(draft, kept.FileName, ImportPlan.Of(Text(kept.Content)!, await directory.Current(ct), clock.Today));
    }

    /// <summary>The text of a UTF-8 file; null when it is none.</summary>
    internal static string? Text(byte[] content)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
