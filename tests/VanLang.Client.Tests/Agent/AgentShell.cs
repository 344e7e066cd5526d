using System.Text.Json;
using VanLang.Agent;
using VanLang.Testing;

namespace VanLang.Client.Tests.Agent;

/// <summary>Runs the agent's program as a shell does, with its own folder and environment.</summary>
internal sealed class AgentShell : IDisposable
{
    private readonly Dictionary<string, string?> environment = [];
    private readonly TimeProvider time;

    public AgentShell(Uri address, string dataFolder, string code, TimeProvider time)
    {
        this.time = time;
        Folder = Directory.CreateTempSubdirectory("vanlang-agent-").FullName;
        environment["HOME"] = Folder;
        environment["VANLANG_URL"] = address.ToString();
        environment["VANLANG_KEY"] = Sending.KeyFile(dataFolder, code);
    }

    public AgentShell(TestApp app, string code)
        : this(app.Address, app.Database.DataFolder, code, app.Clock)
    {
    }

    public string Folder { get; }

    public string? this[string variable]
    {
        set => environment[variable] = value;
    }

    public string At(string name) => Path.Combine(Folder, name);

    public async Task<Ended> Run(params string[] arguments)
    {
        var (answers, notes) = (new StringWriter(), new StringWriter());
        var code = await new AgentProgram(answers, notes, name => environment.GetValueOrDefault(name)) { Time = time, Attempts = 2 }.Run(arguments, TestContext.Current.CancellationToken);
        return new Ended(code, answers.ToString(), notes.ToString());
    }

    /// <summary>What must succeed, as JSON.</summary>
    public async Task<JsonElement> Json(params string[] arguments)
    {
        var ended = await Run([.. arguments, "--json"]);
        Assert.True(ended.Code == 0, ended.ToString());
        return JsonDocument.Parse(ended.Answers).RootElement;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>How the program ended.</summary>
    internal sealed record Ended(int Code, string Answers, string Notes);
}
