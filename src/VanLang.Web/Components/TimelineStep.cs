namespace VanLang.Web.Components;

/// <summary>Where a step of a timeline stands.</summary>
public enum StepState
{
    /// <summary>Has happened.</summary>
    Done,

    /// <summary>Is happening.</summary>
    Current,

    /// <summary>Comes later.</summary>
    Next,

    /// <summary>Was refused or failed.</summary>
    Failed,
}

/// <summary>One step of a timeline.</summary>
/// <param name="Title">What happens.</param>
/// <param name="State">Where it stands.</param>
/// <param name="At">When it happened; null for what has not.</param>
/// <param name="Note">Who, where, why.</param>
public sealed record TimelineStep(string Title, StepState State, DateTimeOffset? At = null, string? Note = null);
