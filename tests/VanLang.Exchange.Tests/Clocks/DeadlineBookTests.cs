using VanLang.Exchange.Clocks;
using VanLang.Exchange.Packets;
using VanLang.Kernel.Calendar;
using static VanLang.Exchange.Tests.Clocks.Offices;

namespace VanLang.Exchange.Tests.Clocks;

public sealed class DeadlineBookTests
{
    private static readonly Dictionary<string, WorkCalendar> Calendars = new() { ["G22"] = National, ["H41"] = National, ["H26"] = SaturdayMornings };

    private static readonly DeadlineBook Book = new(DeadlineRule.Usual(), Calendars);

    [Fact]
    public void An_ordinary_document_is_answered_the_same_day_and_registered_by_the_next()
    {
        var due = Book.Receive(Packet(), "H41", At("2026-06-05 09:00"));

        Assert.Equal(new RecipientDue(At("2026-06-05 17:00"), At("2026-06-08 17:00")), due);
        Assert.Equal(new RecipientDue(At("2026-06-05 16:30"), At("2026-06-06 11:30")), Book.Receive(Packet(), "H26", At("2026-06-05 09:00")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void An_urgent_one_is_registered_at_once_and_sent_on_the_day(int priority)
    {
        var urgent = Packet() with { Priority = priority };

        Assert.Equal(new RecipientDue(At("2026-06-05 17:00"), At("2026-06-05 13:45")), Book.Receive(urgent, "H41", At("2026-06-05 11:15")));
        Assert.Equal(At("2026-06-06 00:00"), Book.Send(urgent));
    }

    [Fact]
    public void A_document_is_sent_by_the_morning_after_it_was_signed() => Assert.Equal(At("2026-06-08 11:30"), Book.Send(Packet()));

    [Theory]
    [InlineData(PacketKind.Document, true)]
    [InlineData(PacketKind.Replacement, true)]
    [InlineData(PacketKind.Recall, false)]
    [InlineData(PacketKind.Update, false)]
    [InlineData(PacketKind.Status, false)]
    public void Only_documents_have_clocks(object kind, bool has)
    {
        var packet = Packet() with { Kind = (PacketKind)kind };

        Assert.Equal(has, Book.Send(packet) is not null);
        Assert.Equal(has, Book.Receive(packet, "H41", At("2026-06-05 09:00")) != default);
    }

    [Fact]
    public void What_has_no_date_no_calendar_or_no_rule_has_no_clock()
    {
        Assert.Null(Book.Send(Packet() with { PromulgationDate = null }));
        Assert.Null(Book.Send(Packet() with { PromulgationDate = new DateOnly(1, 1, 1) }));
        Assert.Null(Book.Send(Packet() with { PromulgationDate = new DateOnly(9999, 12, 31) }));
        Assert.Null(Book.Send(Packet() with { PromulgationDate = new DateOnly(2018, 8, 31) })); // before the decision was in force
        Assert.Null(Book.Send(Packet() with { SenderCode = "Z99" }));
        Assert.Equal(default, Book.Receive(Packet(), "Z99", At("2026-06-05 09:00")));
        Assert.Equal(default, Book.Receive(Packet(), "H41", At("2020-03-04 09:00")));
        Assert.Null(new DeadlineBook([], Calendars).Send(Packet()));
    }

    [Fact]
    public void A_new_decree_is_a_new_row_and_documents_of_before_keep_their_limit()
    {
        var decree = new DeadlineRule(Duty.Register, 0, new DateOnly(2027, 1, 1), LimitUnit.Closing, 0, 60, "Nghị định mới", "");
        var book = new DeadlineBook([.. DeadlineRule.Usual(), decree], Calendars);

        Assert.Equal(At("2027-01-01 17:00"), book.Receive(Packet(), "H41", At("2026-12-31 09:00")).Register); // the vectors' statute knows no holidays
        Assert.Equal(At("2027-01-05 17:00"), book.Receive(Packet(), "H41", At("2027-01-05 09:00")).Register);
        Assert.Equal(LimitUnit.WorkingMinutes, DeadlineBook.Find([.. DeadlineRule.Usual(), decree], Duty.Register, 1, new DateOnly(2027, 1, 5))!.Unit);
    }

    [Fact]
    public void Each_rule_of_the_law_has_its_basis_its_note_and_a_possible_amount()
    {
        Assert.Equal(5, DeadlineRule.Usual().Count);
        Assert.All(DeadlineRule.Usual(), r =>
        {
            Assert.Contains("Điều", r.LegalBasis, StringComparison.Ordinal);
            Assert.NotEmpty(r.Note);
            Assert.InRange(r.Amount, DeadlineRule.Least(r.Unit), DeadlineRule.Most(r.Unit));
        });
    }

    private static IncomingPacket Packet() => new()
    {
        Kind = PacketKind.Document,
        SenderCode = "G22",
        OwnCode = "G22",
        SenderAs = "G22",
        SenderName = "Văn phòng Chính phủ",
        DocumentId = "x",
        Targets = [new DocumentKey("G22", "x")],
        Subject = "V/v",
        PromulgationDate = new DateOnly(2026, 6, 5),
        Digest = "",
        Size = 1,
        Signature = "Absent",
        Search = "",
        Recipients = [],
        Attachments = [],
    };
}
