using System.Security.Cryptography;

namespace VanLang.Signing.Xml;

/// <summary>Teaches SignedXml ECDSA with SHA-256. Public because CryptoConfig makes it by its type.</summary>
public sealed class EcdsaSha256Description : SignatureDescription
{
    /// <summary>Names the parts SignedXml asks for.</summary>
    public EcdsaSha256Description()
    {
        KeyAlgorithm = typeof(ECDsa).AssemblyQualifiedName;
        DigestAlgorithm = nameof(HashAlgorithmName.SHA256);
        FormatterAlgorithm = typeof(Formatter).AssemblyQualifiedName;
        DeformatterAlgorithm = typeof(Deformatter).AssemblyQualifiedName;
    }

    /// <inheritdoc/>
    public override HashAlgorithm CreateDigest() => SHA256.Create();

    /// <inheritdoc/>
    public override AsymmetricSignatureFormatter CreateFormatter(AsymmetricAlgorithm key) => new Formatter((ECDsa)key);

    /// <inheritdoc/>
    public override AsymmetricSignatureDeformatter CreateDeformatter(AsymmetricAlgorithm key) => new Deformatter((ECDsa)key);

    private sealed class Formatter(ECDsa key) : AsymmetricSignatureFormatter
    {
        private ECDsa signer = key;

        public override void SetKey(AsymmetricAlgorithm key) => signer = (ECDsa)key;

        public override void SetHashAlgorithm(string strName)
        {
            // The description fixes SHA-256.
        }

        // RFC 4050: r and s of fixed length side by side, which is .NET's own default format.
        public override byte[] CreateSignature(byte[] rgbHash) => signer.SignHash(rgbHash);
    }

    private sealed class Deformatter(ECDsa key) : AsymmetricSignatureDeformatter
    {
        private ECDsa verifier = key;

        public override void SetKey(AsymmetricAlgorithm key) => verifier = (ECDsa)key;

        public override void SetHashAlgorithm(string strName)
        {
            // The description fixes SHA-256.
        }

        public override bool VerifySignature(byte[] rgbHash, byte[] rgbSignature) => verifier.VerifyHash(rgbHash, rgbSignature);
    }
}
