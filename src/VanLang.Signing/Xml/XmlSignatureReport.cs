namespace VanLang.Signing.Xml;

/// <summary>What became of the signature of an XML document. Only <see cref="Valid"/> and <see cref="Legacy"/> are mathematically sound.</summary>
public enum XmlSignatureOutcome
{
    /// <summary>The document has no signature element, or an empty one.</summary>
    Absent,

    /// <summary>Digest and signature value hold for the key in the certificate. Trust in the certificate is another question.</summary>
    Valid,

    /// <summary>An XML-DSig signature that must not be relied on; <see cref="XmlSignatureReport.Fault"/> says why.</summary>
    Invalid,

    /// <summary>Holds mathematically, but with SHA-1, which no longer proves anything against a patient forger.</summary>
    Legacy,

    /// <summary>An element named Signature without the XML-DSig namespace, as the national vendor kit writes: it proves nothing.</summary>
    NotASignature,

    /// <summary>Not verified, because that would need the whole document in memory; the detail gives the size in bytes.</summary>
    NotChecked,
}

/// <summary>Why a signature is refused.</summary>
public enum XmlSignatureFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>Elements missing, repeated, unknown or out of order inside the signature.</summary>
    Structure,

    /// <summary>More than one signature: which one counts is ambiguous.</summary>
    SeveralSignatures,

    /// <summary>The signature does not stand where it must.</summary>
    Misplaced,

    /// <summary>Two elements carry the same Id, the ground of signature wrapping.</summary>
    DuplicateId,

    /// <summary>The reference names something else than the element that is read, or something outside the document.</summary>
    ReferenceNotAllowed,

    /// <summary>A canonicalisation, signature or digest algorithm outside the list.</summary>
    AlgorithmNotAllowed,

    /// <summary>A transform outside the list, or in another order.</summary>
    TransformNotAllowed,

    /// <summary>No certificate, several, or one that cannot be read.</summary>
    Certificate,

    /// <summary>RSA under 2048 bits, or a curve other than P-256, P-384 and P-521.</summary>
    KeyTooWeak,

    /// <summary>The kind of key does not fit the signature algorithm.</summary>
    KeyMismatch,

    /// <summary>The signed content was changed.</summary>
    DigestMismatch,

    /// <summary>The signature value does not fit the key.</summary>
    SignatureMismatch,

    /// <summary>A part of the packet is not covered by the signature.</summary>
    PartNotSigned,

    /// <summary>A covered part is not what was signed.</summary>
    PartMismatch,
}

/// <summary>The certificate a signature names.</summary>
/// <param name="Subject">Distinguished name of the holder.</param>
/// <param name="Issuer">Distinguished name of the issuer.</param>
/// <param name="SerialNumber">Hexadecimal.</param>
/// <param name="Sha256">Thumbprint: lower-case hexadecimal SHA-256 of the DER bytes.</param>
/// <param name="NotBefore">Start of validity, UTC.</param>
/// <param name="NotAfter">End of validity, UTC.</param>
/// <param name="Base64">The DER bytes in base64, for whoever builds the chain.</param>
public sealed record SignerCertificate(string Subject, string Issuer, string SerialNumber, string Sha256, DateTimeOffset NotBefore, DateTimeOffset NotAfter, string Base64);

/// <summary>What a verification found.</summary>
/// <param name="Outcome">The answer.</param>
/// <param name="Fault">Why it is <see cref="XmlSignatureOutcome.Invalid"/>; otherwise <see cref="XmlSignatureFault.None"/>.</param>
/// <param name="Detail">The algorithm, element or size concerned; for the log, not for people.</param>
/// <param name="Algorithm">URI of the signature algorithm, when one was read.</param>
/// <param name="Certificate">The certificate named, when one was read.</param>
public sealed record XmlSignatureReport(
    XmlSignatureOutcome Outcome,
    XmlSignatureFault Fault = XmlSignatureFault.None,
    string? Detail = null,
    string? Algorithm = null,
    SignerCertificate? Certificate = null)
{
    /// <summary>There is no signature.</summary>
    public static XmlSignatureReport Absent { get; } = new(XmlSignatureOutcome.Absent);

    /// <summary>A signature that must not be relied on.</summary>
    public static XmlSignatureReport Invalid(XmlSignatureFault fault, string? detail = null) => new(XmlSignatureOutcome.Invalid, fault, detail);
}
