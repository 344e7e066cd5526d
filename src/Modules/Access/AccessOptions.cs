using System.ComponentModel.DataAnnotations;

namespace VanLang.Access;

/// <summary>Settings of the module, section <c>Access</c>.</summary>
internal sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>PBKDF2-HMAC-SHA512 rounds; 210,000 is the floor of the OWASP password storage sheet for this hash.</summary>
    [Range(1_000, 5_000_000)]
    public int PasswordRounds { get; set; } = 210_000;

    /// <summary>Wrong passwords or codes in a row that lock an account for <see cref="LockoutMinutes"/>.</summary>
    [Range(3, 10)]
    public int LockoutTries { get; set; } = 5;

    [Range(1, 1440)]
    public int LockoutMinutes { get; set; } = 15;

    /// <summary>A session ends after this much rest.</summary>
    [Range(5, 1440)]
    public int SessionIdleMinutes { get; set; } = 120;

    /// <summary>A session ends after this long, used or not.</summary>
    [Range(1, 168)]
    public int SessionHours { get; set; } = 12;

    [Range(1, 168)]
    public int ResetHours { get; set; } = 2;

    [Range(1, 60)]
    public int InvitationDays { get; set; } = 7;

    [Range(1, 168)]
    public int SetupHours { get; set; } = 24;

    /// <summary>Life of an access token; tokens are checked without the database, so this is the longest that a stolen one lives.</summary>
    [Range(1, 60)]
    public int AccessTokenMinutes { get; set; } = 15;

    /// <summary>Wrong secrets of one existing system from one address that lock it for <see cref="SecretLockMinutes"/>.</summary>
    [Range(3, 100)]
    public int SecretTries { get; set; } = 10;

    [Range(1, 1440)]
    public int SecretLockMinutes { get; set; } = 15;

    /// <summary>Wrong secrets of one address, whatever system they name, in five minutes; then it is told to wait.</summary>
    [Range(10, 10_000)]
    public int SecretFailuresPerAddress { get; set; } = 200;

    /// <summary>Calls of one existing system in a minute, on one node.</summary>
    [Range(10, 1_000_000)]
    public int ExistingCallsPerClient { get; set; } = 1_200;

    /// <summary>Calls with a secret from one address in a minute: a province's platform calls for its hundred agencies from one.</summary>
    [Range(10, 1_000_000)]
    public int ExistingCallsPerAddress { get; set; } = 6_000;

    /// <summary>SMTP host; without one, mail stays in the outbox folder.</summary>
    public string? SmtpHost { get; set; }

    [Range(1, 65535)]
    public int SmtpPort { get; set; } = 587;

    public string? SmtpUser { get; set; }

    public string? SmtpPassword { get; set; }

    /// <summary>PEM file of the authority that vouches for the SMTP host, where that is none of the system's.</summary>
    public string? SmtpCaFile { get; set; }

    [EmailAddress]
    public string MailFrom { get; set; } = "vanlang@chinhphu.example.vn";
}

/// <summary>How this server was started: what the whole host shares, read once by this module.</summary>
/// <param name="Production">Refuses demo data, development keys and plain HTTP sign-in.</param>
/// <param name="Demo">Demo data and the pages that show it.</param>
/// <param name="PublicUrl">Address by which the world knows the server: issuer of tokens, domain of passkeys, links in mail; null to take the request's.</param>
internal sealed record Installation(bool Production, bool Demo, Uri? PublicUrl);
