using VanLang.Kernel;
using VanLang.Web.Modules;
using VanLang.Web.Search;

namespace VanLang.Foundation.Tests.Web.Pages;

/// <summary>What the test pages do and find.</summary>
public sealed class Desk : IWorkSource, ISearchSource
{
    private readonly TaskCompletionSource slow = new();

    public List<string> Sent { get; } = [];

    public List<Guid> Keys { get; } = [];

    public List<WorkItem> Waiting { get; } = [];

    public List<SearchHit> Hits { get; } = [];

    public string? LastWords { get; private set; }

    /// <summary>Held back until <see cref="Release"/>, to see what a second click meets.</summary>
    public bool Slow { get; set; }

    public void Release() => slow.TrySetResult();

    public async Task<Result> Send(LetterForm form, Guid key)
    {
        if (Slow)
        {
            await slow.Task;
        }

        if (form.Number == "CŨ")
        {
            return new Error("TST-0001", ErrorKind.Conflict, "Số {0} đã được dùng.", "Number {0} is used already.").With(form.Number).At("Number");
        }

        if (form.Number == "HAI LỖI")
        {
            return Result.Failed([new("TST-0002", ErrorKind.Invalid, "Thiếu tệp.", "File missing."), new Error("TST-0003", ErrorKind.Invalid, "Trích yếu quá chung.", "Subject too vague.").At("Subject")]);
        }

        lock (Sent)
        {
            Sent.Add($"{form.Number}|{form.Subject}|{form.Issued:yyyy-MM-dd}|{form.Pages}|{form.Tell}|{string.Join(',', form.To)}|{form.Note ?? "null"}");
            Keys.Add(key);
        }

        return Result.Ok;
    }

    Task<IReadOnlyList<WorkItem>> IWorkSource.Waiting(Actor actor, int limit, CancellationToken ct) => Task.FromResult<IReadOnlyList<WorkItem>>(Waiting);

    public Task<IReadOnlyList<SearchHit>> Find(Actor actor, string words, int limit, CancellationToken ct)
    {
        LastWords = words;
        return Task.FromResult<IReadOnlyList<SearchHit>>(Hits);
    }
}
