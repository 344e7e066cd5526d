namespace VanLang.Testing;

/// <summary>Skips that are seen: counted in the closing line, and failures where everything must be there (CI=true).</summary>
public static class Skip
{
    /// <summary>True where a missing tool is a failure.</summary>
    public static bool Never { get; } = Environment.GetEnvironmentVariable("CI") is "true" or "1";

    /// <summary>The runner's mark of a skip that is decided while the test runs (DynamicSkipToken of xunit.v3).</summary>
    private const string Token = "$XunitDynamicSkip$";

    /// <summary>Skips the running test, whatever the environment: for things that a stranger's clone lacks by nature.</summary>
    public static void Because(string reason) => throw new SkippedException(Token + reason);

    /// <summary>Skips the running test because a tool is missing; fails it where CI=true.</summary>
    public static void Missing(string tool)
    {
        if (Never)
        {
            throw new InvalidOperationException($"{tool} is missing, and with CI=true nothing is skipped.");
        }

        Because($"{tool} is missing.");
    }
}

/// <summary>The runner reads the token at the start of the message and reports a skip.</summary>
public sealed class SkippedException(string message) : Exception(message);
