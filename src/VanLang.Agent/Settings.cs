using System.Text.Json;

namespace VanLang.Agent;

/// <summary>
/// Where the exchange is and who the agency is. An option wins over the environment, the environment over the file. The key is only ever named by its file:
/// nothing secret stands in the list of processes.
/// </summary>
internal sealed record Settings
{
    public string? Url { get; init; }

    /// <summary>Path of the key file.</summary>
    public string? Key { get; init; }

    /// <summary>What <c>pack</c> fills in when an option is left out.</summary>
    public PackDefaults Pack { get; init; } = new();

    public static Settings Read(string? file, Func<string, string?> environment)
    {
        var home = environment("XDG_CONFIG_HOME") is { Length: > 0 } given ? given : Path.Combine(environment("HOME") ?? ".", ".config");
        var path = file ?? environment("VANLANG_AGENT_CONFIG") ?? Path.Combine(home, "vanlang", "agent.json");
        if (!File.Exists(path))
        {
            return file is null ? new Settings() : throw new AgentException(ExitCodes.Files, $"{path} is not there.");
        }

        try
        {
            return JsonSerializer.Deserialize<Settings>(File.ReadAllBytes(path), JsonSerializerOptions.Web) ?? new Settings();
        }
        catch (JsonException e)
        {
            throw new AgentException(ExitCodes.Files, $"{path} cannot be read: {e.Message}");
        }
    }
}

/// <summary>Values that hardly change in an agency.</summary>
internal sealed record PackDefaults
{
    public string? Notation { get; init; }

    public string? Signer { get; init; }

    public string? Position { get; init; }

    public string? Place { get; init; }

    public string? Staff { get; init; }

    public string? Department { get; init; }
}

/// <summary>Ends the program with a sentence and an exit code.</summary>
internal sealed class AgentException(int exitCode, string message) : Exception(message)
{
    public int ExitCode => exitCode;
}
