using VanLang.Kernel;

namespace VanLang.Exchange.Board;

/// <summary>Whose figures an actor may see: of the whole axis, or of the own agency. Figures and times only; documents are for their parties.</summary>
internal static class BoardScope
{
    /// <summary>Code that the rows of the board carry for this actor; null for nobody.</summary>
    public static string? Of(Actor actor) => actor.May(ExchangePermissions.BoardOfAll) ? AxisDay.Everybody : actor.May(ExchangePermissions.Board) ? actor.OrganizationCode : null;

    /// <summary>Whether the actor may see the figures of an agency.</summary>
    public static bool Covers(Actor actor, string code) => Of(actor) is { } own && (own == AxisDay.Everybody || own == code);
}
