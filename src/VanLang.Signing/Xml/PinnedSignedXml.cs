using System.Security.Cryptography.Xml;
using System.Xml;

namespace VanLang.Signing.Xml;

/// <summary>
/// SignedXml that resolves its reference to one element only: the very element that is read afterwards. Looking an Id up by
/// search is what makes signature wrapping possible.
/// </summary>
internal sealed class PinnedSignedXml : SignedXml
{
    private readonly XmlElement pinned;

    public PinnedSignedXml(XmlElement context, XmlElement pinned)
        : base(context)
    {
        XmlAlgorithms.Register();
        this.pinned = pinned;
        Resolver = XmlResolver.ThrowingResolver;
    }

    public override XmlElement? GetIdElement(XmlDocument? document, string idValue) => pinned.GetAttribute("Id") == idValue ? pinned : null;
}
