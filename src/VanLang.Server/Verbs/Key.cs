using VanLang.Data.Audit;
using VanLang.Data.Keys;
using VanLang.Kernel;
using VanLang.Server.Hosting;

namespace VanLang.Server.Verbs;

/// <summary>Lists signing keys, or replaces one; a running server signs with the new one within a second.</summary>
internal static class Key
{
    public static async Task<int> Run(string[] args, CancellationToken ct)
    {
        await using var app = VanLangServer.Build(ServerSettings.FromEnvironment());
        var ring = app.Services.GetRequiredService<KeyRing>();
        switch (args)
        {
            case ["list"]:
                foreach (var purpose in KeyPurpose.All)
                {
                    foreach (var key in ring.Public(purpose))
                    {
                        Console.WriteLine($"{purpose,-12} {key.Kid}  since {key.Created:yyyy-MM-dd HH:mm:ss}Z  {(key.Retired is { } end ? $"retired {end:yyyy-MM-dd HH:mm:ss}Z" : "signs")}");
                    }
                }

                return 0;
            case ["rotate", var purpose] when KeyPurpose.All.Contains(purpose):
                var old = ring.Current(purpose).Kid;
                var fresh = ring.Rotate(purpose).Kid;
                await Note(app.Services, purpose, old, fresh, ct);
                Console.WriteLine($"{purpose}: {fresh} signs from now on, {old} is kept for verification and its private half is destroyed.");
                return 0;
            case ["public", var purpose] when KeyPurpose.All.Contains(purpose):
                Console.Write(ring.Current(purpose).Public.ToPem());
                return 0;
            default:
                await Console.Error.WriteLineAsync($"Usage: key list | key rotate NAME | key public NAME. Names: {string.Join(", ", KeyPurpose.All)}.");
                return 2;
        }
    }

    private static async Task Note(IServiceProvider services, string purpose, string old, string fresh, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var audit = scope.ServiceProvider.GetRequiredService<AuditDb>();
        audit.Audit(Actor.Platform($"key rotate ({Environment.UserName})"), "audit.key.rotated", purpose, detail: new { old, fresh });
        await audit.SaveChangesAsync(ct);
    }
}
