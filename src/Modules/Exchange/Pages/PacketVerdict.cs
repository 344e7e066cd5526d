using System.Text.Json;
using Microsoft.Extensions.Localization;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Receipts;
using VanLang.Signing.Certificates;
using VanLang.Signing.Xml;
using VanLang.Web.Components;
using VanLang.Web.Http;

namespace VanLang.Exchange.Pages;

/// <summary>What the acceptance found, in plain words.</summary>
internal static class PacketVerdict
{
    // As the acceptance wrote it.
    private sealed record Found(string? Fault, string? Detail, string? Algorithm, Named? Certificate);

    private sealed record Named(string Subject, string Issuer, string? SerialNumber, string? Sha256, DateTimeOffset? NotBefore, DateTimeOffset? NotAfter);

    public static SignatureFacts Of(Packet packet, IStringLocalizer t)
    {
        var found = packet.SignatureDetail is { } json ? JsonSerializer.Deserialize<Found>(json, ReceiptSigner.Json) : null;
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
        IReadOnlyList<string> lines = [.. new[] { Fault(found?.Fault, t), found?.Algorithm is { } uri ? t["Thuật toán: {0}", Algorithm(uri)].Value : null, found?.Detail is { Length: > 0 } detail ? t["Chỗ phát hiện: {0}", detail].Value : null }.OfType<string>()];
        if (found?.Certificate is not { } certificate)
        {
            return new SignatureFacts(t["Gói tin edXML"], outcome is XmlSignatureOutcome.Absent ? null : t["Không rõ"].Value, null, null, tone, verdict, lines);
        }

        var holder = CertificateHolder.Read(certificate.Subject);
        var issuer = certificate.Issuer == certificate.Subject
            ? t["Bên ký tự cấp, không qua tổ chức chứng thực"].Value
            : CertificateHolder.Read(certificate.Issuer) is var authority && authority.Organization is { } of ? $"{authority.Name}, {of}" : authority.Name;
        return new SignatureFacts(t["Gói tin edXML"], holder.Name, issuer, null, tone, verdict, lines)
        {
            Agency = holder.Organization,
            Certificate = new CertificateFacts(certificate.SerialNumber ?? "", certificate.NotBefore, certificate.NotAfter, certificate.Subject, certificate.Issuer, certificate.Sha256),
        };
    }

    /// <summary>The remarks of the acceptance in the reader's language.</summary>
    public static IReadOnlyList<string> Remarks(Packet packet)
    {
        var english = Problems.Language == "en";
        return [.. Remark.Read(packet.Warnings).Select(r => english ? r.En : r.Vi).Distinct()];
    }

    private static string? Fault(string? name, IStringLocalizer t) => Enum.TryParse<XmlSignatureFault>(name, out var fault) && fault is not XmlSignatureFault.None ? Sentence(fault, t) : null;

    private static string Sentence(XmlSignatureFault fault, IStringLocalizer t) => fault switch
    {
        XmlSignatureFault.Structure => t["Phần chữ ký thiếu, thừa hoặc sai thứ tự phần tử."],
        XmlSignatureFault.SeveralSignatures => t["Có nhiều hơn một chữ ký nên không rõ chữ ký nào có giá trị."],
        XmlSignatureFault.Misplaced => t["Chữ ký không đứng ở chỗ phải đứng."],
        XmlSignatureFault.DuplicateId => t["Hai phần tử trùng Id, dấu hiệu của việc tráo nội dung đã ký."],
        XmlSignatureFault.ReferenceNotAllowed => t["Chữ ký trỏ tới nội dung khác với nội dung được đọc."],
        XmlSignatureFault.AlgorithmNotAllowed => t["Thuật toán ký hoặc băm không nằm trong danh sách được phép."],
        XmlSignatureFault.TransformNotAllowed => t["Phép biến đổi trước khi ký không nằm trong danh sách được phép."],
        XmlSignatureFault.Certificate => t["Không có chứng thư, có nhiều chứng thư, hoặc chứng thư không đọc được."],
        XmlSignatureFault.KeyTooWeak => t["Khóa ký quá yếu: RSA dưới 2048 bit hoặc đường cong không được phép."],
        XmlSignatureFault.KeyMismatch => t["Loại khóa không khớp với thuật toán ký."],
        XmlSignatureFault.DigestMismatch => t["Nội dung đã bị thay đổi sau khi ký."],
        XmlSignatureFault.SignatureMismatch => t["Giá trị chữ ký không khớp với khóa trong chứng thư."],
        XmlSignatureFault.PartNotSigned => t["Một phần của gói tin không nằm trong phạm vi chữ ký."],
        XmlSignatureFault.PartMismatch => t["Một phần đã ký không còn như khi ký."],
        _ => t["Không rõ"],
    };

    // The last word of the address is the name that specialists use: .../xmldsig-more#ecdsa-sha256.
    private static string Algorithm(string uri) => uri[(uri.LastIndexOf('#') + 1)..].ToUpperInvariant();
}
