using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Archives;

/// <summary>Keeps everything about a document out of the archive until it is let go. What has gone already stays where it is, and is read from there.</summary>
internal sealed class HoldDocument(ExchangeDb db, Clock clock)
{
    /// <summary><c>CODE/IDENTIFIER</c>; an identifier may hold slashes of its own.</summary>
    public static Result<DocumentKey> Read(string document)
    {
        var cut = document.IndexOf('/', StringComparison.Ordinal);
        return cut > 0 && cut < document.Length - 1 ? new DocumentKey(document[..cut], document[(cut + 1)..]) : ArchiveErrors.DocumentForm.With(document);
    }

    public async Task<Result> Handle(string document, string? reason, Actor actor, CancellationToken ct)
    {
        if (!Read(document).TryGet(out var key, out var error))
        {
            return error;
        }

        var why = reason?.Trim() ?? "";
        if (why.Length is 0 or > ArchiveHold.LongestReason)
        {
            return ArchiveErrors.ReasonMissing.With(ArchiveHold.LongestReason);
        }

        if (!await db.Documents.AnyAsync(d => d.SenderCode == key.Sender && d.DocumentId == key.DocumentId, ct))
        {
            return ArchiveErrors.DocumentUnknown.With(key.Sender, key.DocumentId);
        }

        if (await db.ArchiveHolds.FindAsync([key.Sender, key.DocumentId], ct) is { } there)
        {
            return ArchiveErrors.HeldAlready.With(document, FormattableString.Invariant($"{there.PlacedAt.DateInVietnam():dd/MM/yyyy}"));
        }

        db.Add(new ArchiveHold(key, why, actor.Name, clock.Now));
        db.Audit(actor, "exchange.archive.held", document, why);
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }
}

/// <summary>Ends a hold: the next run may archive the document.</summary>
internal sealed class ReleaseDocument(ExchangeDb db)
{
    public async Task<Result> Handle(string document, Actor actor, CancellationToken ct)
    {
        if (!HoldDocument.Read(document).TryGet(out var key, out var error))
        {
            return error;
        }

        if (await db.ArchiveHolds.FindAsync([key.Sender, key.DocumentId], ct) is not { } hold)
        {
            return ArchiveErrors.NotHeld.With(document);
        }

        db.Remove(hold);
        db.Audit(actor, "exchange.archive.released", document, hold.Reason);
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }
}
