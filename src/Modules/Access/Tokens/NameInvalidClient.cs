using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace VanLang.Access.Tokens;

/// <summary>
/// A client that did not prove who it is gets <c>invalid_client</c> and 401 whatever was wrong with its assertion (RFC 6749 section 5.2,
/// RFC 7523 section 3.2). The framework calls some faults, such as a wrong audience, an invalid request.
/// </summary>
internal sealed class NameInvalidClient : IOpenIddictServerHandler<ApplyTokenResponseContext>
{
    private const string Key = "vanlang:assertion-open";

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyTokenResponseContext>()
        .UseSingletonHandler<NameInvalidClient>()
        .SetOrder(int.MinValue + 50)
        .Build();

    /// <summary>The check of the assertion begins.</summary>
    public static void Open(OpenIddictServerTransaction transaction) => transaction.Properties[Key] = true;

    /// <summary>The assertion holds; what fails from now on is another matter.</summary>
    public static void Close(OpenIddictServerTransaction transaction) => transaction.Properties.Remove(Key);

    public ValueTask HandleAsync(ApplyTokenResponseContext context)
    {
        if (context.Response.Error is not (null or Errors.ServerError or Errors.TemporarilyUnavailable) && context.Transaction.Properties.ContainsKey(Key))
        {
            context.Response.Error = Errors.InvalidClient;
        }

        return default;
    }
}
