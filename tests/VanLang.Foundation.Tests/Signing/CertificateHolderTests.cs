using VanLang.Signing.Certificates;

namespace VanLang.Foundation.Tests.Signing;

public sealed class CertificateHolderTests
{
    [Theory]
    [InlineData("CN=Nguyễn Quốc Bình, O=Văn phòng Chính phủ, C=VN", "Nguyễn Quốc Bình", "Văn phòng Chính phủ")]
    [InlineData("C=VN, O=Văn phòng Chính phủ, OU=Vụ Kiểm soát thủ tục hành chính, CN=Lê Hoàng Nam", "Lê Hoàng Nam", "Vụ Kiểm soát thủ tục hành chính, Văn phòng Chính phủ")]
    [InlineData("CN=VĂN PHÒNG CHÍNH PHỦ, O=VĂN PHÒNG CHÍNH PHỦ, L=Hà Nội, C=VN", "VĂN PHÒNG CHÍNH PHỦ", null)]
    [InlineData("O=Ban Cơ yếu Chính phủ, C=VN", "Ban Cơ yếu Chính phủ", null)]
    [InlineData("CN=\"Sở Tài chính, tỉnh Nghệ An\", C=VN", "Sở Tài chính, tỉnh Nghệ An", null)]
    [InlineData("OID.0.9.2342.19200300.100.1.1=MST:0101, CN=Bộ Tài chính, C=VN", "Bộ Tài chính", null)]
    [InlineData("C=VN, L=Hà Nội", "C=VN, L=Hà Nội", null)]
    [InlineData("không phải tên phân biệt", "không phải tên phân biệt", null)]
    [InlineData("", "", null)]
    public void A_distinguished_name_tells_who_and_of_which_agency(string distinguished, string name, string? organization) =>
        Assert.Equal(new CertificateHolder(name, organization), CertificateHolder.Read(distinguished));

    [Fact]
    public void A_certificate_as_it_is_made_is_read_back()
    {
        var holder = CertificateHolder.Read(TestSigner.Ecdsa.Certificate.Subject);

        Assert.Equal(new CertificateHolder("VĂN PHÒNG CHÍNH PHỦ (thử nghiệm)", null), holder);
    }
}
