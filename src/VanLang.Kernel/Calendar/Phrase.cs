namespace VanLang.Kernel.Calendar;

/// <summary>One plain sentence or name in the two languages of the platform.</summary>
/// <param name="Vi">Vietnamese.</param>
/// <param name="En">English.</param>
public sealed record Phrase(string Vi, string En)
{
    /// <summary>The text in the language asked for (<c>vi</c> unless <paramref name="language"/> is <c>en</c>).</summary>
    public string In(string language) => language == "en" ? En : Vi;
}
