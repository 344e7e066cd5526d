using Microsoft.Extensions.DependencyInjection;
using VanLang.Exchange.Changes;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Edxml;
using VanLang.Exchange.Ingest;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Demo;

/// <summary>Does what <see cref="DemoStories"/> tells, by the use cases of the pages: each act is a packet of the agency.</summary>
internal sealed class PlayChanges(IServiceProvider services, IngestWriter writer, Clock clock)
{
    public async Task Do(DemoAsk act, CancellationToken ct) => await Read(act.Document, await Done(act.Document, (s, packet) => act.Ask is DeliveryAsk.Recall
        ? s.GetRequiredService<RecallDocument>().Handle(new(packet, act.Reason, null), act.Document.Sender.Actor, ct)
        : s.GetRequiredService<TakeBackDocument>().Handle(new(packet, act.Reason, act.From, null), act.Document.Sender.Actor, ct)), ct);

    public async Task Do(DemoAnswer act, CancellationToken ct)
    {
        var delivery = act.Document.Sent!.Deliveries.Single(d => d.RecipientCode == act.Recipient.Entry.Code).Id;
        await Read(act.Document, await Done(act.Document, (s, _) => s.GetRequiredService<AnswerRequest>().Handle(new(delivery, act.Agree, act.Reason, act.Destruction, null), act.Recipient.Actor, ct)), ct);
    }

    public async Task Do(DemoAmend act, CancellationToken ct)
    {
        var (newer, sender, old) = (act.Newer, act.Newer.Sender, act.Older.Sent!.Packet);
        var number = act.Type is EdxmlBusinessType.Update ? old.Number : sender.NextNumber().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var issued = act.Type is EdxmlBusinessType.Update ? old.PromulgationDate!.Value : clock.Today;
        var (competence, position, name) = sender.Signer();
        var pdf = DemoPdf.Make(sender.Entry.Name, $"{number}/{old.Notation}", sender.Place, issued, newer.Kind.TypeName, newer.Subject, DemoSubjects.Body, [competence, position.ToUpperInvariant(), name]);
        var input = new SendDocument.Input
        {
            Kind = newer.Kind.TypeName,
            Number = number,
            Notation = old.Notation,
            Place = sender.Place,
            IssuedOn = issued,
            Subject = newer.Subject,
            Competence = competence,
            SignerPosition = position,
            SignerName = name,
            Pages = 1,
            Recipients = [.. newer.To.Select(r => r.Entry.Code)],
            Files = [new SendDocument.File($"{number}-{old.Notation}.pdf", "application/pdf", pdf.Length, () => new MemoryStream(pdf))],
            Amends = new SendDocument.Amendment(act.Type, old.Id, act.Reason),
        };
        newer.Sent = await Done(act.Older, (s, _) => s.GetRequiredService<SendDocument>().Handle(input, sender.Actor, ct));
    }

    // Systems read requests and answers as they come; what a clerk has to do about them waits with the document.
    private async Task Read(DemoDocument about, AcceptPacket.Accepted said, CancellationToken ct)
    {
        foreach (var news in said.Deliveries)
        {
            var reader = about.To.Append(about.Sender).Single(a => a.Entry.Code == news.RecipientCode).Actor;
            var done = await writer.Submit(new DeliveryWork(reader, news.RecipientCode, news.Id) { Acknowledge = true }, ct);
            if (!done.IsOk)
            {
                throw new InvalidOperationException($"The demo's own reading is refused: {done.Error.Code}");
            }
        }
    }

    private async Task<AcceptPacket.Accepted> Done(DemoDocument about, Func<IServiceProvider, PacketId, Task<Result<AcceptPacket.Accepted>>> act)
    {
        await using var scope = services.CreateAsyncScope();
        var done = await act(scope.ServiceProvider, about.Sent!.Packet.Id);
        return done.TryGet(out var accepted, out var error) ? accepted : throw new InvalidOperationException($"The demo's own change is refused: {error.Code} {error.Sentence("en")}");
    }
}
