using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using VanLang.Client;

namespace VanLang.Agent;

/// <summary>Answers go to standard output, as text or as one JSON value; everything else goes to standard error.</summary>
internal sealed class Output(TextWriter answers, TextWriter notes, bool json)
{
    public static JsonSerializerOptions JsonForm { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public void Answer(object value, Action<TextWriter> text)
    {
        if (json)
        {
            answers.WriteLine(JsonSerializer.Serialize(value, JsonForm));
        }
        else
        {
            text(answers);
        }
    }

    public void Note(string text) => notes.WriteLine(text);

    public void Failure(ExchangeException e)
    {
        if (json)
        {
            answers.WriteLine(JsonSerializer.Serialize(new { error = new { e.Code, kind = e.Failure.ToString(), message = e.Message, e.Status, e.Errors, e.TraceId } }, JsonForm));
        }

        notes.WriteLine($"{e.Code}: {e.Message}");
        foreach (var error in e.Errors.Where(x => x.Text != e.Message || x.Line is not null))
        {
            notes.WriteLine($"  {error.Code}{(error.Line is null ? "" : $" ({error.Line}:{error.Column})")} {error.Text}{(error.Path is null ? "" : " " + error.Path)}");
        }
    }

    /// <summary>Runs with bars for large files where a person looks on.</summary>
    public async Task<T> WithBars<T>(Func<IProgress<TransferProgress>?, Task<T>> work)
    {
        if (json || Console.IsErrorRedirected || !ReferenceEquals(notes, Console.Error))
        {
            return await work(null);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(notes) });
        var progress = console.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new TransferSpeedColumn(), new RemainingTimeColumn());
        return await progress.StartAsync(context => work(new Bars(context)));
    }

    private sealed class Bars(ProgressContext context) : IProgress<TransferProgress>
    {
        private readonly Dictionary<string, ProgressTask> tasks = [];

        public void Report(TransferProgress value)
        {
            if (value.Total is null or < 1024 * 1024)
            {
                return;
            }

            lock (tasks)
            {
                if (!tasks.TryGetValue(value.What, out var task))
                {
                    task = tasks[value.What] = context.AddTask(Markup.Escape(value.What), maxValue: value.Total.Value);
                }

                task.Value = value.Done;
            }
        }
    }
}
