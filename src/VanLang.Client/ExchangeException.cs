namespace VanLang.Client;

/// <summary>Why an exchange did not do what was asked: what the caller can do about it.</summary>
public enum ExchangeFailure
{
    /// <summary>The exchange answered with a reason; the same request will be refused again.</summary>
    Refused,

    /// <summary>No answer after all tries, or "not now" to the last of them. The same request may be made later: it makes no second document.</summary>
    Unreachable,

    /// <summary>What came back is not what the exchange signed: a receipt, a digest or a key does not hold. Never retried.</summary>
    NotVerified,

    /// <summary>The credentials are not accepted.</summary>
    NotAuthorized,
}

/// <summary>One reason of a refusal.</summary>
/// <param name="Code">Stable code of the exchange, such as <c>EXC-0004</c>; the list is its page errors.md.</param>
/// <param name="Text">A plain sentence in the language of the request.</param>
/// <param name="Field">Field or header that is wrong, when one is.</param>
/// <param name="Line">Line in the packet, from 1, when it is known.</param>
/// <param name="Column">Column in the packet, from 1, when it is known.</param>
/// <param name="Path">Path of the element in the packet, when it is known.</param>
public sealed record ExchangeError(string Code, string Text, string? Field = null, int? Line = null, int? Column = null, string? Path = null);

/// <summary>
/// The one exception of the client. Every method throws it for what an exchange or a network may do; other exceptions are faults of the
/// caller (an argument, a file that cannot be read) or its own cancellation.
/// </summary>
public sealed class ExchangeException : Exception
{
    /// <summary>A failure with its code.</summary>
    public ExchangeException(ExchangeFailure failure, string code, string message, Exception? cause = null)
        : base(message, cause)
    {
        Failure = failure;
        Code = code;
    }

    /// <summary>What the caller can do about it.</summary>
    public ExchangeFailure Failure { get; }

    /// <summary>Code of the exchange (<c>EXC-0020</c>), or of this client: <c>CLI-0001</c> unreachable, <c>CLI-0002</c> an answer that is not of the exchange,
    /// <c>CLI-0003</c> a receipt that does not hold, <c>CLI-0004</c> a digest that does not match, <c>CLI-0005</c> no token, <c>CLI-0006</c> a packet that cannot be read or written,
    /// <c>CLI-0007</c> a pushed event that does not hold, <c>CLI-0008</c> a statement of destruction that does not hold.</summary>
    public string Code { get; }

    /// <summary>HTTP status of the last answer; 0 when there was none.</summary>
    public int Status { get; init; }

    /// <summary>All reasons; empty when the failure is the client's own finding.</summary>
    public IReadOnlyList<ExchangeError> Errors { get; init; } = [];

    /// <summary>Number under which the operators of the exchange find this request; null when the answer bore none.</summary>
    public string? TraceId { get; init; }

    internal static ExchangeException Unreachable(string what, Exception? cause, int status = 0) =>
        new(ExchangeFailure.Unreachable, "CLI-0001", $"The exchange could not be reached: {what}", cause) { Status = status };

    internal static ExchangeException Strange(string what, int status = 0, Exception? cause = null) =>
        new(ExchangeFailure.Refused, "CLI-0002", $"The answer is not one of the exchange: {what}", cause) { Status = status };

    internal static ExchangeException Receipt(string what) => new(ExchangeFailure.NotVerified, "CLI-0003", $"The receipt does not hold: {what}");

    internal static ExchangeException Digest(string what) => new(ExchangeFailure.NotVerified, "CLI-0004", $"The content is not what its digest says: {what}");

    internal static ExchangeException Event(string what) => new(ExchangeFailure.NotVerified, "CLI-0007", $"The event does not hold: {what}");

    internal static ExchangeException Destruction(string what) => new(ExchangeFailure.NotVerified, "CLI-0008", $"The statement of destruction does not hold: {what}");

    internal static ExchangeException Packet(string what, Exception? cause = null) => new(ExchangeFailure.Refused, "CLI-0006", $"The packet cannot be used: {what}", cause);
}
