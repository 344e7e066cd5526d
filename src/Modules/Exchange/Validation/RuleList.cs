using System.Reflection;
using VanLang.Exchange.Edxml;
using VanLang.Exchange.Secrecy;
using VanLang.Kernel;

namespace VanLang.Exchange.Validation;

/// <summary>What happens to a packet that breaks a rule.</summary>
internal enum RuleEffect
{
    Refused,
    Tolerated,

    /// <summary>Depends on the directory of the day or on who sends: refused when sent, remarked upon by the validator.</summary>
    RefusedWhenSent,
}

/// <summary>Every rule by which a packet is judged, for the page that the validator's findings link to.</summary>
internal static class RuleList
{
    private static readonly Error[] Addressing =
    [
        ExchangeErrors.WrongSender, ExchangeErrors.SenderLocked, ExchangeErrors.UnknownRecipient, ExchangeErrors.RecipientLocked, ExchangeErrors.RecipientEnded,
        ExchangeErrors.RecipientNotYet, ExchangeErrors.TooManyRecipients, ExchangeErrors.DocumentExists,
    ];

    private static readonly Error[] Remarks = [ExchangeErrors.ClockSkew, ExchangeErrors.DeliveredToSuccessor];

    public static IReadOnlyList<(Error Error, RuleEffect Effect)> All { get; } =
    [
        .. Of(typeof(EdxmlErrors)).Select(e => (e, Effect(e))),
        .. Of(typeof(SecrecyErrors)).Select(e => (e, RuleEffect.Refused)),
        .. Addressing.Select(e => (e, RuleEffect.RefusedWhenSent)),
        .. Remarks.Select(e => (e, RuleEffect.Tolerated)),
        .. Of(typeof(ValidationErrors)).Where(e => e.Code[4] == '1').Select(e => (e, e.Code == ValidationErrors.UnknownSender.Code ? RuleEffect.RefusedWhenSent : RuleEffect.Tolerated)),
    ];

    private static RuleEffect Effect(Error error) => error.Code[4] == '1' ? RuleEffect.Tolerated : RuleEffect.Refused;

    private static IEnumerable<Error> Of(Type catalogue) => catalogue.GetFields(BindingFlags.Static | BindingFlags.Public).Where(f => f.FieldType == typeof(Error)).Select(f => (Error)f.GetValue(null)!).OrderBy(e => e.Code, StringComparer.Ordinal);
}
