using VanLang.Kernel;

namespace VanLang.Exchange.Secrecy;

internal static class SecrecyErrors
{
    public static readonly Error Secret = new(
        "SEC-0001",
        ErrorKind.Forbidden,
        "Văn bản có dấu hiệu bí mật nhà nước (\"{0}\") không được gửi, nhận qua Trục liên thông: Quyết định 28/2018/QĐ-TTg, Điều 1 khoản 2.",
        "A document bearing a mark of state secrecy (\"{0}\") may not be exchanged over the axis: Decision 28/2018/QD-TTg, Article 1(2).");
}
