using Microsoft.AspNetCore.Builder;
using VanLang.Kernel;

namespace VanLang.Web.Http;

/// <summary>What a module says of an address beyond its types; the server writes it into the OpenAPI description.</summary>
/// <param name="Errors">Failures of this address, with their places filled in.</param>
/// <param name="Status">The status they are answered under, when it is not their kind's own.</param>
public sealed record FailureFacts(IReadOnlyList<Error> Errors, int? Status = null);

/// <summary>An example of an answer.</summary>
/// <param name="Status">Status of the answer.</param>
/// <param name="Content">JSON, or the text itself where the answer is no JSON.</param>
public sealed record AnswerExample(int Status, string Content);

/// <summary>An example of the request's body: JSON, or the text itself.</summary>
public sealed record RequestExample(string Content);

/// <summary>A body of plain text that is read by hand, with an example.</summary>
public sealed record TextBody(string Content);

/// <summary>A part of the path or the query.</summary>
/// <param name="Name">As the address writes it.</param>
/// <param name="Example">A value that is valid.</param>
/// <param name="Text">What it is for.</param>
public sealed record ParameterFacts(string Name, object Example, string Text);

/// <summary>A header of the request (<paramref name="Status"/> null) or of an answer.</summary>
/// <param name="Status">Status of the answer; null for the request.</param>
/// <param name="Name">The header.</param>
/// <param name="Example">A value that is valid.</param>
/// <param name="Text">What it is for.</param>
/// <param name="Required">True when the request is refused without it.</param>
public sealed record HeaderFacts(int? Status, string Name, string Example, string Text, bool Required = false);

/// <summary>Describes an address where it is mapped.</summary>
public static class Described
{
    /// <summary>Failures that this address may answer; the status follows from the kind.</summary>
    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder endpoint, params Error[] errors) => endpoint.WithMetadata(new FailureFacts(errors));

    /// <summary>Failures that this address answers under a status of its own.</summary>
    public static RouteHandlerBuilder FailsAs(this RouteHandlerBuilder endpoint, int status, params Error[] errors) => endpoint.WithMetadata(new FailureFacts(errors, status));

    /// <summary>An example of an answer.</summary>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder endpoint, int status, string example) => endpoint.WithMetadata(new AnswerExample(status, example));

    /// <summary>An example of the body.</summary>
    public static RouteHandlerBuilder TakesBody(this RouteHandlerBuilder endpoint, string example) => endpoint.WithMetadata(new RequestExample(example));

    /// <summary>A part of the path or the query.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, string name, object example, string text) => endpoint.WithMetadata(new ParameterFacts(name, example, text));

    /// <summary>A header that the request may carry, or must.</summary>
    public static RouteHandlerBuilder TakesHeader(this RouteHandlerBuilder endpoint, string name, string example, string text, bool required = false) => endpoint.WithMetadata(new HeaderFacts(null, name, example, text, required));

    /// <summary>A header of an answer.</summary>
    public static RouteHandlerBuilder Sends(this RouteHandlerBuilder endpoint, int status, string name, string example, string text) => endpoint.WithMetadata(new HeaderFacts(status, name, example, text));
}
