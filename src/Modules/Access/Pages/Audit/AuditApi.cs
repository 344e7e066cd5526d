using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VanLang.Data.Audit;
using VanLang.Data.Audit.Witnesses;
using VanLang.Data.Keys;
using VanLang.Web.Http;

namespace VanLang.Access.Pages.Audit;

/// <summary>
/// Checkpoints and proofs for whoever wants to keep watch over the log: hashes and signatures only, nothing of what was done,
/// so nobody has to sign in to distrust us.
/// </summary>
internal static class AuditApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/api/audit/v1").AllowAnonymous().WithTags("Kiểm toán: điểm kiểm và chứng minh");
        audit.MapGet("/checkpoint", Checkpoint).WithName("GetAuditCheckpoint")
            .WithSummary("The last signed checkpoint of a node's log, or the one of a size")
            .WithDescription("A signed note in the manner of C2SP tlog-checkpoint, as text: origin, size, Merkle root (RFC 9162), head of the chain, time, key; then the signature. Keep it: a later log must be consistent with it.")
            .Produces<string>(StatusCodes.Status200OK, "text/plain").Answers(200, AuditExamples.Checkpoint)
            .Takes("node", "main", "Name of the node; left out for the only one.").Takes("size", 1207, "A checkpoint of this size; left out for the last.")
            .Fails(AuditErrors.NoCheckpoint.With("main"));
        audit.MapGet("/logs", Logs).WithName("ListAuditLogs").WithSummary("Every node that has a log, with the size that its last checkpoint covers").Produces<AuditLogs>().Answers(200, AuditExamples.Logs);
        audit.MapPost("/cosignatures", Cosign).DisableAntiforgery().WithName("AddAuditCosignature")
            .WithSummary("A registered witness's signature under a checkpoint: the note with the witness's line (C2SP tlog-cosignature, P-256)")
            .WithMetadata(new TextBody(AuditExamples.Cosigned)).Produces(StatusCodes.Status204NoContent).Fails(AuditErrors.NoWitness, AuditErrors.NoCheckpoint.With("main"), AuditErrors.NotANote);
        audit.MapPost("/refusals", Refuse).DisableAntiforgery().WithName("AddAuditRefusal")
            .WithSummary("What a registered witness refuses to sign, signed by it: an alert for auditors")
            .WithMetadata(new TextBody(AuditExamples.Cosigned)).Produces(StatusCodes.Status204NoContent).Fails(AuditErrors.NoWitness);
        audit.MapGet("/keys", Keys).WithName("GetAuditKeys").WithSummary("Keys that sign checkpoints, current and retired").Produces<AuditKeys>().Answers(200, AuditExamples.Keys);
        audit.MapGet("/proof/inclusion", Inclusion).WithName("GetAuditInclusionProof")
            .WithSummary("Proof that the entry at a place is in the log of a size (RFC 9162, 2.1.3)")
            .Takes("seq", 1, "Place of the entry, from 0.").Takes("node", "main", "Name of the node; left out for the only one.").Takes("size", 1207, "Size of the log; left out for the last checkpoint's.")
            .Produces<InclusionAnswer>().Answers(200, AuditExamples.Inclusion).Fails(AuditErrors.NoEntry.With(5000), AuditErrors.WrongSize.With(1207));
        audit.MapGet("/proof/consistency", Consistency).WithName("GetAuditConsistencyProof")
            .WithSummary("Proof that the log of one size is the beginning of that of another (RFC 9162, 2.1.4)")
            .Takes("from", 2, "The smaller size.").Takes("to", 3, "The larger size.").Takes("node", "main", "Name of the node; left out for the only one.")
            .Produces<ConsistencyAnswer>().Answers(200, AuditExamples.Consistency).Fails(AuditErrors.WrongSizes.With(1207));
    }

    private static async Task<IResult> Checkpoint(string? node, long? size, ProveAudit prove, CancellationToken ct) =>
        (await prove.Note(node, size, ct)).ToHttp(note => Results.Text(note, "text/plain; charset=utf-8"));

    private static async Task<IResult> Logs(ReadWitnesses read, CancellationToken ct) => Results.Ok(new AuditLogs([.. (await read.Logs(ct)).Select(l => new AuditLog(l.Node, l.Size))]));

    private static async Task<IResult> Cosign(HttpRequest request, TakeCosignature take, CancellationToken ct) =>
        (await take.Handle(await Text(request, ct), ct)).ToHttp(_ => Results.NoContent());

    private static async Task<IResult> Refuse(HttpRequest request, TakeCosignature take, CancellationToken ct) =>
        (await take.Refuse(await Text(request, ct), ct)).ToHttp(_ => Results.NoContent());

    // Whoever sends more than a note has no note: the rest is not read.
    private static async Task<string> Text(HttpRequest request, CancellationToken ct)
    {
        var buffer = new char[TakeCosignature.Longest + 1];
        using var reader = new StreamReader(request.Body);
        return new string(buffer, 0, await reader.ReadBlockAsync(buffer, ct));
    }

    private static IResult Keys(KeyRing ring) => Results.Ok(new AuditKeys([.. ring.Public(KeyPurpose.Checkpoint).Select(k => k.ToJwk())]));

    private static async Task<IResult> Inclusion(long seq, string? node, long? size, ProveAudit prove, CancellationToken ct) =>
        (await prove.Inclusion(node, seq, size, ct)).ToHttp(p => Results.Ok(new InclusionAnswer(p.Node, p.Seq, p.Size, p.LeafHash, p.Path, p.Root)));

    private static async Task<IResult> Consistency(long from, long to, string? node, ProveAudit prove, CancellationToken ct) =>
        (await prove.Consistency(node, from, to, ct)).ToHttp(p => Results.Ok(new ConsistencyAnswer(p.Node, p.From, p.To, p.FromRoot, p.ToRoot, p.Path)));
}

/// <summary>The logs of this installation.</summary>
internal sealed record AuditLogs(IReadOnlyList<AuditLog> Items);

/// <summary>One node's log.</summary>
internal sealed record AuditLog(string Node, long Size);

/// <summary>Keys of checkpoints.</summary>
internal sealed record AuditKeys(IReadOnlyList<JsonWebKey> Keys);

/// <summary>An inclusion proof; hashes are base64.</summary>
internal sealed record InclusionAnswer(string Node, long Seq, long Size, byte[] LeafHash, IReadOnlyList<byte[]> Path, byte[] Root);

/// <summary>A consistency proof; hashes are base64.</summary>
internal sealed record ConsistencyAnswer(string Node, long From, long To, byte[] FromRoot, byte[] ToRoot, IReadOnlyList<byte[]> Path);
