using VanLang.Kernel;

namespace VanLang.Access.Accounts;

/// <summary>Acts of administrators carry a reason that an inspector can read later.</summary>
internal static class ReasonRule
{
    public static Error? Check(string? reason) => reason?.Trim().Length is >= 5 and <= 500 ? null : AccessErrors.ReasonEmpty.At("Reason");
}
