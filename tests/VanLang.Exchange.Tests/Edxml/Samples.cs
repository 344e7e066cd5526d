using CsCheck;
using VanLang.Exchange.Edxml;
using VanLang.Kernel;

namespace VanLang.Exchange.Tests.Edxml;

internal static class Samples
{
    public static EdxmlOrgan Sender { get; } = new("000.00.00.G22", "Văn phòng Chính phủ", "Văn phòng Chính phủ", "Số 1 Hoàng Hoa Thám, Ba Đình, Hà Nội", "vpcp@gov.vn", "8043100", "048989898789", "vpcp.vn");

    public static EdxmlDocument Full { get; } = new()
    {
        From = Sender,
        To = [new EdxmlOrgan("000.00.00.H41", "UBND tỉnh Nghệ An"), new EdxmlOrgan("H26", "UBND thành phố Hà Nội")],
        DocumentId = "000.00.00.G22,2020/11/20,7816/VPCP-TTĐT",
        CodeNumber = "7816",
        CodeNotation = "VPCP-TTĐT",
        Place = "Hà Nội",
        PromulgationDate = new DateOnly(2020, 11, 20),
        Type = 2,
        TypeDetail = 18,
        TypeName = "Công văn",
        Subject = "V/v kết nối, liên thông phần mềm quản lý văn bản",
        Content = "Đề nghị các bộ, ngành, địa phương phối hợp",
        SignerCompetence = "TL. BỘ TRƯỞNG",
        SignerPosition = "Cục trưởng",
        SignerName = "Nguyễn Văn Kiểm",
        DueDate = new DateOnly(2020, 12, 20),
        Priority = 1,
        SphereOfPromulgation = "Liên thông",
        TyperNotation = "TVC",
        PromulgationAmount = 2,
        PageAmount = 22,
        Direction = false,
        Appendixes = ["Phụ lục I", "Phụ lục II"],
        ResponseFor = [new EdxmlResponseFor("000.00.00.H41", "267/UBND-VX", new DateOnly(2020, 10, 1), "000.00.00.H41,2020/10/01,267/UBND-VX")],
        SteeringType = 1,
        ToPlaces = ["Như trên", "Lưu: VT"],
        Traces = [new EdxmlTrace("000.00.00.G22", new DateTimeOffset(2020, 11, 20, 8, 30, 0, Clock.NationalOffset))],
        Business = new EdxmlBusiness { Paper = false, Staff = new EdxmlStaff("Văn thư", "Trần Thị Thư", "vanthu@vpcp.gov.vn", "84912000001") },
    };
}

/// <summary>Any packet the strict form can carry: Vietnamese text, signs that must be escaped, line ends, letters beyond the first plane.</summary>
internal static class PacketGen
{
    private static readonly Gen<char> Sign = Gen.Frequency((20, Gen.Char["aăâbcdđeêghiklmnoôơpqrstuưvxyAÂĐƠƯ0123456789"]), (6, Gen.Char["ạảấầẩẫậắặếềểễệịỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"]), (3, Gen.Char["<>&\"'/.,:;()-–_ "]), (1, Gen.Char["\n\t\u0301\u0323\u00a0\u2028"]));

    private static readonly Gen<EdxmlOrgan> Organ =
        from code in Code
        from texts in Gen.Select(Maybe(200), Maybe(200), Maybe(250))
        from contact in Gen.Select(Maybe(20), Maybe(20), Maybe(100))
        from email in Any<string?>(null, "vanthu@gov.vn", "không phải thư")
        select new EdxmlOrgan(code, texts.Item1, texts.Item2, texts.Item3, email, contact.Item1, contact.Item2, contact.Item3);

    private static readonly Gen<EdxmlStaff> Staff =
        from department in Text(200)
        from rest in Gen.Select(Maybe(100), Maybe(20))
        select new EdxmlStaff(department, rest.Item1, null, rest.Item2);

    private static readonly Gen<EdxmlResponseFor> Response =
        from id in Text(80)
        from rest in Gen.Select(Maybe(60), MaybeDate, Gen.Bool)
        select new EdxmlResponseFor(rest.Item3 ? "000.00.00.H41" : null, rest.Item1, rest.Item2, id);

