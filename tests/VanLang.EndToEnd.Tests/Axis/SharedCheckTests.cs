using System.Diagnostics;
using VanLang.EndToEnd.Tests.Browsing;
using VanLang.Testing;

namespace VanLang.EndToEnd.Tests.Axis;

/// <summary>The programs of the shared references, which know nothing of this code, against the running platform.</summary>
public sealed class SharedCheckTests(Demo demo)
{
    [Fact]
    public async Task A_strange_client_of_the_axis_finds_its_contract_kept() => await Passes("axis.py");

    [Fact]
    public async Task The_worked_vectors_of_the_law_come_out() => await Passes("law.py", "deadline");

    private async Task Passes(string program, params string[] arguments)
    {
        var script = Repository.NeedShared("checks", program);
        var server = await demo.Server();
        var start = new ProcessStartInfo("python3", [script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["URL"] = server.Address.ToString().TrimEnd('/');
        start.Environment["VANLANG_DATA"] = server.Database.DataFolder;
        using var process = Process.Start(start)!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, string.Concat(output));
    }
}
