using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using VanLang.Kernel;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace VanLang.Access.Tokens;

/// <summary>
/// After the signature: an assertion is taken once. The framework accepts a <c>jti</c> again and again, so each one is kept
/// until it expires; the primary key decides between two nodes that meet the same one.
/// </summary>
internal sealed class RefuseReplay(IServiceScopeFactory scopes, Clock clock) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public const string FirstUseInAWhile = "vanlang:first-use";

    /// <summary>RFC 7523 section 3 lets a server refuse an unreasonably far expiry: each jti must be remembered that long.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(1);

    /// <summary>A client's clock may run ahead by this much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private const long MostSeconds = 253_402_300_799; // The year 9999.

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor.CreateBuilder<ProcessAuthenticationContext>()
        .AddFilter<OpenIddictServerHandlerFilters.RequireClientAssertionPrincipal>()
        .UseScopedHandler<RefuseReplay>()
        .SetOrder(OpenIddictServerHandlers.ValidateClientAssertionWellknownClaims.Descriptor.Order + 2_500)
        .Build();

    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        var assertion = context.ClientAssertionPrincipal!;
        var subject = assertion.GetClaim(Claims.Subject);
        var jti = assertion.GetClaim(Claims.JwtId);
        var now = clock.Now;
        if (assertion.GetExpirationDate() is not { } expires || string.IsNullOrEmpty(jti))
        {
            context.Reject(Errors.InvalidClient, "The client assertion must carry 'exp' and 'jti'.");
            return;
        }

        if (assertion.GetClaim(Claims.NotBefore) is { } start && long.TryParse(start, out var notBefore) && DateTimeOffset.FromUnixTimeSeconds(Math.Min(notBefore, MostSeconds)) > now + Skew)
        {
            context.Reject(Errors.InvalidClient, $"The client assertion is not valid yet ('nbf'); the time here is {now:yyyy-MM-dd'T'HH:mm:ss'Z'}.");
            return;
        }

        if (expires > now + LongestLife)
        {
            context.Reject(Errors.InvalidClient, "The client assertion expires too late; at most one hour ahead is accepted.");
            return;
        }

        if (context.ClientId is not null && context.ClientId != subject)
        {
            context.Reject(Errors.InvalidClient, "The client assertion is another client's.");
            return;
        }

        // A scope of its own: a refused insert must not poison the request's context.
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
        var use = new AssertionUse
        {
            ClientId = subject!,
            JtiHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(jti))),
            ExpiresAt = expires,
        };
        db.AssertionUses.Add(use);
        if (context.Transaction.Properties.ContainsKey(FirstUseInAWhile))
        {
            var client = await db.Clients.SingleAsync(c => c.ClientId == subject, context.CancellationToken);
            client.Used(now);
            db.Audit(Actor.Platform("token-service"), "access.client.signed-in", client.ClientId);
        }

        try
        {
            await Save(db, use, context);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Two requests noted the use of the client at once; the jti alone decides.
            db.ChangeTracker.Entries().Where(e => e.State is EntityState.Modified).ToList().ForEach(e => e.State = EntityState.Unchanged);
            await Save(db, use, context);
        }
    }

    // Refused only when it is there: a database that is busy or away has said nothing about the assertion.
    private static async Task Save(AccessDb db, AssertionUse use, ProcessAuthenticationContext context)
    {
        try
        {
            await db.SaveChangesAsync(context.CancellationToken);
            NameInvalidClient.Close(context.Transaction);
        }
        catch (DbUpdateException e) when (e is not DbUpdateConcurrencyException)
        {
            if (!await db.AssertionUses.AsNoTracking().AnyAsync(u => u.ClientId == use.ClientId && u.JtiHash == use.JtiHash, context.CancellationToken))
            {
                throw;
            }

            context.Reject(Errors.InvalidClient, "The client assertion was used before.");
        }
    }
}
