using VanLang.Kernel;

namespace VanLang.Exchange.Uploads;

/// <summary>What can go wrong with a file that comes in pieces. Codes are never renumbered.</summary>
internal static class UploadErrors
{
    public static readonly Error NotFound = new("UPL-0001", ErrorKind.NotFound, "Không tìm thấy lượt tải lên này.", "There is no such upload.");
    public static readonly Error Expired = new("UPL-0002", ErrorKind.Gone, "Lượt tải lên đã hết hạn; hãy bắt đầu lượt mới.", "The upload has expired; begin a new one.");
    public static readonly Error Lost = new("UPL-0003", ErrorKind.Gone, "Nội dung đã tải lên không còn đủ trên máy chủ; hãy bắt đầu lượt mới.", "The uploaded bytes are no longer all there; begin a new upload.");
    public static readonly Error VersionMissing = new("UPL-0004", ErrorKind.Invalid, "Thiếu tiêu đề Tus-Resumable: 1.0.0.", "The header Tus-Resumable: 1.0.0 is missing.");
    public static readonly Error LengthForm = new("UPL-0005", ErrorKind.Invalid, "Upload-Length phải là số byte, từ 1.", "Upload-Length must be a number of bytes, from 1.");
    public static readonly Error TooLarge = new("UPL-0006", ErrorKind.TooLarge, "Tệp dài {0} byte; mỗi lượt tải lên tối đa {1} byte.", "The file has {0} bytes; one upload takes at most {1} bytes.");
    public static readonly Error MetadataForm = new("UPL-0007", ErrorKind.Invalid, "Không đọc được tiêu đề Upload-Metadata.", "The header Upload-Metadata cannot be read.");
    public static readonly Error ChecksumForm = new("UPL-0008", ErrorKind.Invalid, "Không đọc được Upload-Checksum \"{0}\"; hãy gửi sha256 và giá trị base64.", "Upload-Checksum \"{0}\" cannot be read; send sha256 and its value in base64.");
    public static readonly Error ChecksumMismatch = new("UPL-0009", ErrorKind.Invalid, "Đoạn tải lên không khớp Upload-Checksum và đã bị bỏ; hãy gửi lại đoạn này.", "The piece does not match its Upload-Checksum and was dropped; send it again.");
    public static readonly Error WrongOffset = new("UPL-0010", ErrorKind.Conflict, "Upload-Offset {0} không đúng chỗ: máy chủ đã giữ {1} byte.", "Upload-Offset {0} is not where the upload stands: {1} bytes are kept.");
    public static readonly Error Busy = new("UPL-0011", ErrorKind.Conflict, "Lượt tải lên đang được ghi bởi một yêu cầu khác.", "Another request is writing to this upload.");
    public static readonly Error ContentType = new("UPL-0012", ErrorKind.Invalid, "Đoạn tải lên phải có kiểu application/offset+octet-stream.", "A piece must have the type application/offset+octet-stream.");
    public static readonly Error TooMuch = new("UPL-0013", ErrorKind.TooLarge, "Nội dung gửi vượt độ dài {0} byte đã khai báo.", "More was sent than the {0} bytes announced.");
    public static readonly Error Quota = new("UPL-0014", ErrorKind.RateLimited, "Các lượt tải lên đang mở của cơ quan đã dùng {0} trong {1} byte; hãy gửi gói tin hoặc xóa bớt.", "The agency's open uploads hold {0} of {1} bytes; send their packets or delete some.");
    public static readonly Error NotWhole = new("UPL-0015", ErrorKind.Conflict, "Lượt tải lên {0} mới có {1} trong {2} byte.", "The upload {0} has {1} of {2} bytes so far.");
    public static readonly Error DigestMismatch = new("UPL-0016", ErrorKind.Invalid, "Tệp tải lên {0} không khớp giá trị băm đã khai báo.", "The uploaded file {0} is not what its announced digest says.");
    public static readonly Error OffsetForm = new("UPL-0017", ErrorKind.Invalid, "Upload-Offset phải là số byte, từ 0.", "Upload-Offset must be a number of bytes, from 0.");
    public static readonly Error LocationForm = new("UPL-0018", ErrorKind.Invalid, "Content-Location \"{0}\" không phải địa chỉ của một lượt tải lên.", "Content-Location \"{0}\" is not the address of an upload.");
    public static readonly Error Cut = new("UPL-0019", ErrorKind.Invalid, "Kết nối bị ngắt; máy chủ đã giữ {0} byte.", "The connection was cut; {0} bytes are kept.");
}
