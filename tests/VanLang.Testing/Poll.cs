using System.Diagnostics;

namespace VanLang.Testing;

/// <summary>Waits for what must come, with a deadline. Never a bare sleep.</summary>
public static class Poll
{
    /// <summary>Asks until the answer satisfies; fails with <paramref name="what"/> and the last answer when it never does.</summary>
    public static async Task<T> Until<T>(Func<Task<T>> ask, Func<T, bool> satisfied, string what, TimeSpan? within = null)
    {
        var limit = within ?? TimeSpan.FromSeconds(20);
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var answer = await ask();
            if (satisfied(answer))
            {
                return answer;
            }

            if (watch.Elapsed > limit)
            {
                throw new TimeoutException($"Not within {limit}: {what}. Last answer: {answer}");
            }

            await Task.Delay(25);
        }
    }

    /// <summary>Asks until true.</summary>
    public static Task Until(Func<Task<bool>> ask, string what, TimeSpan? within = null) => Until(ask, x => x, what, within);
}
