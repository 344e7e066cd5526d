using System.Diagnostics;
using VanLang.Testing;

namespace VanLang.Chaos.Tests.Mutations;

/// <summary>
/// Row R23: faults that somebody might make are made, one at a time, in a copy of the sources; the row that each patch names must fail on it. A suite
/// that passes with a fault has a hole. Takes a build and a row for each of them, so it runs by name (<c>-explicit only</c>) or with
/// <c>./test chaos R23</c> only. <c>VANLANG_MUTATIONS=02,13</c> chooses some.
/// </summary>
public sealed class EveryMutationIsCaught
{
    private static readonly string Folder = Repository.At("tests", "VanLang.Chaos.Tests", "Mutations");

    [Fact]
    public async Task R23_the_patches_name_rows_apply_to_the_sources_as_they_are_and_are_enough()
    {
        var patches = Patches();

        Assert.True(patches.Count >= 30, $"{patches.Count} patches.");
        Assert.All(patches, p => Assert.False(string.IsNullOrWhiteSpace(p.What) || string.IsNullOrWhiteSpace(p.Run), p.Name));
        foreach (var patch in patches)
        {
            await Must(Repository.At(), "git", "apply", "--check", patch.File);
        }
    }

    [Fact(Explicit = true)]
    public async Task R23_every_seeded_bug_is_caught_by_the_row_that_it_names()
    {
        var only = Environment.GetEnvironmentVariable("VANLANG_MUTATIONS") is { Length: > 0 } given ? given.Split(',') : null;
        var copy = await Copy();
        Assert.Equal(0, await Build(copy));
        var patches = Patches().Where(p => only is null || only.Any(o => p.Name.StartsWith(o, StringComparison.Ordinal))).ToList();
        var survived = new List<string>();

        // Negative control: the same copy without a fault passes what the patches run.
        foreach (var run in patches.Select(p => (p.Run, p.With)).Distinct())
        {
            var (code, said) = await Row(copy, run.Run, run.With);
            Assert.True(code == 0, $"{run.Run} {run.With} fails without a fault:\n{said}");
        }

        foreach (var patch in patches)
        {
            var watch = Stopwatch.StartNew();
            await Must(copy, "git", "apply", patch.File);
            var built = await Build(copy);
            var (code, said) = built == 0 ? await Row(copy, patch.Run, patch.With) : (-1, "it does not build");
            await Must(copy, "git", "apply", "-R", patch.File);
            var caught = built == 0 && code != 0;
            ChaosSize.Figure($"R23 {patch.Name}: {patch.What}; {(caught ? "caught by" : "SURVIVED")} {patch.Run} {patch.With} ({watch.Elapsed.TotalSeconds:0} s): {Reason(said)}");
            if (!caught)
            {
                survived.Add(patch.Name + ": " + said[^Math.Min(500, said.Length)..]);
            }
        }

        ChaosSize.Figure($"R23: {patches.Count} seeded bugs, {patches.Count - survived.Count} caught");
        Assert.True(survived.Count == 0, string.Join('\n', survived));
        Directory.Delete(copy, recursive: true);
    }

    private sealed record Patch(string Name, string File, string What, string Run, string With);

    private static List<Patch> Patches() =>
    [
        .. Directory.GetFiles(Folder, "*.patch").Order(StringComparer.Ordinal).Select(f =>
        {
            var head = System.IO.File.ReadLines(f).TakeWhile(l => l.Length > 0).Select(l => l.Split(':', 2)).ToDictionary(l => l[0], l => l[1].Trim());
            return new Patch(Path.GetFileNameWithoutExtension(f), f, head["What"], head["Run"], head["With"]);
        }),
    ];

    /// <summary>The sources that git knows, in a repository of their own, so that patches apply and go again.</summary>
    private static async Task<string> Copy()
    {
        var copy = Directory.CreateTempSubdirectory("vanlang-mutations-").FullName;
        var root = Repository.At();
        await Must(root, "/bin/sh", "-c", $"git ls-files -z | xargs -0 cp --parents -t '{copy}'");
        await Must(copy, "git", "init", "-q");
        return copy;
    }

    private static async Task<int> Build(string copy) =>
        (await Run(copy, "", "dotnet", "build", "tests/VanLang.Chaos.Tests", "--nologo", "-v", "quiet", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false")).Code;

    private static Task<(int Code, string Said)> Row(string copy, string run, string with) =>
        Run(copy, with, Path.Combine(copy, "artifacts", "bin", "VanLang.Chaos.Tests", "debug", "VanLang.Chaos.Tests"), [.. run.Split(' '), "-noColor"]);

    private static async Task Must(string folder, string program, params string[] arguments)
    {
        var (code, said) = await Run(folder, "", program, arguments);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)}: {said}");
    }

    private static async Task<(int Code, string Said)> Run(string folder, string with, string program, params string[] arguments)
    {
        var ct = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("VANLANG_CHAOS"); // The rows at their small sizes.
        start.Environment["VANLANG_CHAOS_SEED"] = "4711";
        foreach (var pair in with.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)))
        {
            start.Environment[pair[0]] = pair[1];
        }

        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, string.Concat(said));
    }

    private static string Reason(string said) => said.Split('\n').SkipWhile(l => !l.Contains("[FAIL]", StringComparison.Ordinal)).Skip(1).Select(l => l.Trim()).FirstOrDefault(l => l.Length > 0) is { } reason ? reason[..Math.Min(160, reason.Length)] : "";
}
