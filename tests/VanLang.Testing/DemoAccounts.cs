namespace VanLang.Testing;

/// <summary>The demo's people that tests count on. Their names are those the Access module's demo seed makes.</summary>
public static class DemoAccounts
{
    /// <summary>Password of every demo account.</summary>
    public const string Password = "VanLang@2026";
}
