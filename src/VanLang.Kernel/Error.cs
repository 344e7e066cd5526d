namespace VanLang.Kernel;

/// <summary>How an expected failure is answered: the kind decides the HTTP status, nothing else.</summary>
public enum ErrorKind
{
    /// <summary>The input breaks a rule: 422.</summary>
    Invalid,

    /// <summary>Not there, or not visible to this actor: 404.</summary>
    NotFound,

    /// <summary>Visible, but the act is not permitted: 403.</summary>
    Forbidden,

    /// <summary>Clashes with what is stored, or a stale version: 409.</summary>
    Conflict,

    /// <summary>Was there and has been destroyed or has expired: 410.</summary>
    Gone,

    /// <summary>Too many requests: 429.</summary>
    RateLimited,

    /// <summary>Longer than accepted: 413.</summary>
    TooLarge,

    /// <summary>Cannot be served at the moment (disk full, draining): 503 with Retry-After.</summary>
    Unavailable,

    /// <summary>A request that cannot be read at all: 400.</summary>
    Malformed,

    /// <summary>Nobody, or a token that does not hold: 401.</summary>
    NotSignedIn,

    /// <summary>The address exists, but not with this method: 405 with Allow.</summary>
    WrongMethod,

    /// <summary>No form that the client would take: 406.</summary>
    NotAcceptable,

    /// <summary>The body is of a type or coding that is not read: 415.</summary>
    WrongType,

    /// <summary>A byte range outside the content: 416.</summary>
    OutOfRange,
}

/// <summary>One expected failure with a stable code, such as <c>EXC-0007</c>. Codes are never renumbered.</summary>
/// <param name="Code">Module prefix and four digits.</param>
/// <param name="Kind">Decides the HTTP status.</param>
/// <param name="Vi">The plain Vietnamese sentence; <c>{0}</c> marks the place of an argument.</param>
/// <param name="En">The plain English sentence, with the same places.</param>
public sealed record Error(string Code, ErrorKind Kind, string Vi, string En)
{
    /// <summary>Values for the places in the sentences.</summary>
    public IReadOnlyList<object> Args { get; private init; } = [];

    /// <summary>Name of the input field that is wrong, when one field is.</summary>
    public string? Field { get; private init; }

    /// <summary>Further facts for machines, such as line and column; values are strings or numbers.</summary>
    public IReadOnlyDictionary<string, object> Facts { get; private init; } = Nothing;

    private static readonly Dictionary<string, object> Nothing = [];

    /// <summary>The same error with values for the places in its sentences.</summary>
    public Error With(params object[] args) => this with { Args = args };

    /// <summary>The same error, laid at a field of the input.</summary>
    public Error At(string field) => this with { Field = field };

    /// <summary>The same error with one more fact for machines.</summary>
    public Error Fact(string name, object value) => this with { Facts = new Dictionary<string, object>(Facts) { [name] = value } };

    /// <summary>The sentence in the language asked for (<c>vi</c> unless <paramref name="language"/> is <c>en</c>).</summary>
    public string Sentence(string language)
    {
        var template = language == "en" ? En : Vi;
        return Args.Count == 0 ? template : string.Format(System.Globalization.CultureInfo.InvariantCulture, template, [.. Args]);
    }
}
