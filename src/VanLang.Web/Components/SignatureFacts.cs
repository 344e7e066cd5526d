namespace VanLang.Web.Components;

/// <summary>A signature and what checking it found.</summary>
/// <param name="Subject">What is signed, such as "Gói tin edXML" or a file's name.</param>
/// <param name="Signer">Who signed, from the certificate.</param>
/// <param name="Issuer">Who issued the certificate; null when unknown.</param>
/// <param name="SignedAt">When; null when the signature does not say.</param>
/// <param name="Tone">Success when valid, Danger when broken, Warning when something could not be checked.</param>
/// <param name="Verdict">The finding in one plain sentence.</param>
/// <param name="Details">Further findings, one a line.</param>
public sealed record SignatureFacts(string Subject, string Signer, string? Issuer, DateTimeOffset? SignedAt, Tone Tone, string Verdict, IReadOnlyList<string>? Details = null);
