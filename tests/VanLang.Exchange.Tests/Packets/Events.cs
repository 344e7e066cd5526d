using VanLang.Exchange.Tests.Edxml;

namespace VanLang.Exchange.Tests.Packets;

/// <summary>Packets about a document of the Government Office, as agencies' systems write them.</summary>
internal static class Events
{
    public static readonly DateOnly Day = new(2026, 11, 24);

    /// <summary>The identifier of a document with this number.</summary>
    public static string Id(string number, string from = "G22") => $"{from},2026/11/24,{number}/VPCP-TTĐT";

    /// <summary>A status packet about the document of <paramref name="of"/> with this number.</summary>
    public static byte[] Status(string from, string number, string code, string? said = null, string of = "G22", Action<Node>? change = null)
    {
        var shape = new PacketShape();
        var text = PacketText.Status(from, of, Id(number, of), code, said ?? "Văn thư đã xử lý " + code, Day, shape);
        change?.Invoke(text.Message);
        return text.Write(shape);
    }

    /// <summary>A later packet (types 1 to 3) under a number; a replacement names what it replaces.</summary>
    public static byte[] Later(string number, string type, string reason, string? replaces = null, string[]? to = null, string from = "G22", string subject = "V/v kết nối, liên thông phần mềm quản lý văn bản", Action<PacketText>? change = null) => Agencies.Document(from, to ?? ["H41"], number, subject, change: text =>
    {
        var business = text.Traces!.Find("Bussiness")!;
        business.Children.RemoveAll(c => c.Name == "BussinessDocType");
        business.Children.Insert(0, Node.Leaf("BussinessDocType", type));
        business.Children.Insert(1, Node.Leaf("BussinessDocReason", reason));
        if (replaces is not null)
        {
            business.Children.Add(Node.Of("ReplacementInfoList", Node.Of("ReplacementInfo", Node.Leaf("DocumentId", Id(replaces, from)), Node.Of("OrganIdList", Node.Leaf("OrganId", "H41")))));
        }

        change?.Invoke(text);
    });
}