    private static readonly Gen<EdxmlBusiness> Business =
        from type in Gen.Int[0, 3]
        from reason in Text(200)
        from flags in Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool)
        from staff in Gen.Select(Staff, Gen.Bool)
        from receivers in Gen.Select(Code, Gen.Int[0, 1]).Array[0, 4]
        from replaced in Gen.Select(Text(60), Code.Array[1, 3]).Array[0, 3]
        select new EdxmlBusiness
        {
            Type = (EdxmlBusinessType)type,
            Reason = type == 0 ? null : reason,
            DocumentId = type == 2 ? reason : null,
            Paper = flags.Item1 ? flags.Item2 : null,
            Staff = staff.Item2 ? staff.Item1 : null,
            DocumentChanged = type == 2 ? flags.Item2 : null,
            ReceiversChanged = type == 2 ? flags.Item3 : null,
            Receivers = type == 2 ? [.. receivers.Select(r => new EdxmlReceiver(r.Item1, r.Item2))] : [],
            Replacements = type == 3 ? [.. replaced.Select(r => new EdxmlReplacement(r.Item1, [.. r.Item2]))] : [],
        };

    public static Gen<EdxmlDocument> Document { get; } =
        from organs in Gen.Select(Organ, Organ.Array[1, 6])
        from ids in Gen.Select(Text(200), Text(11), Text(30))
        from subject in Text(500)
        from texts in Gen.Select(Maybe(50), Maybe(100), Maybe(500), Maybe(100), Maybe(100), Text(50))
        from dates in Gen.Select(Date, MaybeDate)
        from numbers in Gen.Select(MaybeNumber, MaybeNumber, MaybeNumber, MaybeNumber, MaybeNumber)
        from other in Gen.Select(Gen.Int[0, 4], Maybe(100), Maybe(10), Gen.Bool)
        from lists in Gen.Select(Text(100).Array[0, 4], Text(100).Array[0, 4])
        from responses in Response.Array[0, 3]
        from traces in Gen.Select(Code, Gen.Long[0, 86_400L * 365 * 2]).Array[0, 4]
        from business in Business
        select new EdxmlDocument
        {
            From = organs.Item1,
            To = [.. organs.Item2.DistinctBy(o => o.OrganId, StringComparer.OrdinalIgnoreCase)],
            DocumentId = ids.Item1,
            CodeNumber = ids.Item2,
            CodeNotation = ids.Item3,
            Place = texts.Item1,
            PromulgationDate = dates.Item1,
            Type = numbers.Item1,
            TypeDetail = numbers.Item2,
            TypeName = texts.Item2,
            Subject = subject,
            Content = texts.Item3,
            SignerCompetence = texts.Item4,
            SignerPosition = texts.Item5,
            SignerName = texts.Item6,
            DueDate = dates.Item2,
            Priority = other.Item1,
            SphereOfPromulgation = other.Item2,
            TyperNotation = other.Item3,
            PromulgationAmount = numbers.Item3,
            PageAmount = numbers.Item4,
            Direction = other.Item4 ? null : numbers.Item1 > 0,
            Appendixes = [.. lists.Item1],
            ResponseFor = [.. responses],
            SteeringType = numbers.Item5,
            ToPlaces = [.. lists.Item2],
            Traces = [.. traces.Select(t => new EdxmlTrace(t.Item1, new DateTimeOffset(2018, 1, 1, 0, 0, 0, Clock.NationalOffset).AddSeconds(t.Item2)))],
            Business = business,
        };

    public static Gen<EdxmlStatus> Status { get; } =
        from organs in Gen.Select(Organ, Organ.Array[0, 2])
        from response in Response
        from code in Any([.. EdxmlStatus.Codes])
        from description in Text(400)
        from staff in Gen.Select(Staff, Gen.Bool)
        from at in Gen.Long[0, 86_400L * 365 * 2]
        select new EdxmlStatus
        {
            From = organs.Item1,
            To = [.. organs.Item2],
            ResponseFor = response,
            Code = code,
            Description = description,
            Staff = staff.Item2 ? staff.Item1 : null,
            Timestamp = new DateTimeOffset(2018, 1, 1, 0, 0, 0, Clock.NationalOffset).AddSeconds(at),
        };

    public static Gen<(string Name, byte[] Content, string? ContentType, string? Description)[]> Files { get; } =
        Gen.Select(Any("van-ban.pdf", "Công văn số 1.PDF", "ghi chú.txt", "bảng.xlsx", "không đuôi", "a.b.c.doc"), Gen.Byte.Array[1, 3000], Any<string?>(null, "application/pdf"), Maybe(100)).Array[0, 4];

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<string> Code => Gen.OneOf(
        Gen.Select(Gen.Int[0, 999], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[1, 63]).Select((a, b, c, d) => $"{a:d3}.{b:d2}.{c:d2}.H{d:d2}"),
        Gen.Select(Gen.Int[1, 36], Gen.Int[0, 99]).Select((a, b) => $"G{a:d2}.{b:d2}"),
        Any("28.22.H17", "01.02.G22", "001.00.20.TT2", "H37.DN.001", "vxp.saas.03"));

    private static Gen<DateOnly> Date => Gen.Int[0, 365 * 20].Select(d => new DateOnly(2000, 1, 1).AddDays(d));

    private static Gen<DateOnly?> MaybeDate => Gen.Select(Gen.Bool, Date).Select((b, d) => b ? d : (DateOnly?)null);

    private static Gen<int?> MaybeNumber => Gen.Select(Gen.Bool, Gen.Int[0, 9999]).Select((b, n) => b ? n : (int?)null);

    private static Gen<string?> Maybe(int length) => Gen.Select(Gen.Bool, Text(length)).Select((b, t) => b ? t : null);

    // Outer white space is not kept by the reader, and a text of white space alone is none.
    private static Gen<string> Text(int length) => Gen.Select(Sign.Array[0, Math.Min(length, 60) - 1], Any("a", "Đ", "ự", "7", "🇻🇳"[..4]))
        .Select((signs, end) => new string(signs).Trim(' ', '\t', '\r', '\n') + end)
        .Where(t => HeaderFields.Count(t) <= length);
}
