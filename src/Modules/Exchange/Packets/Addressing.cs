using VanLang.Exchange.Edxml;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.Packets;

/// <summary>Who may send a packet, and whom it reaches. Pure.</summary>
internal static class Addressing
{
    /// <summary>
    /// The sender's code must be the acting organisation's own: any code it ever bore, the code of one that it continues, or the code
    /// of the one that continues it (Decision 28/2018: agencies are known by their identifier; the name in a packet is free text).
    /// </summary>
    public static Error? CheckSender(EdxmlOrgan from, Parties parties, string own)
    {
        if (parties[from.OrganId] is not { } sender)
        {
            return ExchangeErrors.WrongSender.With(from.OrganId, own).At("From/OrganId");
        }

        var continuedBy = parties[own]?.InBeing?.Code;
        if (sender.Entry.Code != own && sender.InBeing?.Code != own && sender.Entry.Code != continuedBy)
        {
            return ExchangeErrors.WrongSender.With(from.OrganId, own).At("From/OrganId");
        }

        return sender.InBeing?.State is OrganizationState.Locked ? ExchangeErrors.SenderLocked.With(from.OrganId).At("From/OrganId") : null;
    }

    /// <summary>One entry for each organisation that will receive; every recipient that cannot be reached is an error of its own.</summary>
    public static Result<List<IncomingRecipient>> Recipients(IReadOnlyList<EdxmlOrgan> to, Parties parties, int most)
    {
        if (to.Count == 0)
        {
            return ExchangeErrors.NoRecipient.At("To");
        }

        if (to.Count > most)
        {
            return ExchangeErrors.TooManyRecipients.With(to.Count, most).At("To");
        }

        var errors = new List<Error>();
        var reached = new Dictionary<string, IncomingRecipient>(StringComparer.Ordinal);
        for (var i = 0; i < to.Count; i++)
        {
            var code = to[i].OrganId;
            if (Unreachable(code, parties[code]) is { } error)
            {
                errors.Add(error.At($"To[{i + 1}]/OrganId").Fact("organId", code));
                continue;
            }

            var party = parties[code]!;
            var receives = party.InBeing!;

            // Two that were merged into one, or one under two of its codes: one delivery, which names both.
            reached[receives.Code] = reached.TryGetValue(receives.Code, out var there)
                ? there.And(code, party.Entry.Code)
                : new IncomingRecipient(receives.Code, receives.Name, code, party.Entry.Code);
        }

        return errors.Count > 0 ? Result<List<IncomingRecipient>>.Failed(errors) : new List<IncomingRecipient>(reached.Values);
    }

    /// <summary>A remark for each recipient that is reached through its successor.</summary>
    public static IEnumerable<Error> SuccessorRemarks(IReadOnlyList<EdxmlOrgan> to, Parties parties) => to
        .Select(o => parties[o.OrganId])
        .Where(p => p is { InBeing: not null } && p.InBeing.Code != p.Entry.Code)
        .Select(p => ExchangeErrors.DeliveredToSuccessor.With(p!.As, p.Entry.Name, p.InBeing!.Code, p.InBeing.Name));

    private static Error? Unreachable(string code, Party? party) => party switch
    {
        null => ExchangeErrors.UnknownRecipient.With(code),
        { Entry.State: OrganizationState.NotYet } => ExchangeErrors.RecipientNotYet.With(code, party.Entry.Name),
        { InBeing: null } => ExchangeErrors.RecipientEnded.With(code, party.Entry.Name),
        { InBeing.State: OrganizationState.Locked } => ExchangeErrors.RecipientLocked.With(code, party.InBeing.Name),
        _ => null,
    };
}
