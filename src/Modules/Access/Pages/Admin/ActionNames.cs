using VanLang.Web.Http;

namespace VanLang.Access.Pages.Admin;

/// <summary>Audit actions of this module as people read them; an unknown one is shown as it stands.</summary>
internal static class ActionNames
{
    private static readonly Dictionary<string, (string Vi, string En)> Names = new()
    {
        ["access.sign-in.ok"] = ("Đăng nhập", "Signed in"),
        ["access.sign-in.failed"] = ("Đăng nhập không thành công", "Sign-in failed"),
        ["access.sign-in.refused"] = ("Từ chối đăng nhập", "Sign-in refused"),
        ["access.sign-in.locked-out"] = ("Tạm khóa sau nhiều lần sai", "Locked for a while after wrong tries"),
        ["access.sign-out"] = ("Đăng xuất", "Signed out"),
        ["access.session.revoked"] = ("Kết thúc phiên", "Session ended"),
        ["access.account.invited"] = ("Mời", "Invited"),
        ["access.account.activated"] = ("Đặt mật khẩu lần đầu", "First password set"),
        ["access.account.link-sent"] = ("Gửi liên kết đặt mật khẩu", "Password link sent"),
        ["access.account.locked"] = ("Khóa tài khoản", "Account locked"),
        ["access.account.unlocked"] = ("Mở khóa tài khoản", "Account unlocked"),
        ["access.account.ended"] = ("Kết thúc tài khoản", "Account ended"),
        ["access.password.changed"] = ("Đổi mật khẩu", "Password changed"),
        ["access.password.change-refused"] = ("Đổi mật khẩu bị từ chối", "Password change refused"),
        ["access.password.reset"] = ("Đặt lại mật khẩu", "Password reset"),
        ["access.password.reset-asked"] = ("Yêu cầu đặt lại mật khẩu", "Password reset asked for"),
        ["access.totp.prepared"] = ("Chuẩn bị xác thực hai bước", "Two-step sign-in prepared"),
        ["access.totp.on"] = ("Bật xác thực hai bước", "Two-step sign-in turned on"),
        ["access.totp.off"] = ("Tắt xác thực hai bước", "Two-step sign-in turned off"),
        ["access.totp.recovery-used"] = ("Dùng mã khôi phục", "Recovery code used"),
        ["access.passkey.added"] = ("Thêm khóa truy cập", "Passkey added"),
        ["access.passkey.removed"] = ("Gỡ khóa truy cập", "Passkey removed"),
        ["access.personal-data.viewed"] = ("Xem dữ liệu về mình", "Own data viewed"),
        ["access.personal-data.correction-asked"] = ("Yêu cầu đính chính", "Correction asked for"),
        ["access.personal-data.corrected"] = ("Đính chính dữ liệu", "Data corrected"),
        ["access.personal-data.correction-refused"] = ("Từ chối đính chính", "Correction refused"),
        ["access.substitution.set"] = ("Nhận ủy quyền thay thế", "Made a substitute"),
        ["access.client.registered"] = ("Đăng ký ứng dụng", "Client registered"),
        ["access.client.key-added"] = ("Thêm khóa", "Key added"),
        ["access.client.key-retired"] = ("Ngừng dùng khóa", "Key retired"),
        ["access.client.key-expired"] = ("Khóa hết hạn", "Key expired"),
        ["access.client.locked"] = ("Khóa ứng dụng", "Client locked"),
        ["access.client.unlocked"] = ("Mở khóa ứng dụng", "Client unlocked"),
        ["access.client.existing-on"] = ("Bật kết nối bằng mã bí mật", "Access by secret turned on"),
        ["access.client.existing-off"] = ("Tắt kết nối bằng mã bí mật", "Access by secret turned off"),
        ["access.client.existing-used"] = ("Gọi bằng mã bí mật", "Called with a secret"),
        ["access.client.secret-added"] = ("Tạo mã bí mật", "Secret made"),
        ["access.client.secret-revoked"] = ("Thu hồi mã bí mật", "Secret revoked"),
        ["access.secret.refused"] = ("Từ chối mã bí mật", "Secret refused"),
        ["access.client.signed-in"] = ("Lấy thẻ truy cập", "Took a token"),
        ["access.token.refused"] = ("Từ chối cấp thẻ truy cập", "Token refused"),
        ["access.setup.done"] = ("Khởi tạo quản trị viên đầu tiên", "First administrator made"),
    };

    public static string Of(string action) => Names.TryGetValue(action, out var name) ? (Problems.Language == "en" ? name.En : name.Vi) : action;
}
