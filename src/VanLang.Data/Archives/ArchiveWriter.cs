using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VanLang.Data.Backup;
using VanLang.Data.Keys;
using VanLang.Data.Storage;

namespace VanLang.Data.Archives;

/// <summary>Writes an archive: an uncompressed tar, so that a packet can be read by its place in it and any tar of any time can unpack it.</summary>
public static class ArchiveWriter
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes it and makes its bytes durable; its name is the caller's business.</summary>
    public static async Task Write(string draft, ArchiveManifest about, IReadOnlyList<ArchivedContent> packets, Func<string, Stream> open, SigningKey key, IProgress<BackupProgress>? progress, CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 1 << 16, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly; // Documents of agencies.
        }

        await using var file = new FileStream(draft, options);
        CrashPoint.Writing(draft, created: true);
        await using (var tar = new TarWriter(file, TarEntryFormat.Pax, leaveOpen: true))
        {
            await Add(tar, ArchiveManifest.Readme, Encoding.UTF8.GetBytes(Readme), about.MadeAt, ct);
            var written = 0L;
            using var list = new MemoryStream();
            foreach (var packet in packets)
            {
                await using var bytes = open(packet.Digest);
                await tar.WriteEntryAsync(Entry(ArchiveManifest.EntryOf(packet.Digest), bytes, packet.AcceptedAt), ct);
                await JsonSerializer.SerializeAsync(list, packet, ArchiveManifest.Json, ct);
                list.WriteByte((byte)'\n');
                written += packet.Size;
                progress?.Report(new BackupProgress(written, about.Name));
            }

            var lines = list.ToArray();
            var manifest = JsonSerializer.SerializeToUtf8Bytes(about with { ListSha256 = Convert.ToHexStringLower(SHA256.HashData(lines)), Kid = key.Kid }, ArchiveManifest.Json);
            await Add(tar, ArchiveManifest.List, lines, about.MadeAt, ct);
            await Add(tar, ArchiveManifest.Entry, manifest, about.MadeAt, ct);
            await Add(tar, ArchiveManifest.Signature, key.SignDer(manifest), about.MadeAt, ct);
            await Add(tar, ArchiveManifest.Key, Encoding.ASCII.GetBytes(key.Public.ToPem()), about.MadeAt, ct);
        }

        file.Flush(flushToDisk: true);
        CrashPoint.Synced(draft);
    }

    private static async Task Add(TarWriter tar, string name, byte[] content, DateTimeOffset at, CancellationToken ct)
    {
        using var bytes = new MemoryStream(content, writable: false);
        await tar.WriteEntryAsync(Entry(name, bytes, at), ct);
    }

    private static PaxTarEntry Entry(string name, Stream bytes, DateTimeOffset at) => new(TarEntryType.RegularFile, name) { DataStream = bytes, Mode = OwnerOnly, ModificationTime = at };

    private const string Readme = """
        Tệp lưu trữ gói tin của Trục liên thông văn bản. / An archive of packets of the document exchange.

        packets/<SHA-256>.edxml   the packets, byte for byte as accepted; each is named by its digest
        packets.jsonl             one line a packet, in the order of the log
        manifest.json             what this archive is, with the SHA-256 of packets.jsonl
        manifest.sig              its signature, ECDSA P-256 with SHA-256 (DER), by the receipt key
        receipt-key.pem           that key; compare it with the one the axis publishes

        To check it with nothing but tar, sha256sum and openssl:

          tar xf FILE
          openssl dgst -sha256 -verify receipt-key.pem -signature manifest.sig manifest.json
          sha256sum packets.jsonl                        # equals listSha256 in manifest.json
          (cd packets && sha256sum *.edxml | awk '{ if ($1 ".edxml" != $2) { print "BAD", $2; bad = 1 } } END { exit bad }')
          ls packets | wc -l; wc -l < packets.jsonl      # equal
        """;
}
