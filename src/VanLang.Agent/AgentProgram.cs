using System.CommandLine;
using VanLang.Agent.Commands;
using VanLang.Client;

namespace VanLang.Agent;

/// <summary>The program from its arguments to its exit code; tests run it as the shell does, with their own writers.</summary>
internal sealed class AgentProgram(TextWriter answers, TextWriter notes, Func<string, string?> environment)
{
    /// <summary>Where time comes from; a test may set its own.</summary>
#pragma warning disable RS0030 // The program is the root: nobody hands it a clock.
    public TimeProvider Time { get; init; } = TimeProvider.System;
#pragma warning restore RS0030

    /// <summary>How often a request is tried.</summary>
    public int Attempts { get; init; } = 8;

    public async Task<int> Run(string[] arguments, CancellationToken ct)
    {
        var words = new Words(environment);
        var parsed = Build(words).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await notes.WriteLineAsync(error.Message);
            }

            await notes.WriteLineAsync(words.Say("See: vanlang-agent --help", "Xem: vanlang-agent --help"));
            return ExitCodes.Usage;
        }

        var help = new StringWriter();
        var code = await Guard(() => parsed.InvokeAsync(new InvocationConfiguration { Output = help, Error = notes, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, ct), parsed, words, ct);
        await answers.WriteAsync(words.Headings(help.ToString()));
        return code;
    }

    private RootCommand Build(Words words)
    {
        var shared = new SharedOptions(words);
        var root = new RootCommand(words.Say(
            "Sends and receives documents over the exchange from the command line. Exit codes: 0 done, 2 usage, 3 refused, 4 unreachable, 5 not verified, 6 not authorized, 7 files, 8 not conforming.",
            "Gửi, nhận văn bản qua Trục liên thông từ dòng lệnh. Mã kết thúc: 0 xong, 2 sai cách dùng, 3 bị từ chối, 4 không kết nối được, 5 không xác thực được, 6 không được phép, 7 lỗi tệp, 8 không phù hợp."));
        shared.AddTo(root);
        var sessions = new Sessions(shared, environment, answers, notes, words) { Time = Time, Attempts = Attempts };
        root.Subcommands.Add(SendCommand.Build(sessions));
        root.Subcommands.Add(PackCommand.Build(sessions));
        root.Subcommands.Add(PackCommand.BuildUpdate(sessions));
        root.Subcommands.Add(PackCommand.BuildReplace(sessions));
        root.Subcommands.Add(ChangeCommands.BuildRecall(sessions));
        root.Subcommands.Add(ChangeCommands.BuildTakeBack(sessions));
        root.Subcommands.Add(ChangeCommands.BuildAnswer(sessions));
        root.Subcommands.Add(InboxCommand.Build(sessions));
        root.Subcommands.Add(GetCommand.Build(sessions));
        root.Subcommands.Add(StatusCommand.Build(sessions));
        root.Subcommands.Add(ReportCommand.Build(sessions));
        root.Subcommands.Add(ReportCommand.BuildAcknowledge(sessions));
        root.Subcommands.Add(WatchCommand.Build(sessions));
        root.Subcommands.Add(ListenCommand.Build(sessions));
        root.Subcommands.Add(VerifyCommand.Build(sessions));
        root.Subcommands.Add(ConformCommand.Build(sessions));
        return root;
    }

    private async Task<int> Guard(Func<Task<int>> run, ParseResult parsed, Words words, CancellationToken ct)
    {
        try
        {
            return await run();
        }
        catch (AgentException e)
        {
            await notes.WriteLineAsync(e.Message);
            return e.ExitCode;
        }
        catch (ExchangeException e)
        {
            new Output(answers, notes, parsed.GetValue<bool>("--json")).Failure(e);
            return ExitCodes.Of(e.Failure);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await notes.WriteLineAsync(words.Say("Stopped.", "Đã dừng."));
            return ExitCodes.Stopped;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await notes.WriteLineAsync(e.Message);
            return ExitCodes.Files;
        }
    }
}
