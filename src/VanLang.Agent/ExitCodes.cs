using VanLang.Client;

namespace VanLang.Agent;

/// <summary>What a script learns from the program's end. Never renumbered; docs/modules/agent.md lists them.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Usage = 2;
    public const int Refused = 3;
    public const int Unreachable = 4;
    public const int NotVerified = 5;
    public const int NotAuthorized = 6;
    public const int Files = 7;
    public const int NotConforming = 8;
    public const int Stopped = 130;

    public static int Of(ExchangeFailure failure) => failure switch
    {
        ExchangeFailure.Refused => Refused,
        ExchangeFailure.Unreachable => Unreachable,
        ExchangeFailure.NotVerified => NotVerified,
        ExchangeFailure.NotAuthorized => NotAuthorized,
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, null),
    };
}
