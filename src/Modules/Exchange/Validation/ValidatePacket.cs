using Microsoft.Extensions.Options;
using VanLang.Data.Blobs;
using VanLang.Exchange.Edxml;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Secrecy;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Signing.Xml;

namespace VanLang.Exchange.Validation;

/// <summary>What the validator found.</summary>
/// <param name="Errors">For these the exchange would refuse the packet, whoever sends it.</param>
/// <param name="Warnings">What it would tolerate or remark upon; what the directory says of the codes is here, because it changes without the packet.</param>
/// <param name="Packet">The packet as read; null when it cannot be.</param>
internal sealed record Validated(IReadOnlyList<Error> Errors, IReadOnlyList<Error> Warnings, EdxmlPacket? Packet)
{
    public bool IsValid => Errors.Count == 0;
}

/// <summary>
/// Looks at a packet with the reader and the rules of the acceptance, and keeps nothing: no row is written, no blob named, and the temporary file goes
/// with the stream that the caller disposes.
/// </summary>
internal sealed class ValidatePacket(BlobStore blobs, IOrganizationDirectory directory, IOptions<ExchangeOptions> options, Clock clock)
{
    public async Task<Validated> Handle(BlobWriteStream bytes, CancellationToken ct)
    {
        await bytes.Finish(ct);
        var limits = EdxmlLimits.Default with { PacketBytes = options.Value.MaxPacketBytes, TemporaryFolder = blobs.TemporaryFolder };
        Result<EdxmlPacket> read;
        await using (var packet = bytes.Read())
        {
            read = await new EdxmlReader(clock, limits).ReadAsync(packet, AttachmentSinks.Discard, ct);
        }

        if (!read.TryGet(out var found, out _))
        {
            return new Validated(read.Errors, [], null);
        }

        StrictForm form;
        await using (var packet = bytes.Read())
        {
            form = await StrictForm.Read(packet, ct);
        }

        var warnings = new List<Error>(found.Warnings);
        if (found.Namespace != EdxmlNames.National && !warnings.Exists(w => w.Code == EdxmlErrors.OtherNamespace.Code || w.Code == EdxmlErrors.SoapForm.Code))
        {
            warnings.Add(form.At(EdxmlErrors.OtherNamespace.With(found.Namespace), "edXMLEnvelope"));
        }

        warnings.AddRange(form.Findings);
        warnings.AddRange(Wrapping(found, form));
        warnings.AddRange(Signature(found, form));
        if (SecrecyRules.Check(found) is { } secret)
        {
            return new Validated([form.At(secret, (string)secret.Facts["place"])], Ordered(warnings), found);
        }

        warnings.AddRange(await Directory(found, form, ct));
        warnings.AddRange(Acceptance.Skew(Times(found), clock.Now, options.Value).Select(e => Exchange.Edxml.Findings.Place(e, 1, 1, "/")));
        return new Validated([], Ordered(warnings), found);
    }

    private static IEnumerable<Error> Wrapping(EdxmlPacket packet, StrictForm form) => packet.Attachments
        .Where(a => !a.Unzipped && !FileNames.IsZipType(a.Name) && !packet.Warnings.Any(w => w.Code == EdxmlErrors.KeptZipped.Code && w.Args[0].Equals(a.Name)))
        .Select(a => form.At(ValidationErrors.Raw.With(a.Name), $"AttachmentEncoded/Attachment[{a.Number}]"));

    private static IEnumerable<Error> Signature(EdxmlPacket packet, StrictForm form)
    {
        var remark = packet.Signature.Outcome switch
        {
            XmlSignatureOutcome.Legacy => ValidationErrors.LegacySignature,
            XmlSignatureOutcome.NotASignature => ValidationErrors.NotASignature,
            XmlSignatureOutcome.Invalid => ValidationErrors.BrokenSignature.With(packet.Signature.Fault.ToString()),
            XmlSignatureOutcome.NotChecked => ValidationErrors.UncheckedSignature,
            _ => null,
        };
        return remark is null ? [] : [form.At(remark, "Signature")];
    }

    private async Task<List<Error>> Directory(EdxmlPacket packet, StrictForm form, CancellationToken ct)
    {
        var to = packet.Document?.To ?? packet.Status!.To;
        var parties = await Parties.Load(directory, [.. to.Select(o => o.OrganId).Append(packet.From.OrganId).Distinct()], clock.Today, ct);
        var remarks = new List<Error>();
        if (parties[packet.From.OrganId] is not { } sender)
        {
            remarks.Add(ValidationErrors.UnknownSender.With(packet.From.OrganId).At("From/OrganId"));
        }
        else if (Addressing.CheckSender(packet.From, parties, sender.Entry.Code) is { } locked)
        {
            remarks.Add(locked);
        }

        if (to.Count > 0)
        {
            var recipients = Addressing.Recipients(to, parties, options.Value.MaxRecipients);
            remarks.AddRange(recipients.Errors);
            remarks.AddRange(Addressing.SuccessorRemarks(to, parties));
        }

        return remarks.ConvertAll(r => form.At(r, "MessageHeader/" + (r.Field ?? "To")));
    }

    private static IEnumerable<DateTimeOffset?> Times(EdxmlPacket packet) => packet.Document?.Traces.Select(t => t.Timestamp) ?? [packet.Status!.Timestamp];

    private static List<Error> Ordered(List<Error> warnings) => [.. warnings.OrderBy(w => w.Facts.TryGetValue("line", out var line) ? (int)line : 0)];
}
