using System.CommandLine;
using VanLang.Client;
using VanLang.Client.Access;

namespace VanLang.Agent;

/// <summary>Options that every command knows.</summary>
internal sealed class SharedOptions(Words words)
{
    public Option<string?> Url { get; } = new("--url") { Recursive = true, Description = words.Say("Address of the exchange (or VANLANG_URL, or the configuration file).", "Địa chỉ của Trục (hoặc VANLANG_URL, hoặc tệp cấu hình).") };

    public Option<string?> Key { get; } = new("--key") { Recursive = true, Description = words.Say("Key file of the agency's system: clientId, organId, privateKeyPem (or VANLANG_KEY).", "Tệp khóa của hệ thống cơ quan: clientId, organId, privateKeyPem (hoặc VANLANG_KEY).") };

    public Option<string?> Config { get; } = new("--config") { Recursive = true, Description = words.Say("Configuration file {url, key, pack}; usually ~/.config/vanlang/agent.json.", "Tệp cấu hình {url, key, pack}; thường là ~/.config/vanlang/agent.json.") };

    public Option<bool> Json { get; } = new("--json") { Recursive = true, Description = words.Say("Answer as JSON on standard output.", "Trả lời dạng JSON ở đầu ra chuẩn.") };

    public void AddTo(RootCommand root)
    {
        root.Options.Add(Url);
        root.Options.Add(Key);
        root.Options.Add(Config);
        root.Options.Add(Json);
    }
}

/// <summary>Opens clients for commands, from options, environment and file.</summary>
internal sealed class Sessions(SharedOptions shared, Func<string, string?> environment, TextWriter answers, TextWriter notes, Words words)
{
    public required TimeProvider Time { get; init; }

    public required int Attempts { get; init; }

    public Words Words => words;

    public Output Output(ParseResult parsed) => new(answers, notes, parsed.GetValue(shared.Json));

    public Settings Settings(ParseResult parsed) => Agent.Settings.Read(parsed.GetValue(shared.Config), environment);

    public ExchangeCredentials Credentials(ParseResult parsed)
    {
        var settings = Settings(parsed); // Read first: a file that was named and is not there is a mistake, whatever else is given.
        var key = parsed.GetValue(shared.Key) ?? Environment("VANLANG_KEY") ?? settings.Key
            ?? throw new AgentException(ExitCodes.Usage, words.Say("No key file: give --key, VANLANG_KEY or a configuration file.", "Chưa có tệp khóa: dùng --key, VANLANG_KEY hoặc tệp cấu hình."));
        return ExchangeCredentials.FromFile(key);
    }

    public Uri Address(ParseResult parsed, string? given = null)
    {
        var url = given ?? parsed.GetValue(shared.Url) ?? Environment("VANLANG_URL") ?? Settings(parsed).Url
            ?? throw new AgentException(ExitCodes.Usage, words.Say("No address: give --url, VANLANG_URL or a configuration file.", "Chưa có địa chỉ: dùng --url, VANLANG_URL hoặc tệp cấu hình."));
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new AgentException(ExitCodes.Usage, words.Say($"\"{url}\" is no address.", $"\"{url}\" không phải địa chỉ."));
    }

    /// <summary>A client; the caller disposes both.</summary>
    public ExchangeClient Open(ParseResult parsed, ExchangeCredentials credentials) =>
        new(new ExchangeClientOptions { Address = Address(parsed), Time = Time, Attempts = Attempts }, credentials);

    /// <summary>Runs a command with a client.</summary>
    public async Task<int> With(ParseResult parsed, Func<ExchangeClient, Output, Task<int>> work)
    {
        using var credentials = Credentials(parsed);
        using var client = Open(parsed, credentials);
        return await work(client, Output(parsed));
    }

    private string? Environment(string name) => environment(name) is { Length: > 0 } value ? value : null;
}
