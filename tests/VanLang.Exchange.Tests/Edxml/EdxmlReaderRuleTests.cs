using VanLang.Exchange.Edxml;
using VanLang.Kernel;

namespace VanLang.Exchange.Tests.Edxml;

/// <summary>Each rule of the header with its code, its sentence and its place.</summary>
public sealed class EdxmlReaderRuleTests
{
    private const string Message = "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader";
    private static readonly PacketShape Shape = new() { Indented = true };

    [Theory]
    [InlineData("From", "")]
    [InlineData("To", "")]
    [InlineData("DocumentId", "")]
    [InlineData("Code", "")]
    [InlineData("CodeNumber", "/Code")]
    [InlineData("CodeNotation", "/Code")]
    [InlineData("PromulgationInfo", "")]
    [InlineData("PromulgationDate", "/PromulgationInfo")]
    [InlineData("DocumentType", "")]
    [InlineData("Subject", "")]
    [InlineData("SignerInfo", "")]
    [InlineData("FullName", "/SignerInfo")]
    public async Task A_missing_element_is_named_with_the_place_where_it_should_stand(string name, string parent)
    {
        var error = await OnlyErrorAsync(p => p.Message.Parent(name).Children.RemoveAll(c => c.Name == name));

        Assert.Equal("EDX-0021", error.Code);
        Assert.Equal($"Thiếu phần tử bắt buộc \"{name}\".", error.Sentence("vi"));
        Assert.Equal($"The required element \"{name}\" is missing.", error.Sentence("en"));
        Assert.Equal($"{Message}{parent}/{name}", error.Facts["path"]);
    }

    [Theory]
    [InlineData("OrganName", "EDX-1005")]
    [InlineData("Place", "EDX-1005")]
    [InlineData("TypeName", "EDX-1005")]
    [InlineData("Type", "EDX-1005")]
    [InlineData("Position", "EDX-1005")]
    [InlineData("Priority", "EDX-1005")]
    [InlineData("OtherInfo", "EDX-1005")]
    public async Task What_packets_of_the_field_leave_out_is_a_remark(string name, string code)
    {
        var packet = await ReadAsync(p => p.Message.Parent(name).Children.RemoveAll(c => c.Name == name));

        Assert.Contains(Reading.Ok(packet).Warnings, w => w.Code == code);
    }

    [Theory]
    [InlineData("Subject", 501, "EDX-0023", "\"Subject\" has 501 characters; the maximum is 500.")]
    [InlineData("DocumentId", 256, "EDX-0023", "\"DocumentId\" has 256 characters; the maximum is 255.")]
    [InlineData("CodeNumber", 45, "EDX-0023", "\"CodeNumber\" has 45 characters; the maximum is 44.")]
    [InlineData("CodeNotation", 121, "EDX-0023", "\"CodeNotation\" has 121 characters; the maximum is 120.")]
    [InlineData("OrganName", 801, "EDX-0023", "\"OrganName\" has 801 characters; the maximum is 800.")]
    [InlineData("OrganId", 36, "EDX-0033", null)]
    public async Task A_value_far_too_long_is_refused(string name, int length, string code, string? sentence)
    {
        var error = await OnlyErrorAsync(p => Replace(p.Message, name, new string('x', length)));

        Assert.Equal(code, error.Code);
        Assert.Equal(sentence ?? error.Sentence("en"), error.Sentence("en"));
    }

    [Theory]
    [InlineData("CodeNumber", 11, 0)]
    [InlineData("CodeNumber", 12, 1)]
    [InlineData("CodeNumber", 44, 1)]
    [InlineData("TyperNotation", 11, 1)]
    [InlineData("Telephone", 20, 0)]
    [InlineData("Telephone", 21, 1)]
    [InlineData("Subject", 500, 0)]
    public async Task A_value_a_little_over_the_limit_is_kept_with_a_remark(string name, int length, int remarks)
    {
        var packet = Reading.Ok(await ReadAsync(p => Replace(p.Message, name, new string('1', length))));

        Assert.Equal(remarks, packet.Warnings.Count(w => w.Code == "EDX-1006"));
    }

    [Fact]
    public async Task Characters_are_counted_as_people_count_them()
    {
        var composed = string.Concat(Enumerable.Repeat("ế", 500));
        var decomposed = composed.Normalize(System.Text.NormalizationForm.FormD);

        var packet = Reading.Ok(await ReadAsync(p => Replace(p.Message, "Subject", decomposed)));

        Assert.Equal(1500, decomposed.Length);
        Assert.Equal(decomposed, packet.Document!.Subject);
    }

