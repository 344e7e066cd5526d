using VanLang.Kernel;

namespace VanLang.Exchange.Uploads;

/// <summary>Opens a whole upload for the packet that takes it in.</summary>
internal sealed class OpenUpload(FindUpload find, UploadFiles files)
{
    internal sealed record Opened(Upload Upload, FileStream Content) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Content.DisposeAsync();
    }

    /// <summary>By the address that creating it answered, whole or only its path.</summary>
    public async Task<Result<Opened>> Handle(string location, Actor actor, CancellationToken ct)
    {
        if (!Guid.TryParse(location.TrimEnd('/')[(location.TrimEnd('/').LastIndexOf('/') + 1)..], out var id))
        {
            return UploadErrors.LocationForm.With(location.Length <= 200 ? location : location[..200]);
        }

        var found = await find.Handle(new UploadId(id), actor, ct);
        if (!found.TryGet(out var upload, out var error))
        {
            return error;
        }

        if (!upload.IsWhole)
        {
            return UploadErrors.NotWhole.With(id, upload.Received, upload.Length);
        }

        var content = files.Read(upload.Id);
        if (content is null || content.Length != upload.Length)
        {
            content?.Dispose();
            return UploadErrors.Lost;
        }

        return new Opened(upload, content);
    }
}
