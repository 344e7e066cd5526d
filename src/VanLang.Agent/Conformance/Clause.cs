namespace VanLang.Agent.Conformance;

/// <summary>One thing that the protocol asks of an exchange.</summary>
/// <param name="Id">Stable, such as <c>SEND-04</c>; docs/protocol.md uses the same.</param>
/// <param name="En">The demand in English.</param>
/// <param name="Vi">The demand in Vietnamese.</param>
/// <param name="Check">Asks the peer; throws <see cref="NotConforming"/> when the answer is not as demanded.</param>
internal sealed record Clause(string Id, string En, string Vi, Func<Peer, CancellationToken, Task> Check);

/// <summary>What the peer did instead.</summary>
internal sealed class NotConforming(string what) : Exception(what);

/// <summary>What became of a clause.</summary>
internal enum Verdict
{
    Pass,
    Fail,

    /// <summary>The peer does not offer this part.</summary>
    NotOffered,
}

/// <summary>The peer says that it has no such part; the clause is neither kept nor broken.</summary>
internal sealed class PartNotOffered(string what) : Exception(what);

internal sealed record Finding(string Id, string Clause, Verdict Verdict, string? Reason, long Milliseconds);

/// <summary>The clauses of the protocol, in the order in which they are asked.</summary>
internal static class Clauses
{
    public static IReadOnlyList<Clause> All { get; } = [.. TokenClauses.All, .. SendClauses.All, .. RefusalClauses.All, .. FetchClauses.All, .. InboxClauses.All, .. StatusClauses.All, .. UploadClauses.All];
}
