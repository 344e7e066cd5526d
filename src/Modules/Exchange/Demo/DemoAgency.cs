using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Edxml;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Signing.Xml;
using VanLang.Web.Modules;

namespace VanLang.Exchange.Demo;

/// <summary>An agency as the demo plays it: its people where it has any, its system otherwise, and a seal key that lives as long as the seed.</summary>
internal sealed class DemoAgency(OrganizationEntry entry, IReadOnlyList<Holding> people, Random random)
{
    private static readonly HashSet<string> Permitted = [.. ExchangePermissions.All.Select(p => p.Code)];

    private XmlEnvelopeSigner? seal;
    private int number = random.Next(2000, 9000);

    public OrganizationEntry Entry => entry;

    public bool IsProvince => entry.Kind == "province";

    public string Place => !IsProvince ? "Hà Nội" : entry.Name.Split(' ') is var words && entry.Name.Contains("thành phố", StringComparison.OrdinalIgnoreCase)
        ? string.Join(' ', words.SkipWhile(w => !w.Equals("phố", StringComparison.OrdinalIgnoreCase)).Skip(1))
        : string.Join(' ', words.SkipWhile(w => !w.Equals("tỉnh", StringComparison.OrdinalIgnoreCase)).Skip(1));

    public Holding? Clerk { get; } = people.FirstOrDefault(p => p.Roles.Contains(Roles.Clerk));

    public IReadOnlyList<Holding> Officers { get; } = [.. people.Where(p => p.Roles.Contains(Roles.Officer))];

    /// <summary>Who sends, registers and reports.</summary>
    public Actor Actor { get; } = people.FirstOrDefault(p => p.Roles.Contains(Roles.Clerk)) is { } clerk
        ? new Actor(ActorKind.Person, clerk.PersonId.ToString(), clerk.PersonName, entry.Code, clerk.Title, Permitted) { PersonId = clerk.PersonId, Unit = clerk.Unit }
        : new Actor(ActorKind.Client, "qlvb-" + entry.Code, "Hệ thống quản lý văn bản " + entry.Name, entry.Code, null, Permitted);

    public StatusSource Source => Actor.Kind is ActorKind.Person ? StatusSource.Page : StatusSource.Api;

    public StatusStaff Staff => Clerk is { } clerk ? new StatusStaff(clerk.Unit, clerk.PersonName, clerk.Email, null) : new StatusStaff("Văn thư", null, null, null);

    /// <summary>Chữ viết tắt: the first letters of the name, as ministries form theirs; provinces write UBND.</summary>
    public string Abbreviation => IsProvince ? "UBND" : string.Concat(
        entry.Name.Replace("Việt Nam", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(w => char.IsLetter(w[0]) && w != "và")
            .Select(w => char.ToUpperInvariant(w[0])));

    public int NextNumber() => number += random.Next(1, 12);

    public EdxmlOrgan ToOrgan() => new(
        entry.Code102 ?? entry.Code,
        entry.Name,
        entry.InChargeName ?? entry.Name,
        Known(entry.Contact.Address),
        Known(entry.Contact.Email),
        Known(entry.Contact.Telephone),
        Known(entry.Contact.Fax),
        Known(entry.Contact.Website));

    /// <summary>Who signs: authority, position and name.</summary>
    public (string Competence, string Position, string Name) Signer()
    {
        var name = $"{Pick(DemoSubjects.Surnames)} {Pick(DemoSubjects.Middle)} {Pick(DemoSubjects.Given)}";
        return (IsProvince, entry.Kind, random.Next(3)) switch
        {
            (true, _, 0) => ("TL. CHỦ TỊCH", "Chánh Văn phòng", name),
            (true, _, _) => ("KT. CHỦ TỊCH", "Phó Chủ tịch", name),
            (_, "ministry", 0) => ("TL. BỘ TRƯỞNG", "Vụ trưởng", name),
            (_, "ministry", _) => ("KT. BỘ TRƯỞNG", "Thứ trưởng", name),
            _ when entry.Code == "G22" => ("KT. BỘ TRƯỞNG, CHỦ NHIỆM", "Phó Chủ nhiệm", name),
            _ => ("KT. THỦ TRƯỞNG", "Phó Thủ trưởng", name),
        };
    }

    public XmlEnvelopeSigner Seal(DateTimeOffset from) => seal ??= MakeSeal(from);

    public T Pick<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    private XmlEnvelopeSigner MakeSeal(DateTimeOffset from)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(entry.Name);
        name.AddOrganizationName("Chứng thư thử nghiệm, không có giá trị pháp lý");
        name.AddCountryOrRegion("VN");
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        return new XmlEnvelopeSigner(request.CreateSelfSigned(from, from.AddYears(1)), key);
    }

    private static string? Known(string text) => text.Length == 0 ? null : text;
}
