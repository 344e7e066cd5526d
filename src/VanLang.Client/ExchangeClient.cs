using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using VanLang.Client.Access;
using VanLang.Client.Changes;
using VanLang.Client.Packets;
using VanLang.Client.Receipts;
using VanLang.Client.Transfer;

namespace VanLang.Client;

/// <summary>
/// An agency's connection to the document exchange. One instance serves the whole process; all methods may be called at once.
/// Requests that fail on the way are tried again by <see cref="ExchangeClientOptions"/>, always the same request: a document is never sent twice. Memory does not
/// grow with the size of a packet. Failures of exchange and network are <see cref="ExchangeException"/>s with a stable code.
/// Sources: docs/protocol.md of the exchange; QCVN 102:2016 (packets), RFC 7523 (token), RFC 7515 (receipts), RFC 9110 (ranges), TUS 1.0.0 (uploads).
/// </summary>
public sealed partial class ExchangeClient : IDisposable
{
    private const string Root = "/api/exchange/v1";
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly ExchangeClientOptions options;
    private readonly Channel channel;
    private readonly ReceiptVerifier receipts;
    private readonly SendPacket send;
    private readonly TusUpload uploads;
    private readonly Download downloads;
    private readonly RequestChange changes;

    /// <summary>A client of one exchange for one agency's system. Nothing is asked of the network yet.</summary>
    /// <param name="options">Where, and how patiently.</param>
    /// <param name="credentials">Who; the caller disposes it after the client.</param>
    /// <param name="handler">An own HTTP handler (proxy, client certificate, tests), which the caller disposes; null for the usual one.</param>
    public ExchangeClient(ExchangeClientOptions options, ExchangeCredentials credentials, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Attempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PieceBytes, 1024);
        this.options = options;
        OrganId = credentials.OrganId;
        channel = new Channel(options, credentials, handler);
        receipts = new ReceiptVerifier(channel, options);
        send = new SendPacket(channel, options, receipts);
        uploads = new TusUpload(channel, options);
        downloads = new Download(channel, options);
        changes = new RequestChange(channel, options, receipts);
    }

    /// <summary>The agency's identifier as it stands in packets.</summary>
    public string OrganId { get; }

    /// <summary>How often a request was made again because of a fault.</summary>
    public long Repeats => channel.Repeats;

    /// <summary>Sends a packet that exists already. The receipt that comes back is verified against these bytes and the recipients in their header.</summary>
    /// <param name="packet">edXML from its present position; read up to three times when it can seek, else kept in a temporary file first.</param>
    /// <param name="idempotencyKey">1 to 200 printable characters, one for each packet; null takes the digest, so that the same bytes have the same key even after a restart.</param>
    /// <param name="progress">Told about each further MiB.</param>
    /// <param name="ct">Gives up; the packet may have been accepted all the same, and the next call with it will tell.</param>
    /// <exception cref="ExchangeException"><c>EXC-0020</c> the document exists with other content, <c>EXC-0002</c> it is not the agency's own, <c>EDX-*</c> what is wrong in it, <c>CLI-0003</c> the receipt does not hold.</exception>
    public Task<SentPacket> SendAsync(Stream packet, string? idempotencyKey = null, IProgress<TransferProgress>? progress = null, CancellationToken ct = default) =>
        send.Run(packet, idempotencyKey, progress, ct);

    /// <summary>Sends a document. Files over <see cref="ExchangeClientOptions.UploadAbove"/> go up in pieces first, and are thrown away at the exchange once the receipt is there.</summary>
    /// <param name="packet">The document; its <see cref="OutgoingPacket.MadeAt"/> makes its bytes, so send the same value again after a failure.</param>
    /// <param name="idempotencyKey">As for a stream.</param>
    /// <param name="progress">Told about each further MiB.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="ExchangeException">As for a stream; <c>CLI-0006</c> when it cannot be written, <c>UPL-*</c> when a file does not get through.</exception>
    public async Task<SentPacket> SendAsync(OutgoingPacket packet, string? idempotencyKey = null, IProgress<TransferProgress>? progress = null, CancellationToken ct = default)
    {
        var made = new List<Uri>();
        var sent = await send.Run(packet, idempotencyKey, async (file, digest, token) =>
        {
            if (digest.Length <= options.UploadAbove)
            {
                return null;
            }

            await using var content = file.Open();
            return await uploads.Run(content, file.Name, digest.Sha256, null, made.Add, progress, token);
        }, progress, ct);
        foreach (var upload in made)
        {
            await uploads.End(upload, ct);
        }

        return sent;
    }

    /// <summary>Sends a file in pieces of <see cref="ExchangeClientOptions.PieceBytes"/>; broken connections go on where they broke off.</summary>
    /// <param name="content">Seekable; read twice from its beginning.</param>
    /// <param name="name">File name, for the operators of the exchange.</param>
    /// <param name="resume">Address of an upload that an earlier call began (<paramref name="begun"/>); one that has expired is begun anew.</param>
    /// <param name="begun">Told the address as soon as there is one: keep it to resume after a restart.</param>
    /// <param name="progress">Told about each piece.</param>
    /// <param name="ct">Stops; what was taken stays for a day.</param>
    /// <exception cref="ExchangeException"><c>UPL-0006</c> it is longer than the exchange takes, <c>UPL-0014</c> too much is open.</exception>
    public async Task<UploadedFile> UploadAsync(Stream content, string name, Uri? resume = null, Action<Uri>? begun = null, IProgress<TransferProgress>? progress = null, CancellationToken ct = default)
    {
        content.Position = 0;
        var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
        return await uploads.Run(content, name, digest, resume, begun, progress, ct);
    }

    /// <summary>One part of the inbox.</summary>
    /// <param name="after">Cursor of an earlier part; null begins at the oldest delivery that is not acknowledged.</param>
    /// <param name="wait">The exchange waits so long for news, 0 to 30 s.</param>
    /// <param name="limit">At most so many, 1 to 200.</param>
    /// <param name="all">With those that are acknowledged.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<ExchangePage<InboxItem>> InboxPageAsync(string? after = null, TimeSpan wait = default, int limit = 50, bool all = false, CancellationToken ct = default)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"?limit={limit}&wait={(int)wait.TotalSeconds}{(all ? "&all=true" : "")}{(string.IsNullOrEmpty(after) ? "" : "&after=" + Uri.EscapeDataString(after))}");
        return channel.Json<ExchangePage<InboxItem>>(() => Get("/inbox" + query), ct, options.Timeout + wait);
    }

    /// <summary>Deliveries as they stand in the log, oldest first; with <paramref name="follow"/> it never ends but waits for what comes.</summary>
    /// <param name="after">Cursor to begin behind.</param>
    /// <param name="follow">Goes on for ever, by long polls of 30 s.</param>
    /// <param name="all">With those that are acknowledged.</param>
    /// <param name="ct">Ends the stream.</param>
    public async IAsyncEnumerable<InboxItem> InboxAsync(string? after = null, bool follow = false, bool all = false, [EnumeratorCancellation] CancellationToken ct = default)
    {
        while (true)
        {
            var page = await InboxPageAsync(after, follow ? TimeSpan.FromSeconds(30) : TimeSpan.Zero, 200, all, ct);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            after = page.Next;
            if (page.Items.Count == 0 && !follow)
            {
                yield break;
            }
        }
    }

    /// <summary>Takes a delivery off the queue: the agency's system has it for good. Doing it again changes nothing.</summary>
    /// <exception cref="ExchangeException"><c>EXC-0031</c> it is not in this inbox.</exception>
    public Task<Acknowledgement> AcknowledgeAsync(Guid deliveryId, CancellationToken ct = default) => channel.Json<Acknowledgement>(() => Post($"/inbox/{deliveryId}/ack", null), ct);

    /// <summary>One part of the outbox, in the order of the log.</summary>
    /// <param name="after">Cursor of an earlier part; null begins with the first packet.</param>
    /// <param name="limit">At most so many, 1 to 200.</param>
    /// <param name="ct">Gives up.</param>
    public Task<ExchangePage<OutboxItem>> OutboxAsync(string? after = null, int limit = 50, CancellationToken ct = default) =>
        channel.Json<ExchangePage<OutboxItem>>(() => Get(string.Create(CultureInfo.InvariantCulture, $"/outbox?limit={limit}{(string.IsNullOrEmpty(after) ? "" : "&after=" + Uri.EscapeDataString(after))}")), ct);

    /// <summary>Statuses in the order in which the exchange took them: of documents sent, of documents received, or both. Keep <c>Next</c> and none is missed.</summary>
    /// <param name="after">Cursor of an earlier part; null begins with the first status.</param>
    /// <param name="wait">The exchange waits so long for news, 0 to 30 s.</param>
    /// <param name="limit">At most so many, 1 to 200.</param>
    /// <param name="side"><c>all</c>, <c>sent</c> (what recipients reported) or <c>received</c> (what this agency reported).</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<ExchangePage<StatusNews>> StatusesAsync(string? after = null, TimeSpan wait = default, int limit = 50, string side = "all", CancellationToken ct = default)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"?limit={limit}&wait={(int)wait.TotalSeconds}&side={Uri.EscapeDataString(side)}{(string.IsNullOrEmpty(after) ? "" : "&after=" + Uri.EscapeDataString(after))}");
        return channel.Json<ExchangePage<StatusNews>>(() => Get("/statuses" + query), ct, options.Timeout + wait);
    }

    /// <summary>Fetches the bytes of a packet as its sender sent them, goes on after cuts, and checks their SHA-256.</summary>
    /// <param name="packetId">The packet.</param>
    /// <param name="target">Takes the bytes; what was written before a failure stays in it.</param>
    /// <param name="progress">Told about each further MiB.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Length and SHA-256 in lower-case hexadecimal.</returns>
    /// <exception cref="ExchangeException"><c>EXC-0030</c> there is no such packet of this agency; <c>CLI-0004</c> the bytes are not those of the digest.</exception>
    public async Task<(long Length, string Sha256)> DownloadPacketAsync(Guid packetId, Stream target, IProgress<TransferProgress>? progress = null, CancellationToken ct = default)
    {
        var (_, length, sha256) = await downloads.Run($"{Root}/packets/{packetId}", target, "packet", progress, ct);
        return (length, sha256);
    }

    /// <summary>Fetches the bytes of a packet into a file; an unfinished <c>.part</c> beside it is gone on with, even after a restart.</summary>
    public Task<FetchedFile> DownloadPacketAsync(Guid packetId, string path, IProgress<TransferProgress>? progress = null, CancellationToken ct = default) =>
        downloads.Run($"{Root}/packets/{packetId}", _ => path, path + ".part", "packet", progress, ct);

    /// <summary>Fetches one file of a packet, out of base64 and ZIP, into a folder under the name its sender gave it; an unfinished one is gone on with.</summary>
    /// <param name="packetId">The packet.</param>
    /// <param name="number">From 1.</param>
    /// <param name="folder">Must exist. A file of that name is replaced.</param>
    /// <param name="progress">Told about each further MiB.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="ExchangeException"><c>EXC-0032</c> there is no such file.</exception>
    public Task<FetchedFile> AttachmentAsync(Guid packetId, int number, string folder, IProgress<TransferProgress>? progress = null, CancellationToken ct = default)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"{Root}/packets/{packetId}/attachments/{number}");
        var part = string.Create(CultureInfo.InvariantCulture, $".{packetId:N}-{number}.part");
        return downloads.Run(at, name => Path.Combine(folder, name), Path.Combine(folder, part), $"attachment {number}", progress, ct);
    }

    /// <summary>Fetches all files of a packet into a folder.</summary>
    public async Task<IReadOnlyList<FetchedFile>> AttachmentsAsync(Guid packetId, string folder, IProgress<TransferProgress>? progress = null, CancellationToken ct = default)
    {
        var files = new List<FetchedFile>();
        try
        {
            for (var number = 1; ; number++)
            {
                files.Add(await AttachmentAsync(packetId, number, folder, progress, ct));
            }
        }
        catch (ExchangeException e) when (e.Code == "EXC-0032")
        {
            return files;
        }
        finally
        {
            File.Delete(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $".{packetId:N}-{files.Count + 1}.part")));
        }
    }

    /// <summary>Verifies a receipt with the keys that the exchange publishes now, retired ones included.</summary>
    /// <exception cref="ExchangeException"><c>CLI-0003</c> it does not hold.</exception>
    public Task<Receipt> VerifyReceiptAsync(string receipt, CancellationToken ct = default) => receipts.Verify(receipt, ct);

    /// <summary>The published keys as a JWK Set: keep it, and receipts can be verified without the network (<see cref="ReceiptKeys.Parse"/>).</summary>
    public Task<string> ReceiptKeysAsync(CancellationToken ct = default) => receipts.Text(ct);

    /// <summary>Fetches the evidence of a packet as a ZIP; <see cref="Evidence.EvidenceVerifier"/> checks it. It is made anew for each call, so a broken one is fetched whole again.</summary>
    /// <param name="packetId">A packet of the own agency, sent or received.</param>
    /// <param name="path">Where it is written, over what is there.</param>
    /// <param name="ct">Stops the call.</param>
    public async Task<FetchedFile> EvidenceAsync(Guid packetId, string path, CancellationToken ct = default)
    {
        using var answer = await channel.Send(() => new HttpRequestMessage(HttpMethod.Get, new Uri(options.Address, $"{Root}/packets/{packetId}/evidence")), ct);
        var unfinished = path + ".part";
        string sha256;
        long length;
        await using (var file = File.Create(unfinished))
        {
            await answer.Content.CopyToAsync(file, ct);
            file.Flush(flushToDisk: true);
            (length, file.Position) = (file.Length, 0);
            sha256 = Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(file, ct));
        }

        File.Move(unfinished, path, overwrite: true);
        return new FetchedFile(Path.GetFileName(path), path, length, sha256);
    }

    /// <summary>An organisation of the public directory by any code it ever bore; null when there is none.</summary>
    public async Task<DirectoryEntry?> FindOrganizationAsync(string code, CancellationToken ct = default)
    {
        using var answer = await channel.Send(() => new HttpRequestMessage(HttpMethod.Get, new Uri(options.Address, "/api/organizations/v1/" + Uri.EscapeDataString(code))), ct, anonymous: true, also: [404]);
        return answer.StatusCode is HttpStatusCode.NotFound ? null : await JsonSerializer.DeserializeAsync<DirectoryEntry>(await answer.Content.ReadAsStreamAsync(ct), JsonSerializerOptions.Web, ct);
    }

    /// <inheritdoc/>
    public void Dispose() => channel.Dispose();

    private HttpRequestMessage Get(string path) => new(HttpMethod.Get, new Uri(options.Address, Root + path));

    private HttpRequestMessage Post(string path, byte[]? json)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Address, Root + path));
        if (json is not null)
        {
            request.Content = new ByteArrayContent(json) { Headers = { ContentType = Json } };
        }

        return request;
    }
}
