using VanLang.Data.Audit;
using VanLang.Server.Hosting;

namespace VanLang.Server.Verbs;

/// <summary>Proves the audit beside a running server; further arguments are checkpoint files that other parties kept.</summary>
internal static class Verify
{
    public static async Task<int> Run(string[] args, CancellationToken ct)
    {
        if (args.FirstOrDefault(a => !File.Exists(a)) is { } missing)
        {
            await Console.Error.WriteLineAsync($"There is no checkpoint file {missing}.");
            return 2;
        }

        await using var app = VanLangServer.Build(ServerSettings.FromEnvironment());
        var report = await app.Services.GetRequiredService<AuditVerification>().Run(args, new ConsoleBar(), ct);
        ConsoleBar.End();
        Console.WriteLine(report.ToText("vi"));
        Console.WriteLine(report.ToText("en"));
        return report.ExitCode;
    }
}
