using Microsoft.EntityFrameworkCore;
using VanLang.Data.Keys;
using VanLang.Kernel;

namespace VanLang.Data.Audit.Witnesses;

/// <summary>Keeps what registered witnesses say: their signatures under our checkpoints, and what they refuse to sign. The signature is the only key to this door.</summary>
public sealed class TakeCosignature(AuditDb db)
{
    /// <summary>Longest text taken from outside.</summary>
    public const int Longest = SignedRefusal.Longest;

    /// <summary>A checkpoint with a witness's line: kept once, whoever brings it.</summary>
    public async Task<Result<Cosignature>> Handle(string text, CancellationToken ct)
    {
        if (CosignedNote.Parse(text) is not { } note)
        {
            return AuditErrors.NotANote;
        }

        var checkpoint = await db.Checkpoints.AsNoTracking().SingleOrDefaultAsync(c => c.Node == note.Node && c.Size == note.Size, ct);
        if (checkpoint is null || checkpoint.Body() != note.Body)
        {
            return AuditErrors.NoCheckpoint.With(note.Node);
        }

        foreach (var witness in await db.Witnesses.AsNoTracking().ToListAsync(ct))
        {
            if (note.By(witness.Key) is not var (seconds, signature))
            {
                continue;
            }

            if (await db.Cosignatures.AsNoTracking().SingleOrDefaultAsync(c => c.Node == note.Node && c.Size == note.Size && c.Kid == witness.Kid, ct) is { } there)
            {
                return there;
            }

            var made = Cosignature.Of(checkpoint, witness.Kid, seconds, signature);
            db.Cosignatures.Add(made);
            await db.SaveChangesAsync(ct);
            return made;
        }

        return AuditErrors.NoWitness;
    }

    /// <summary>A refusal: an alert for auditors, and an act in the audit.</summary>
    public async Task<Result<Refusal>> Refuse(string text, CancellationToken ct)
    {
        if (SignedRefusal.Read(text, await db.Witnesses.AsNoTracking().ToListAsync(ct)) is not { } said)
        {
            return AuditErrors.NoWitness;
        }

        if (await db.Refusals.AsNoTracking().FirstOrDefaultAsync(r => r.Kid == said.Kid && r.Node == said.Node && r.At == said.At, ct) is { } there)
        {
            return there;
        }

        var name = await db.Witnesses.Where(w => w.Kid == said.Kid).Select(w => w.Name).SingleAsync(ct);
        var refusal = Refusal.Of(db.Node.Clock.NewGuid(), said);
        db.Refusals.Add(refusal);
        db.Audit(Actor.Platform(name), "audit.witness.refused", said.Node, said.Kind);
        await db.SaveChangesAsync(ct);
        return refusal;
    }

    /// <summary>A checkpoint's note with the lines of all who signed it.</summary>
    internal static async Task<string> Cosigned(AuditDb db, KeyRing keys, Checkpoint checkpoint, CancellationToken ct)
    {
        var lines = await Lines(db, checkpoint, ct);
        var key = keys.Find(KeyPurpose.Checkpoint, checkpoint.Kid) ?? throw new AuditFaultException($"The checkpoint at {checkpoint.Size} entries bears the key {checkpoint.Kid}, which is not in the key ring.");
        return checkpoint.ToNote(key) + string.Concat(lines.Select(l => l.Cosignature.Line(l.By)));
    }

    /// <summary>Who signed a checkpoint.</summary>
    internal static async Task<List<(Cosignature Cosignature, Witness By)>> Lines(AuditDb db, Checkpoint checkpoint, CancellationToken ct)
    {
        var found = await db.Cosignatures.AsNoTracking().Where(c => c.Node == checkpoint.Node && c.Size == checkpoint.Size)
            .Join(db.Witnesses.AsNoTracking(), c => c.Kid, w => w.Kid, (c, w) => new { Cosignature = c, By = w }).ToListAsync(ct);
        return [.. found.OrderBy(f => f.By.Name, StringComparer.Ordinal).Select(f => (f.Cosignature, f.By))];
    }
}
