using Microsoft.Extensions.DependencyInjection;
using VanLang.Exchange.Groups;
using VanLang.Exchange.History;
using VanLang.Exchange.Templates;
using VanLang.Kernel;

namespace VanLang.Exchange.Demo;

/// <summary>What an office has on its desk besides documents: groups, templates, and a register of before. Made by the use cases that its clerks have.</summary>
internal static class SeedOffice
{
    private static readonly string[] Agencies = ["G22", "H41", "H26"];

    public static async Task Run(IServiceProvider services, CancellationToken ct)
    {
        foreach (var code in Agencies)
        {
            var clerk = new Actor(ActorKind.System, "", "Văn thư", code, "Văn thư", new HashSet<string>());
            foreach (var (name, note, members) in Groups)
            {
                Must(await services.GetRequiredService<SaveGroup>().Handle(new(New<GroupId>(services), name, note, members, null, null), clerk, ct));
            }

            foreach (var (name, note, content) in Templates)
            {
                Must(await services.GetRequiredService<SaveTemplate>().Handle(new(New<TemplateId>(services), name, note, content, 0), clerk, ct));
            }
        }

        var nghean = new Actor(ActorKind.System, "", "Văn thư", "H41", "Văn thư", new HashSet<string>());
        var bytes = System.Text.Encoding.UTF8.GetBytes(CsvTable.Write(RegisterFile.Columns, Register()));
        var brought = await services.GetRequiredService<CheckHistory>().Handle(new(HistoricSide.Incoming, "so-den-2018.csv", bytes.Length, () => new MemoryStream(bytes)), nghean, ct);
        Must(brought);
        Must(await services.GetRequiredService<ImportHistory>().Handle(brought.Value.Id, nghean, ct));
    }

    private static IReadOnlyList<(string Name, string Note, string[] Members)> Groups { get; } =
    [
        ("Các tỉnh Bắc Trung Bộ", "Họp giao ban quý", ["H27", "H41", "H56", "H57"]),
        ("Thành phố trực thuộc Trung ương", "Năm thành phố trước tháng 7/2025 và thành phố Huế", ["H13", "H17", "H24", "H26", "H29", "H57"]),
        ("Tổ công tác cải cách thủ tục hành chính", "Theo quyết định thành lập Tổ công tác", ["G05", "G09", "G12", "G15", "G22"]),
    ];

    private static IReadOnlyList<(string Name, string Note, TemplateContent Content)> Templates { get; } =
    [
        ("Báo cáo tháng", "Gửi trước ngày 20 hằng tháng", new TemplateContent { Kind = "Báo cáo", Subject = "Báo cáo kết quả công tác tháng {tháng} năm {năm}", Place = "Hà Nội", SignerPosition = "Chánh Văn phòng", SignerName = "Nguyễn Quốc Bình", Recipients = ["G22"] }),
        ("Giấy mời họp giao ban", "Kèm tài liệu họp", new TemplateContent { Kind = "Giấy mời", Subject = "Giấy mời họp giao ban quý {quý}/{năm}", Priority = 1, Recipients = ["H27", "H41", "H56"] }),
    ];

    private static IEnumerable<IReadOnlyList<string>> Register() => Enumerable.Range(1, 24).Select(i => (IReadOnlyList<string>)
        [
            $"{10 + i}", i % 3 == 0 ? "BTC-NSNN" : "VPCP-KSTT", $"{1 + i:00}/0{1 + (i % 6)}/2018", i % 3 == 0 ? $"V/v giao dự toán thu, chi ngân sách nhà nước năm 2018, đợt {i}" : $"V/v kiểm soát thủ tục hành chính, kỳ {i}",
            i % 3 == 0 ? "Bộ Tài chính" : "Văn phòng Chính phủ", i % 3 == 0 ? "G12" : "G22", "Công văn", i % 3 == 0 ? "Trần Văn Hiếu" : "Ngô Hải Phan", $"{100 + i}", $"{2 + i:00}/0{1 + (i % 6)}/2018", "",
        ]);

    private static TId New<TId>(IServiceProvider services)
        where TId : struct, ITypedId<TId> => services.GetRequiredService<Clock>().NewId<TId>();

    private static void Must<T>(Result<T> done)
    {
        if (!done.IsOk)
        {
            throw new InvalidOperationException($"The demo's own desk is refused: {done.Error.Code} {done.Error.Sentence("en")}");
        }
    }
}
