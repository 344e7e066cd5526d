using System.Text.Json;
using Microsoft.Extensions.Localization;
using VanLang.Exchange.Packets;
using VanLang.Signing.Xml;
using VanLang.Web.Components;
using VanLang.Web.Http;

namespace VanLang.Exchange.Pages;

/// <summary>What the acceptance found, in plain words.</summary>
internal static class PacketVerdict
{
    public static SignatureFacts Of(Packet packet, IStringLocalizer t)
    {
        using var detail = JsonDocument.Parse(packet.SignatureDetail ?? "{}");
        string? Said(string name, string? within = null)
        {
            var place = detail.RootElement;
            return (within is null || (place.TryGetProperty(within, out place) && place.ValueKind is JsonValueKind.Object))
                && place.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
        }

        var (tone, verdict) = Enum.TryParse<XmlSignatureOutcome>(packet.Signature, out var outcome) ? outcome switch
        {
            XmlSignatureOutcome.Valid => (Tone.Success, t["Chữ ký hợp lệ: gói tin không bị sửa sau khi ký."].Value),
            XmlSignatureOutcome.Legacy => (Tone.Warning, t["Chữ ký đúng nhưng dùng thuật toán cũ (SHA-1), không nên tin cậy."].Value),
            XmlSignatureOutcome.Invalid => (Tone.Danger, t["Chữ ký không đúng với nội dung."].Value),
            XmlSignatureOutcome.NotASignature => (Tone.Warning, t["Phần tử chữ ký không phải chữ ký số XML-DSig nên không kiểm tra được."].Value),
            XmlSignatureOutcome.NotChecked => (Tone.Warning, t["Chữ ký trên toàn gói tin lớn hơn mức kiểm tra, chưa kiểm tra."].Value),
            _ => (Tone.Neutral, t["Gói tin không có chữ ký. Giá trị pháp lý nằm ở chữ ký trong tệp văn bản."].Value),
        }
        : (Tone.Neutral, packet.Signature);
        var signer = Said("subject", "certificate") ?? t["Không rõ"].Value;
        return new SignatureFacts(t["Gói tin edXML"], signer, Said("issuer", "certificate"), null, tone, verdict, [.. new[] { Said("fault") is "None" ? null : Said("fault"), Said("detail"), Said("algorithm") }.OfType<string>()]);
    }

    /// <summary>The remarks of the acceptance in the reader's language.</summary>
    public static IReadOnlyList<string> Remarks(Packet packet)
    {
        var english = Problems.Language == "en";
        return [.. Remark.Read(packet.Warnings).Select(r => english ? r.En : r.Vi).Distinct()];
    }
}
