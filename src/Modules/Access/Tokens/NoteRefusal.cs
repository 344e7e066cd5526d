using Microsoft.AspNetCore;
using OpenIddict.Server;
using VanLang.Access.SignIns;
using VanLang.Kernel;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace VanLang.Access.Tokens;

/// <summary>
/// Every refused token is an audit row with its reason. Somebody without any key can cause refusals, so an address that
/// causes many is noted once more and then not again for a while.
/// </summary>
internal sealed class NoteRefusal(AccessDb db, AttemptWindow attempts) : IOpenIddictServerHandler<ApplyTokenResponseContext>
{
    private const int NotedPerWindow = 60;

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyTokenResponseContext>()
        .UseScopedHandler<NoteRefusal>()
        .SetOrder(int.MinValue + 100)
        .Build();

    public async ValueTask HandleAsync(ApplyTokenResponseContext context)
    {
        if (context.Response.Error is not { } error)
        {
            return;
        }

        var http = context.Transaction.GetHttpRequest()!.HttpContext;
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        var seen = attempts.Count("token", address, TimeSpan.FromMinutes(5));
        if (seen > NotedPerWindow)
        {
            return;
        }

        var client = Printable(context.Request?.ClientId ?? "?");
        db.ChangeTracker.Clear();
        db.Audit(Actor.Anonymous, "access.token.refused", client, detail: new
        {
            error,
            why = context.Response.ErrorDescription,
            address,
            more = seen == NotedPerWindow ? "further refusals to this address are not noted for five minutes" : null,
        });
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private static string Printable(string text) => new([.. text.Where(c => c is > ' ' and <= '~').Take(60)]);
}
