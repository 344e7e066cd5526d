using VanLang.Access.Accounts;
using VanLang.Kernel;

namespace VanLang.Access.Mail;

/// <summary>One mail, plain text in both languages.</summary>
internal sealed record Letter(string To, string ToName, string Subject, string Body);

internal static class Letters
{
    public static Letter ForLink(TokenPurpose purpose, string name, string userName, string email, Uri link, DateTimeOffset expires)
    {
        var until = expires.InVietnam().ToString("HH:mm dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
        return purpose is TokenPurpose.Invitation
            ? new Letter(email, name, "Mời sử dụng tài khoản VanLang", $"""
                Kính gửi {name},

                Cơ quan đã tạo cho ông/bà tài khoản "{userName}" trên nền tảng VanLang.
                Mở liên kết sau để đặt mật khẩu. Liên kết dùng một lần, có hiệu lực đến {until}:

                {link}

                Nếu không chờ thư này, ông/bà bỏ qua và báo cho quản trị viên của cơ quan.

                --
                Your organisation has made the account "{userName}" for you on VanLang. Open the link above to set
                your password. It works once, until {until} (Viet Nam time).
                """)
            : new Letter(email, name, "Đặt lại mật khẩu VanLang", $"""
                Kính gửi {name},

                Có yêu cầu đặt lại mật khẩu của tài khoản "{userName}".
                Mở liên kết sau để đặt mật khẩu mới. Liên kết dùng một lần, có hiệu lực đến {until}:

                {link}

                Nếu ông/bà không yêu cầu, hãy bỏ qua thư này: mật khẩu hiện tại vẫn dùng được.

                --
                A new password was asked for the account "{userName}". Open the link above to set it. It works once,
                until {until} (Viet Nam time). If you did not ask, ignore this letter: your password stays as it is.
                """);
    }
}
