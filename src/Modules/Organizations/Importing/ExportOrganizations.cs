using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using VanLang.Organizations.Lookup;

namespace VanLang.Organizations.Importing;

/// <summary>Organisations in being at a date as CSV, in the columns that the import reads.</summary>
internal sealed class ExportOrganizations(OrganizationsDb db, OrganizationDirectory directory)
{
    public async IAsyncEnumerable<string> Handle(DateOnly at, [EnumeratorCancellation] CancellationToken ct)
    {
        var snapshot = await directory.Current(ct);
        var bases = await db.Organizations
            .Join(db.LegalTexts, o => o.BasisId, t => t.Id, (o, t) => new { o.Code, t.Number, t.Date, t.Issuer, t.Source })
            .ToDictionaryAsync(b => b.Code, ct);

        // The mark tells spreadsheets that the file is UTF-8.
        yield return "\uFEFF" + CsvText.Line([.. ImportColumns.All]);
        foreach (var e in snapshot.View(at).All)
        {
            var node = snapshot.Node(e.Code)!;
            var basis = bases.GetValueOrDefault(e.Code);
            yield return CsvText.Line(
                e.Code, e.Code102, e.Name, node.NameAt(at).ShortName, e.Kind, e.Level.ToString(CultureInfo.InvariantCulture), e.ParentCode, Iso(node.From),
                basis?.Number, basis?.Date is { } date ? Iso(date) : "", basis?.Issuer, basis?.Source,
                e.Contact.Address, e.Contact.Email, e.Contact.Telephone, e.Contact.Fax, e.Contact.Website);
        }
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
