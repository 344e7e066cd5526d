using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VanLang.Testing.Databases;

/// <summary>
/// Where tests keep their files: a template folder per build of the product, made once and shared by all test processes, and a folder
/// for each running process. What dead processes left is swept by the next one.
/// </summary>
internal static class TestFolder
{
    /// <summary>Changes with every assembly of the product: a template of another build is never used.</summary>
    public static string BuildHash { get; } = HashOfBuild();

    /// <summary>Folder of this user's tests.</summary>
    public static string Root { get; } = Path.Combine(Path.GetTempPath(), "vanlang-tests-" + Environment.UserName);

    /// <summary>Folder of this process, gone when it ends.</summary>
    public static string Run { get; } = MakeRun();

    private static int next;

    /// <summary>A new empty path in this process's folder.</summary>
    public static string Fresh(string kind) => Path.Combine(Run, kind + Interlocked.Increment(ref next).ToString(CultureInfo.InvariantCulture));

    /// <summary>Makes the folder <paramref name="name"/> once over all processes and builds, and returns it.</summary>
    public static async Task<string> Once(string name, Func<string, Task> make)
    {
        var folder = Path.Combine(Root, name + "-" + BuildHash);
        if (Directory.Exists(folder))
        {
            return folder;
        }

        await using var gate = await Lock(name);
        if (!Directory.Exists(folder))
        {
            var making = folder + ".making";
            PostgresServer.StopIn(making);
            if (Directory.Exists(making))
            {
                Directory.Delete(making, recursive: true);
            }

            await make(making);
            Directory.Move(making, folder);
            foreach (var old in Directory.GetDirectories(Root, name + "-*").Where(d => d != folder && Directory.GetCreationTimeUtc(d) < DateTime.UtcNow.AddHours(-2)))
            {
                Directory.Delete(old, recursive: true);
            }
        }

        return folder;
    }

    /// <summary>Copies a folder with its files' rights and owners.</summary>
    public static void Copy(string from, string to)
    {
        using var cp = Process.Start(new ProcessStartInfo("cp", ["-a", "--reflink=auto", from, to]))!;
        cp.WaitForExit();
        if (cp.ExitCode != 0)
        {
            throw new IOException($"cp -a {from} {to} ended with {cp.ExitCode}.");
        }
    }

    private static async Task<FileStream> Lock(string name)
    {
        var deadline = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(Root, name + ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (deadline.Elapsed < TimeSpan.FromMinutes(5))
            {
                await Task.Delay(100);
            }
        }
    }

    private static string MakeRun()
    {
        Directory.CreateDirectory(Root);
        foreach (var folder in Directory.GetDirectories(Root, "run-*"))
        {
            if (!int.TryParse(folder[(folder.LastIndexOf('-') + 1)..], out var pid) || !Directory.Exists("/proc/" + pid.ToString(CultureInfo.InvariantCulture)))
            {
                Remove(folder);
            }
        }

        var mine = Path.Combine(Root, "run-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        Remove(mine);
        Directory.CreateDirectory(mine);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(mine);
        return mine;
    }

    private static void Remove(string folder)
    {
        try
        {
            PostgresServer.StopIn(folder);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process sweeps the same leftovers, or a file is still being written; the next run tries again.
        }
    }

    private static string HashOfBuild()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "VanLang.*.dll").Where(f => !f.EndsWith(".Tests.dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
