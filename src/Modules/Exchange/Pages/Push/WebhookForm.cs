namespace VanLang.Exchange.Pages.Push;

/// <summary>What a person types of an address.</summary>
internal sealed class WebhookForm
{
    /// <summary>Name for people.</summary>
    public string? Name { get; set; }

    /// <summary>The address.</summary>
    public string? Url { get; set; }

    /// <summary>Kinds of events.</summary>
    public List<string> Events { get; set; } = [];
}
