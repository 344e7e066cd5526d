namespace VanLang.Web.Components;

/// <summary>What a colour means. Text always says the same: colour is never alone.</summary>
public enum Tone
{
    /// <summary>Nothing special.</summary>
    Neutral,

    /// <summary>New, or for information.</summary>
    Info,

    /// <summary>Under way.</summary>
    Progress,

    /// <summary>Done, right, signed.</summary>
    Success,

    /// <summary>Soon late, urgent, incomplete.</summary>
    Warning,

    /// <summary>Late, refused, broken.</summary>
    Danger,
}

internal static class Tones
{
    /// <summary>The design system's colour of a tone.</summary>
    public static string Color(this Tone tone) => tone switch
    {
        Tone.Info => "info",
        Tone.Progress => "gold",
        Tone.Success => "success",
        Tone.Warning => "warning",
        Tone.Danger => "danger",
        _ => "neutral",
    };

    /// <summary>The sign of a tone, for those who do not tell colours apart.</summary>
    public static string Sign(this Tone tone) => tone switch
    {
        Tone.Success => "circle-check",
        Tone.Warning => "triangle-alert",
        Tone.Danger => "circle-alert",
        Tone.Progress => "clock",
        _ => "info",
    };
}
