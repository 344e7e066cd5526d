using VanLang.Kernel;

namespace VanLang.Organizations.Registry;

/// <summary>What every change of the directory asks first.</summary>
internal static class Permit
{
    public const int MaxReason = 1000;

    /// <summary>Only who may edit the directory.</summary>
    public static Error? Edit(Actor actor) => actor.May(OrganizationsPermissions.Edit) ? null : OrganizationsErrors.Forbidden;

    /// <summary>People of the own organisation and of those below it, or of all for who edits the directory.</summary>
    public static Error? EditPeople(Actor actor, IEnumerable<string> organizationAndAbove) =>
        actor.May(OrganizationsPermissions.Edit) || (actor.May(OrganizationsPermissions.EditPeople) && actor.OrganizationCode is { } own && organizationAndAbove.Contains(own))
            ? null
            : OrganizationsErrors.Forbidden;

    /// <summary>Each edit says why; the audit row keeps it.</summary>
    public static Error? Reason(string? reason) =>
        (reason?.Trim().Length ?? 0) < 5 ? OrganizationsErrors.ReasonRequired.At("Reason")
        : reason!.Trim().Length > MaxReason ? OrganizationsErrors.ReasonTooLong.With(MaxReason).At("Reason")
        : null;
}
