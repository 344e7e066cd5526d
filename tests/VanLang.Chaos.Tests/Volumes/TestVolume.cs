using System.Diagnostics;
using System.Globalization;

namespace VanLang.Chaos.Tests.Volumes;

/// <summary>A volume of a few megabytes that can be filled to the last byte: a tmpfs, which only root may mount.</summary>
internal sealed class TestVolume : IAsyncDisposable
{
    private readonly string path;

    private TestVolume(string path) => this.path = path;

    /// <summary>Why there can be none here; null when there can.</summary>
    public static async Task<string?> Missing()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "a volume of its own needs Linux and root";
        }

        var probe = Directory.CreateTempSubdirectory("vanlang-volume-").FullName;
        var (code, said) = await Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", probe);
        if (code == 0)
        {
            await Run("umount", probe);
        }

        Directory.Delete(probe);
        return code == 0 ? null : $"mount is not permitted here ({said.Trim()})";
    }

    /// <summary>Mounts a volume at a folder, with what the folder held.</summary>
    public static async Task<TestVolume> Mount(string path, int megabytes)
    {
        var held = path + ".held";
        Directory.CreateDirectory(path);
        await Must("cp", "-a", path, held);
        await Must("mount", "-t", "tmpfs", "-o", $"size={megabytes.ToString(CultureInfo.InvariantCulture)}m", "tmpfs", path);
        await Must("cp", "-a", held + "/.", path + "/.");
        Directory.Delete(held, recursive: true);
        return new TestVolume(path);
    }

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        foreach (var size in (int[])[1 << 20, 4096, 1])
        {
            try
            {
                while (true)
                {
                    filler.Write(new byte[size]);
                }
            }
            catch (IOException)
            {
                // Full, but for less than this size.
            }
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Free() => File.Delete(Filler);

    public async ValueTask DisposeAsync() => await Run("umount", "-l", path);

    private string Filler => Path.Combine(path, "filler");

    private static async Task Must(string program, params string[] arguments)
    {
        var (code, said) = await Run(program, arguments);
        if (code != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {said}");
        }
    }

    private static async Task<(int Code, string Said)> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}