    [Theory]
    [InlineData("2020/02/30")]
    [InlineData("31/04/2020")]
    [InlineData("11/20/2020")]
    [InlineData("hôm nay")]
    public async Task A_date_that_does_not_exist_is_refused(string text)
    {
        var error = await OnlyErrorAsync(p => Replace(p.Message, "PromulgationDate", text));

        Assert.Equal("EDX-0024", error.Code);
        Assert.Equal($"\"PromulgationDate\" không phải là ngày đúng dạng yyyy/MM/dd: \"{text}\".", error.Sentence("vi"));
        Assert.Equal(Message + "/PromulgationInfo/PromulgationDate", error.Facts["path"]);
    }

    [Fact]
    public async Task A_date_in_the_future_is_refused()
    {
        var error = await OnlyErrorAsync(p => Replace(p.Message, "PromulgationDate", "2020/11/25"));

        Assert.Equal("EDX-0025", error.Code);
        Assert.Equal("Ngày ban hành 25/11/2020 ở trong tương lai.", error.Sentence("vi"));
    }

    [Theory]
    [InlineData(16, 54, false)]
    [InlineData(16, 56, true)]
    public async Task Around_midnight_five_minutes_of_clock_difference_are_allowed(int hour, int minute, bool accepted)
    {
        // 16:55 UTC is 23:55 in Vietnam; the packet is dated the next day.
        var packet = Sound();
        Replace(packet.Message, "PromulgationDate", "2020/11/25");
        var reader = Reading.Reader(now: new DateTimeOffset(2020, 11, 24, hour, minute, 0, TimeSpan.Zero));

        var result = await reader.ReadAsync(new MemoryStream(packet.Write(Shape)), AttachmentSinks.Discard, CancellationToken.None);

        Assert.Equal(accepted, result.IsOk);
    }

    [Fact]
    public async Task Dates_of_long_ago_are_no_error_because_history_is_imported()
    {
        var packet = Reading.Ok(await ReadAsync(p => Replace(p.Message, "PromulgationDate", "1998/03/17")));

        Assert.Equal(new DateOnly(1998, 3, 17), packet.Document!.PromulgationDate);
    }

    [Fact]
    public async Task A_recipient_named_twice_is_refused_whatever_its_case()
    {
        var error = await OnlyErrorAsync(p => p.Message.Children.Add(PacketText.Organ("To", "000.00.00.h41")));

        Assert.Equal("EDX-0028", error.Code);
        Assert.Equal("Nơi nhận \"000.00.00.h41\" được ghi hai lần.", error.Sentence("vi"));
        Assert.Equal(Message + "/To[3]", error.Facts["path"]);
    }

    [Theory]
    [InlineData("Priority", "5", "EDX-0027", "\"Priority\" must be from 0 to 4; the packet says 5.")]
    [InlineData("Priority", "khẩn", "EDX-0026", "\"Priority\" is not a whole number: \"khẩn\".")]
    [InlineData("Type", "hai", "EDX-0026", "\"Type\" is not a whole number: \"hai\".")]
    [InlineData("OrganId", "Văn phòng", "EDX-0033", "The agency code \"Văn phòng\" holds signs that are not allowed or is longer than 35 characters.")]
    public async Task A_wrong_value_is_named(string name, string value, string code, string sentence)
    {
        var error = await OnlyErrorAsync(p => Replace(p.Message, name, value));

        Assert.Equal(code, error.Code);
        Assert.Equal(sentence, error.Sentence("en"));
    }

