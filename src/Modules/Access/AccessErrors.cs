namespace VanLang.Access;

/// <summary>Every expected failure of the module. Codes are never renumbered.</summary>
internal static class AccessErrors
{
}
