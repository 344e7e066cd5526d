using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace VanLang.Access.Tokens;

/// <summary>
/// A parameter may stand once only (RFC 6749, sections 3.1 and 3.2): two readers of a doubled one might each take another value. The framework joins some
/// of them and takes the request.
/// </summary>
internal sealed class RefuseTwice : IOpenIddictServerHandler<ValidateTokenRequestContext>, IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
{
    public static OpenIddictServerHandlerDescriptor ForTokens { get; } = OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateTokenRequestContext>()
        .UseSingletonHandler<RefuseTwice>()
        .SetOrder(int.MinValue + 10_000)
        .Build();

    public static OpenIddictServerHandlerDescriptor ForPeople { get; } = OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateAuthorizationRequestContext>()
        .UseSingletonHandler<RefuseTwice>()
        .SetOrder(int.MinValue + 10_000)
        .Build();

    public ValueTask HandleAsync(ValidateTokenRequestContext context) => Check(context, context.Request);

    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context) => Check(context, context.Request);

    private static ValueTask Check(BaseValidatingContext context, OpenIddictRequest request)
    {
        foreach (var (name, value) in request.GetParameters())
        {
            if (value.GetUnnamedParameters().Count > 0)
            {
                context.Reject(Errors.InvalidRequest, $"The parameter '{name}' stands more than once.");
                break;
            }
        }

        return default;
    }
}
