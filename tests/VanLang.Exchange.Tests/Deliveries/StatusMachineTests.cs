using CsCheck;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;

namespace VanLang.Exchange.Tests.Deliveries;

public sealed class StatusMachineTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);

    private static readonly string[] Codes = ["01", "02", "03", "04", "05", "06"];

    [Theory]
    [InlineData("Queued", "01", "Delivered")]
    [InlineData("Queued", "03", "Received")]
    [InlineData("Delivered", "02", "Rejected")]
    [InlineData("Delivered", "03", "Received")]
    [InlineData("Received", "04", "Assigned")]
    [InlineData("Received", "05", "Processing")]
    [InlineData("Received", "06", "Done")]
    [InlineData("Assigned", "05", "Processing")]
    [InlineData("Assigned", "06", "Done")]
    [InlineData("Processing", "06", "Done")]
    public void A_report_moves_the_state_on(string from, string code, string to) =>
        Assert.Equal(new Step(Enum.Parse<DeliveryState>(to), true), StatusMachine.Take(Enum.Parse<DeliveryState>(from), code));

    [Theory]
    [InlineData("Delivered", "01")]
    [InlineData("Received", "01")]
    [InlineData("Received", "02")]
    [InlineData("Assigned", "03")]
    [InlineData("Processing", "04")]
    [InlineData("Done", "05")]
    [InlineData("Done", "02")]
    [InlineData("Rejected", "03")]
    [InlineData("Rejected", "06")]
    [InlineData("Delivered", "13")]
    [InlineData("Delivered", "16")]
    [InlineData("Delivered", "99")]
    public void A_late_repeated_or_foreign_report_is_history(string state, string code) =>
        Assert.Equal(new Step(Enum.Parse<DeliveryState>(state), false), StatusMachine.Take(Enum.Parse<DeliveryState>(state), code));

    [Fact]
    public void Only_a_refusal_needs_a_reason() => Assert.Equal(["02"], Codes.Where(StatusMachine.NeedsReason));

    [Fact]
    public void The_state_never_goes_back_whatever_is_reported_in_whatever_order() => Gen.Int[0, Codes.Length - 1].Select(i => Codes[i]).Array[0, 30].Sample(codes =>
    {
        var delivery = New();
        var timeline = new List<DeliveryStatus>();
        foreach (var code in codes)
        {
            var before = delivery.State;
            var status = delivery.Take(Report(code), Guid.CreateVersion7(), Now);
            timeline.Add(status);

            Assert.True(delivery.State >= before || before is DeliveryState.Rejected || delivery.State is DeliveryState.Rejected);
            Assert.Equal(status.Applied, delivery.State != before);
            Assert.False(before is DeliveryState.Rejected or DeliveryState.Done && status.Applied);
        }

        Assert.Equal(Model(codes), delivery.State);
        Assert.Equal(Enumerable.Range(1, codes.Length), timeline.Select(s => s.Number));
    });

    [Fact]
    public void Without_a_refusal_the_order_of_reports_does_not_matter() =>
        Gen.Int[1, Codes.Length - 1].Select(i => Codes[i == 1 ? 0 : i]).Array[1, 8].SelectMany(codes => Gen.Shuffle(codes).Select(shuffled => (codes, shuffled))).Sample(pair =>
        {
            DeliveryState After(string[] codes)
            {
                var delivery = New();
                foreach (var code in codes)
                {
                    delivery.Take(Report(code), Guid.CreateVersion7(), Now);
                }

                return delivery.State;
            }

            Assert.Equal(After(pair.codes), After(pair.shuffled));
        });

    [Fact]
    public void Work_is_given_to_another_while_it_lasts_and_not_after()
    {
        var delivery = New();
        delivery.Take(Report("03"), Guid.CreateVersion7(), Now);
        delivery.Take(Report("04") with { Assignee = "Lê Hoàng Nam" }, Guid.CreateVersion7(), Now);
        delivery.Take(Report("05"), Guid.CreateVersion7(), Now);

        var second = delivery.Take(Report("04") with { Assignee = "Vũ Thu Hà" }, Guid.CreateVersion7(), Now);

        Assert.False(second.Applied);
        Assert.Equal((DeliveryState.Processing, "Vũ Thu Hà"), (delivery.State, delivery.Assignee));
        delivery.Take(Report("06"), Guid.CreateVersion7(), Now);
        delivery.Take(Report("04") with { Assignee = "Phan Văn Lộc" }, Guid.CreateVersion7(), Now);
        Assert.Equal((DeliveryState.Done, "Vũ Thu Hà"), (delivery.State, delivery.Assignee));
    }

    [Fact]
    public void A_status_packet_is_news_and_never_work()
    {
        var delivery = new Delivery(Packet(PacketKind.Status), new PacketId(Guid.CreateVersion7()), 1, new IncomingRecipient("G22", "Văn phòng Chính phủ", "G22", "G22"), new DeliveryId(Guid.CreateVersion7()), Now);

        delivery.Take(Report("01"), Guid.CreateVersion7(), Now);

        Assert.Equal((DeliveryState.Delivered, DeliveryLane.Notice), (delivery.State, delivery.Lane));
    }

    [Fact]
    public void It_is_acknowledged_once()
    {
        var delivery = New();

        Assert.True(delivery.Acknowledge(Now));
        Assert.False(delivery.Acknowledge(Now.AddHours(1)));
        Assert.Equal(Now, delivery.AckedAt);
    }

    // The rule in words: the furthest report counts, a refusal only before receipt and then for ever.
    private static DeliveryState Model(string[] codes)
    {
        var state = DeliveryState.Queued;
        foreach (var code in codes)
        {
            if (state is DeliveryState.Rejected)
            {
                break;
            }

            state = code switch
            {
                "02" => state <= DeliveryState.Delivered ? DeliveryState.Rejected : state,
                "01" => state is DeliveryState.Queued ? DeliveryState.Delivered : state,
                _ => (DeliveryState)Math.Max((int)state, int.Parse(code)),
            };
        }

        return state;
    }

    private static StatusReport Report(string code) => new(code, code == "02" ? "Gửi nhầm" : null, StatusStaff.Nobody, StatusSource.Api);

    private static Delivery New() => new(Packet(PacketKind.Document), new PacketId(Guid.CreateVersion7()), 1, new IncomingRecipient("H41", "UBND tỉnh Nghệ An", "H41", "H41"), new DeliveryId(Guid.CreateVersion7()), Now);

    private static IncomingPacket Packet(PacketKind kind) => new()
    {
        Kind = kind,
        SenderCode = "G22",
        OwnCode = "G22",
        SenderAs = "G22",
        SenderName = "Văn phòng Chính phủ",
        DocumentId = "1",
        Targets = [new DocumentKey("G22", "1")],
        Subject = "",
        Digest = "",
        Size = 0,
        Signature = "Absent",
        Search = "",
        Recipients = [],
        Attachments = [],
    };
}
