namespace VanLang.Web.Components;

/// <summary>A signature and what checking it found.</summary>
/// <param name="Subject">What is signed, such as "Gói tin edXML" or a file's name.</param>
/// <param name="Signer">Who signed, from the certificate.</param>
/// <param name="Issuer">Who issued the certificate; null when unknown.</param>
/// <param name="SignedAt">When; null when the signature does not say.</param>
/// <param name="Tone">Success when valid, Danger when broken, Warning when something could not be checked.</param>
/// <param name="Verdict">The finding in one plain sentence.</param>
/// <param name="Details">Further findings, one a line.</param>
public sealed record SignatureFacts(string Subject, string? Signer, string? Issuer, DateTimeOffset? SignedAt, Tone Tone, string Verdict, IReadOnlyList<string>? Details = null)
{
    /// <summary>Agency of the signer, from the certificate.</summary>
    public string? Agency { get; init; }

    /// <summary>The certificate that the signature names; null when it names none.</summary>
    public CertificateFacts? Certificate { get; init; }
}

/// <summary>A certificate as a person compares it with another.</summary>
/// <param name="Serial">Hexadecimal.</param>
/// <param name="From">Start of validity.</param>
/// <param name="To">End of validity.</param>
/// <param name="Subject">Distinguished name of the holder, as it stands in the certificate.</param>
/// <param name="Issuer">Distinguished name of the issuer, as it stands in the certificate.</param>
/// <param name="Sha256">SHA-256 of the certificate, hexadecimal.</param>
public sealed record CertificateFacts(string Serial, DateTimeOffset? From, DateTimeOffset? To, string Subject, string Issuer, string? Sha256);