    [Theory]
    [InlineData("PageAmount", "hai mươi")]
    [InlineData("SteeringType", "chỉ đạo")]
    [InlineData("TypeDetail", "?")]
    [InlineData("Direction", "có")]
    [InlineData("DueDate", "sớm nhất")]
    public async Task An_optional_value_that_cannot_be_read_is_kept_as_text(string name, string value)
    {
        var packet = Reading.Ok(await ReadAsync(p => Replace(p.Message, name, value)));

        Assert.Contains(packet.Warnings, w => w.Code == "EDX-1013");
        Assert.Contains(value, Assert.Single(packet.Extensions).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Recall_update_and_replacement_need_a_reason(int type)
    {
        var error = await OnlyErrorAsync(p => Replace(p.Traces!, "BussinessDocType", type.ToString(System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Equal("EDX-0029", error.Code);
        Assert.Equal("Thu hồi, cập nhật, thay thế phải nêu lý do.", error.Sentence("vi"));
    }

    [Fact]
    public async Task A_business_type_outside_the_four_is_refused()
    {
        var packet = Sound();
        Replace(packet.Traces!, "BussinessDocType", "4");
        packet.Traces!.Find("Bussiness")!.Children.Add(Node.Leaf("BussinessDocReason", "thử"));

        var result = await Reading.ReadAsync(packet.Write(Shape));

        Assert.Equal(["EDX-0027"], result.Errors.Select(e => e.Code));
    }

    [Fact]
    public async Task All_faults_are_told_at_once_in_the_order_of_reading()
    {
        var packet = Sound();
        Replace(packet.Message, "PromulgationDate", "ngày mai");
        Replace(packet.Message, "Priority", "8");
        Replace(packet.Message, "Subject", "");
        packet.Message.Parent("FullName").Children.RemoveAll(c => c.Name == "FullName");

        var result = await Reading.ReadAsync(packet.Write(Shape));

        Assert.Equal(["EDX-0021", "EDX-0021", "EDX-0024", "EDX-0027"], result.Errors.Select(e => e.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_place_of_a_fault_is_its_line_and_column()
    {
        var text = Sound().WriteText(Shape).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("2020/11/20</edXML:PromulgationDate>", "2020/11/99</edXML:PromulgationDate>", StringComparison.Ordinal);
        var lines = text.Split('\n');
        var line = Array.FindIndex(lines, l => l.Contains("PromulgationDate>", StringComparison.Ordinal));

        var result = await Reading.ReadAsync(text);

        Assert.Equal(line + 1, result.Error.Facts["line"]);
        Assert.Equal(lines[line].IndexOf("edXML:PromulgationDate", StringComparison.Ordinal) + 1, result.Error.Facts["column"]);
    }

    [Fact]
    public async Task A_packet_of_mistakes_only_does_not_make_an_answer_without_end()
    {
        var packet = Sound();
        for (var i = 0; i < 5000; i++)
        {
            packet.Message.Children.Add(PacketText.Organ("To", "sai mã"));
        }

        var result = await Reading.ReadAsync(packet.Write(Shape));

        Assert.Equal(200, result.Errors.Count);
    }

    [Fact]
    public async Task Seven_hundred_recipients_are_read()
    {
        var packet = Sound();
        packet.Message.Children.InsertRange(3, Enumerable.Range(0, 700).Select(i => PacketText.Organ("To", $"H{i % 63 + 1:d2}.{i:d3}")));

        var read = Reading.Ok(await Reading.ReadAsync(packet.Write(Shape)));

        Assert.Equal(702, read.Document!.To.Count);
    }

    [Fact]
    public async Task Values_lose_their_outer_white_space_only()
    {
        var packet = Reading.Ok(await ReadAsync(p => Replace(p.Message, "Subject", "\n  V/v  hai khoảng trắng\t\n")));

        Assert.Equal("V/v  hai khoảng trắng", packet.Document!.Subject);
    }

    [Fact]
    public async Task A_comment_inside_a_value_does_not_cut_it()
    {
        var text = Sound().WriteText(Shape).Replace("000.00.00.H41</edXML:OrganId>", "000.00<!-- ẩn -->.00.H41</edXML:OrganId>", StringComparison.Ordinal);

        var packet = Reading.Ok(await Reading.ReadAsync(text));

        Assert.Equal("000.00.00.H41", packet.Document!.To[0].OrganId);
    }

    private static PacketText Sound()
    {
        var packet = PacketText.Document(CorpusSettings.Default.From, CorpusSettings.Default.To, "7816", CorpusSettings.Default.Date, Shape);
        packet.Files.Add(new PacketFile("van-ban.pdf", SmallPdf.Make("7816")));
        return packet;
    }

    private static Task<Result<EdxmlPacket>> ReadAsync(Action<PacketText> change)
    {
        var packet = Sound();
        change(packet);
        return Reading.ReadAsync(packet.Write(Shape));
    }

    private static async Task<Error> OnlyErrorAsync(Action<PacketText> change)
    {
        var result = await ReadAsync(change);
        return Assert.Single(result.Errors);
    }

    private static void Replace(Node root, string name, string value)
    {
        var parent = root.Parent(name);
        parent.Children[parent.Children.FindIndex(c => c.Name == name)] = Node.Leaf(name, value);
    }
}
