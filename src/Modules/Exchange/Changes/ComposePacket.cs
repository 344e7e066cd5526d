using VanLang.Data.Blobs;
using VanLang.Exchange.Edxml;
using VanLang.Exchange.Packets;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.Changes;

/// <summary>
/// Writes the packet of an act on a page, or by a short call, and gives it to <see cref="AcceptPacket"/>: what is shown as done is what was sent, stored and
/// receipted, like any other packet.
/// </summary>
internal sealed class ComposePacket(AcceptPacket accept, BlobStore blobs, IOrganizationDirectory directory, PacketSeal seal, Clock clock)
{
    /// <summary>The organisations as packets name them; those that cannot be reached today are left out.</summary>
    public async Task<Dictionary<string, EdxmlOrgan>> Organs(IReadOnlyCollection<string> codes, CancellationToken ct)
    {
        var organs = new Dictionary<string, EdxmlOrgan>(StringComparer.Ordinal);
        foreach (var (code, party) in (await Parties.Load(directory, codes, clock.Today, ct)).All)
        {
            if (party.InBeing is { State: OrganizationState.Active })
            {
                organs[code] = SendDocument.Organ(party.Entry);
            }
        }

        return organs;
    }

    /// <summary>The time and the person of an act.</summary>
    public EdxmlTrace Trace(string organ) => new(organ, clock.Now.InVietnam());

    public static EdxmlStaff Staff(Actor actor) => new(actor.Unit ?? "Văn thư", actor.Name, null, null);

    public DateTimeOffset Now => clock.Now.InVietnam();

    public Task<Result<AcceptPacket.Accepted>> Send(EdxmlDocument header, string? key, Actor actor, CancellationToken ct) =>
        Send((bytes, signer) => EdxmlWriter.WriteAsync(bytes, header, [], signer, ct), key, null, actor, ct);

    /// <param name="refuseLate">When set, an answer that nothing waits for is refused with this.</param>
    public Task<Result<AcceptPacket.Accepted>> Send(EdxmlStatus status, string? key, Error? refuseLate, Actor actor, CancellationToken ct) =>
        Send((bytes, signer) => EdxmlWriter.WriteAsync(bytes, status, signer, ct), key, refuseLate, actor, ct);

    private async Task<Result<AcceptPacket.Accepted>> Send(Func<Stream, Signing.Xml.XmlEnvelopeSigner, Task<Result>> write, string? key, Error? refuseLate, Actor actor, CancellationToken ct)
    {
        if (actor.OrganizationCode is not { } own)
        {
            return ExchangeErrors.NoOrganization;
        }

        var entry = (await directory.Resolve([own], clock.Today, ct))[own];
        await using var bytes = blobs.Begin();
        var written = await write(bytes, seal.Of(entry));
        if (!written.IsOk)
        {
            return Result<AcceptPacket.Accepted>.Failed(written.Errors);
        }

        await bytes.Finish(ct);
        return await accept.Handle(new AcceptPacket.Input(bytes, key) { RefuseLate = refuseLate }, actor, ct);
    }
}
