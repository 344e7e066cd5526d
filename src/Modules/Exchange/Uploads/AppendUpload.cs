using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VanLang.Data.Blobs;
using VanLang.Data.Storage;
using VanLang.Kernel;

namespace VanLang.Exchange.Uploads;

/// <summary>
/// Takes a piece of an upload. What is acknowledged is on the disk: the file is synced before the row says so. Of a piece that is cut
/// short what came is kept, unless it has a checksum, which only the whole piece can pass.
/// </summary>
internal sealed class AppendUpload(ExchangeDb db, UploadFiles files, BlobStore blobs, IOptions<ExchangeOptions> options)
{
    private const int Piece = 64 * 1024;

    /// <summary>So many bytes are lost at most when the power goes in the middle of a long piece.</summary>
    private const long SyncEvery = 8L * 1024 * 1024;

    internal sealed record Input(UploadId Id, long Offset, Stream Body, UploadChecksum? Checksum);

    /// <summary>Takes no cancellation: of a request that is given up, what has come is read to its end and kept.</summary>
    public async Task<Result<Upload>> Handle(Input input, Actor actor)
    {
        if (!await db.UploadsOf(actor).AnyAsync(u => u.Id == input.Id))
        {
            return UploadErrors.NotFound;
        }

        await using var file = files.Write(input.Id);
        if (file is null)
        {
            return UploadErrors.Busy;
        }

        // Read under the lock of the file: what another request wrote meanwhile counts.
        var upload = await db.UploadsOf(actor).AsTracking().FirstOrDefaultAsync(u => u.Id == input.Id);
        if (upload is null)
        {
            files.Delete(input.Id);
            return UploadErrors.NotFound;
        }

        if (Refuse(upload, input, file) is { } refused)
        {
            return refused;
        }

        try
        {
            file.SetLength(upload.Received); // What was written before a crash but never promised.
            file.Position = upload.Received;
            CrashPoint.Writing(file.Name, created: false);
            return await Take(upload, input, file);
        }
        catch (IOException e) when (DurableSync.IsFull(e))
        {
            return ExchangeErrors.StorageFull;
        }
        catch (StorageBrokenException)
        {
            return ExchangeErrors.StorageBroken;
        }
        catch (DbUpdateConcurrencyException)
        {
            return UploadErrors.NotFound; // Thrown away meanwhile by its owner.
        }
    }

    private Error? Refuse(Upload upload, Input input, FileStream file) => upload switch
    {
        _ when upload.HasExpired(db.Node.Clock.Now) => UploadErrors.Expired,
        _ when input.Offset != upload.Received => UploadErrors.WrongOffset.With(input.Offset, upload.Received),
        _ when file.Length < upload.Received => UploadErrors.Lost,
        _ => null,
    };

    private async Task<Result<Upload>> Take(Upload upload, Input input, FileStream file)
    {
        var end = await Copy(upload, input, file);
        var right = end is End.Whole && input.Checksum?.Holds() != false;
        if (right || (end is End.Cut && input.Checksum is null))
        {
            await Keep(upload, file);
        }
        else
        {
            file.SetLength(upload.Received);
        }

        return end switch
        {
            _ when right => upload,
            End.TooMuch => UploadErrors.TooMuch.With(upload.Length),
            End.Cut => UploadErrors.Cut.With(upload.Received),
            _ => UploadErrors.ChecksumMismatch,
        };
    }

    private enum End
    {
        Whole,
        Cut,
        TooMuch,
    }

    private async Task<End> Copy(Upload upload, Input input, FileStream file)
    {
        var piece = new byte[Piece];
        while (true)
        {
            int count;
            try
            {
                count = await input.Body.ReadAsync(piece);
            }
            catch (Exception e) when (e is BadHttpRequestException or ConnectionResetException or OperationCanceledException)
            {
                return End.Cut;
            }

            if (count == 0)
            {
                return End.Whole;
            }

            if (file.Position + count > upload.Length)
            {
                return End.TooMuch;
            }

            input.Checksum?.Add(piece.AsSpan(0, count));
            await file.WriteAsync(piece.AsMemory(0, count));
            if (input.Checksum is null && file.Position - upload.Received >= SyncEvery)
            {
                await Keep(upload, file);
            }
        }
    }

    private async Task Keep(Upload upload, FileStream file)
    {
        await file.FlushAsync();
        CrashPoint.At("upload.unsynced");
        try
        {
            CrashPoint.Fault("sync.upload");
            file.Flush(flushToDisk: true);
            CrashPoint.Synced(file.Name);
        }
        catch (IOException e) when (!DurableSync.IsFull(e))
        {
            // The next sync might claim to have kept what this one lost.
            blobs.Break(e);
            throw new StorageBrokenException(e);
        }

        CrashPoint.At("upload.synced");
        upload.Keep(file.Position, db.Node.Clock.Now, TimeSpan.FromHours(options.Value.UploadHours));
        await db.SaveChangesAsync();
        CrashPoint.Writing(file.Name, created: false);
        CrashPoint.At("upload.kept");
    }
}
