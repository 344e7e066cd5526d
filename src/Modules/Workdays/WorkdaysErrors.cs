namespace VanLang.Workdays;

/// <summary>Every expected failure of the module. Codes are never renumbered.</summary>
internal static class WorkdaysErrors
{
}
