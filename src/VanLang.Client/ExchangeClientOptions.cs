namespace VanLang.Client;

/// <summary>How patient a client is, and how it works with large files.</summary>
public sealed record ExchangeClientOptions
{
    /// <summary>Address of the exchange, such as <c>https://truc.example.gov.vn</c>; paths are added by the client.</summary>
    public required Uri Address { get; init; }

    /// <summary>How often a request is tried in all, the first time included; at least 1. The same request every time: it never makes a second document.</summary>
    public int Attempts { get; init; } = 8;

    /// <summary>Pause before the second try. Each further one is twice as long, up to <see cref="LongestPause"/>, and shortened at random by up to half, so that many clients do not come back at once.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest pause between two tries. A longer <c>Retry-After</c> of the server is heeded up to this.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one try may take to answer. Sending and fetching content are not limited by it, only by standing still.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>A connection that moves no byte of a content for so long is given up and tried again.</summary>
    public TimeSpan StandStill { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Files of a packet longer than this, in bytes, go up in pieces before the packet is sent (default 16 MiB).</summary>
    public long UploadAbove { get; init; } = 16L * 1024 * 1024;

    /// <summary>Bytes of one piece of an upload (default 4 MiB). Each piece carries its SHA-256.</summary>
    public int PieceBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Where unfinished downloads and packets without a length wait; the system's temporary folder when null.</summary>
    public string? TemporaryFolder { get; init; }

    /// <summary>Where time comes from: assertions and pauses.</summary>
#pragma warning disable RS0030 // A library is its own root: its caller has no Clock to hand over.
    public TimeProvider Time { get; init; } = TimeProvider.System;
#pragma warning restore RS0030
}
