using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Organizations.Registry;

/// <summary>Something of an organisation that was recorded from memory ([M]): a deciding text, or where a code was taken from.</summary>
/// <param name="Key">The text's id, or the code's scheme and value: what the page's address names.</param>
/// <param name="Title">Number of the text, or the code.</param>
/// <param name="Of">A code's own remark; null for a text.</param>
internal sealed record Unconfirmed(string Key, string Title, LegalText? Text, OrganizationIdentifier? Of);

/// <summary>Takes the mark "not yet compared" off, after somebody has held it against the text: what was read, and where, is recorded.</summary>
internal sealed class ConfirmBasis(RegistryChange change)
{
    internal const string Mark = "[M]";

    public sealed record Input(string Code, string? What, string? Number, DateOnly? Date, string? Issuer, string? Source, string Reason, long? Version = null);

    public static Error? Check(Input input) =>
        string.IsNullOrWhiteSpace(input.Source) || input.Source.Contains(Mark, StringComparison.Ordinal) ? OrganizationsErrors.SourceRequired.At("BasisSource")
        : LegalInput.Check(new LegalInput(input.Number ?? "", input.Date, input.Issuer, input.Source)) ?? Permit.Reason(input.Reason);

    /// <summary>What of an organisation still bears the mark, texts first.</summary>
    public async Task<IReadOnlyList<Unconfirmed>> Open(string code, CancellationToken ct)
    {
        var organization = await change.Db.Whole(code, ct);
        return organization is null ? [] : await Open(organization, ct);
    }

    public async Task<Result> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if ((Permit.Edit(actor) ?? Check(input)) is { } wrong)
        {
            return wrong;
        }

        if (!(await change.Open(input.Code, input.Version, input.Reason, actor, ct)).TryGet(out var organization, out var refused))
        {
            return refused;
        }

        if ((await Open(organization, ct)).FirstOrDefault(u => u.Key == input.What) is not { } found)
        {
            return OrganizationsErrors.NothingToConfirm;
        }

        var source = input.Source!.Trim();
        var failed = found.Text?.Correct(new LegalInput(input.Number ?? "", input.Date, input.Issuer, source));
        found.Of?.Confirm(source);
        return failed is not null ? failed : await change.Close(actor, "confirmed", input.Reason, [organization.Code], new { confirmed = found.Title, source }, ct);
    }

    private async Task<IReadOnlyList<Unconfirmed>> Open(Organization o, CancellationToken ct)
    {
        var merged = await change.Db.Mergers.Where(m => m.ContinuingCode == o.Code || m.Members.Any(x => x.OrganizationCode == o.Code)).Select(m => m.BasisId).ToListAsync(ct);
        var ids = new[] { o.BasisId, o.EndBasisId }.Concat(o.Names.Select(n => n.BasisId)).Concat(o.Identifiers.Select(i => i.BasisId)).Concat(merged).OfType<LegalTextId>().Distinct().ToList();
        var texts = await change.Db.LegalTexts.Where(t => ids.Contains(t.Id) && t.Unconfirmed).OrderBy(t => t.Date).ThenBy(t => t.Number).ToListAsync(ct);
        return [
            .. texts.Select(t => new Unconfirmed(t.Id.Value.ToString(), t.Number, t, null)),
            .. o.Identifiers.Where(i => i.Source.Contains(Mark, StringComparison.Ordinal)).OrderBy(i => i.Scheme).ThenBy(i => i.ValidFrom).Select(i => new Unconfirmed($"{i.Scheme.Code()} {i.Value}", i.Value, null, i))];
    }
}
