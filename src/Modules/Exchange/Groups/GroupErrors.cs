using VanLang.Kernel;

namespace VanLang.Exchange.Groups;

/// <summary>Expected failures of groups. Codes are never renumbered.</summary>
internal static class GroupErrors
{
    public static readonly Error NotFound = new("EXC-0840", ErrorKind.NotFound, "Không có nhóm này trong các nhóm của cơ quan.", "There is no such group among the organisation's own.");
    public static readonly Error NameMissing = new("EXC-0841", ErrorKind.Invalid, "Hãy đặt tên cho nhóm.", "Give the group a name.");
    public static readonly Error NameTaken = new("EXC-0842", ErrorKind.Conflict, "Cơ quan đã có nhóm tên \"{0}\".", "The organisation has a group called \"{0}\" already.");
    public static readonly Error NoMembers = new("EXC-0843", ErrorKind.Invalid, "Hãy chọn ít nhất một thành viên.", "Choose at least one member.");
    public static readonly Error TooManyMembers = new("EXC-0844", ErrorKind.Invalid, "Nhóm có {0} thành viên, tối đa {1}.", "The group has {0} members; the maximum is {1}.");
    public static readonly Error MemberUnknown = new("EXC-0845", ErrorKind.Invalid, "Cơ quan \"{0}\" không có trong danh mục.", "The organisation \"{0}\" is not in the directory.");
    public static readonly Error FromInThePast = new("EXC-0846", ErrorKind.Invalid, "Thay đổi có hiệu lực sớm nhất từ hôm nay.", "A change holds from today at the earliest.");
    public static readonly Error Stale = new("EXC-0847", ErrorKind.Conflict, "Người khác vừa đổi nhóm này. Hãy mở lại trang rồi sửa.", "Somebody else has just changed this group. Open the page again and repeat.");
    public static readonly Error TooManyGroups = new("EXC-0848", ErrorKind.Invalid, "Cơ quan đã có {0} nhóm, tối đa {0}.", "The organisation has {0} groups, which is the maximum.");
    public static readonly Error TextTooLong = new("EXC-0849", ErrorKind.Invalid, "Giá trị dài {0} ký tự, tối đa {1}.", "The value has {0} characters; the maximum is {1}.");
}
