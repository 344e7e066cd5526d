using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Server;
using VanLang.Access.Clients;
using VanLang.Kernel;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace VanLang.Access.Tokens;

/// <summary>
/// Before the signature: only ES256, no header that points at or brings another key (RFC 8725 sections 3.1 and 3.10), only a
/// client that is registered and not locked, and keys that have expired meanwhile are taken out of use.
/// </summary>
internal sealed class CheckAssertion(AccessDb db, ClientApplications applications, Clock clock) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    private const int Longest = 8_000;

    private static readonly string[] ForeignKeyHeaders = ["jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256", "crit", "zip"];

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor.CreateBuilder<ProcessAuthenticationContext>()
        .UseScopedHandler<CheckAssertion>()
        .SetOrder(OpenIddictServerHandlers.ValidateClientAssertion.Descriptor.Order - 500)
        .Build();

    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.EndpointType is not OpenIddictServerEndpointType.Token || context.ClientAssertion is not { Length: > 0 } assertion)
        {
            return;
        }

        NameInvalidClient.Open(context.Transaction);
        if (Fault(assertion) is { } fault)
        {
            context.Reject(Errors.InvalidClient, fault);
            return;
        }

        var claimed = context.ClientId ?? new JsonWebToken(assertion).Subject;
        var client = await db.Clients.Include(c => c.Keys).SingleOrDefaultAsync(c => c.ClientId == claimed, context.CancellationToken);
        if (client is null)
        {
            context.Reject(Errors.InvalidClient, "The client is not registered.");
            return;
        }

        if (client.State is ClientState.Locked)
        {
            context.Reject(Errors.InvalidClient, "The client is locked.");
            return;
        }

        if (await applications.HoldsExpiredKeys(client, context.CancellationToken))
        {
            db.Audit(Actor.Platform("token-service"), "access.client.key-expired", client.ClientId);
            await applications.Save(client, context.CancellationToken);
        }

        if (client.LastUsedAt is null || clock.Now - client.LastUsedAt > TimeSpan.FromMinutes(5))
        {
            context.Transaction.Properties[RefuseReplay.FirstUseInAWhile] = true;
        }
    }

    private static string? Fault(string assertion)
    {
        if (assertion.Length > Longest)
        {
            return "The client assertion is too long.";
        }

        JsonWebToken token;
        try
        {
            token = new JsonWebToken(assertion);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return "The client assertion is not a JWT.";
        }

        if (token.Alg != "ES256")
        {
            return "The client assertion must be signed with ES256.";
        }

        return Array.Find(ForeignKeyHeaders, h => token.TryGetHeaderValue<object>(h, out _)) is { } header
            ? $"The client assertion must not carry the header '{header}'."
            : null;
    }
}
