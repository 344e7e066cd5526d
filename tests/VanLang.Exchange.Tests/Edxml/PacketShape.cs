namespace VanLang.Exchange.Tests.Edxml;

/// <summary>How a sender's software writes packets: everything in which vendors were seen to differ.</summary>
internal sealed record PacketShape
{
    public const string National = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
    public const string Older = "http://www.e-doc.vn/Schema/";

    /// <summary>Empty: the default namespace.</summary>
    public string Prefix { get; init; } = "edXML";

    public string Namespace { get; init; } = National;

    /// <summary>The order of the message header: as the Java kit, as .NET (DocumentId last), or shuffled with a seed.</summary>
    public int? ShuffleSeed { get; init; }

    public bool DocumentIdLast { get; init; }

    /// <summary><c>Bussiness</c> as in the standard, or <c>Business</c>.</summary>
    public string Business { get; init; } = "Bussiness";

    public bool Zip { get; init; } = true;

    public bool CidInManifest { get; init; } = true;

    public bool CidAtAttachment { get; init; } = true;

    public string DateForm { get; init; } = "yyyy/MM/dd";

    public string TimeForm { get; init; } = "yyyy/MM/dd HH:mm:ss";

    public bool Soap { get; init; }

    /// <summary>The envelope first (usual), the attachments first, or the attachments inside the envelope.</summary>
    public string Attachments { get; init; } = "after";

    public bool XLink { get; init; }

    public bool EmptyDigitalSignature { get; init; }

    public bool Indented { get; init; }

    public bool Base64Lines { get; init; }

    public bool ContentInCData { get; init; }

    public bool NameAfterContent { get; init; }

    public bool WrapStatus { get; init; }

    public string Encoding { get; init; } = "UTF-8";

    public bool ByteOrderMark { get; init; }

    /// <summary>Comments and processing instructions between the elements, which mean nothing.</summary>
    public bool Noise { get; init; }
}
