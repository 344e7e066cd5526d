namespace VanLang.Web.Forms;

/// <summary>An organisation that can be picked, with those under it.</summary>
/// <param name="Code">Its canonical code: what is posted.</param>
/// <param name="Name">Its name.</param>
/// <param name="Note">Quiet text beside it, such as the code or "đã sáp nhập vào …".</param>
/// <param name="Children">Those under it.</param>
/// <param name="CanPick">False for headings, and for those that cannot receive.</param>
public sealed record Party(string Code, string Name, string? Note = null, IReadOnlyList<Party>? Children = null, bool CanPick = true)
{
    internal IReadOnlyList<Party> Under => Children ?? [];

    internal IEnumerable<Party> All => Under.SelectMany(c => c.All).Prepend(this);
}

/// <summary>Organisations that are often written to together: "34 tỉnh, thành phố", "Các bộ".</summary>
/// <param name="Key">Short key, letters and digits.</param>
/// <param name="Name">As shown.</param>
/// <param name="Codes">Who is in it.</param>
public sealed record PartyGroup(string Key, string Name, IReadOnlyList<string> Codes);
