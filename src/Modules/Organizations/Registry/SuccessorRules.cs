using VanLang.Kernel;
using VanLang.Organizations.Lookup;

namespace VanLang.Organizations.Registry;

/// <summary>Canonical code of a successor; null when nobody continues the organisation.</summary>
internal readonly record struct ChosenSuccessor(string? Code);

/// <summary>Who may continue an organisation. A chain of successors must end somewhere, or a packet would circle for ever.</summary>
internal static class SuccessorRules
{
    public static Result<ChosenSuccessor> Find(Snapshot snapshot, string ending, string? chosen, DateOnly after, bool mustBeInBeing)
    {
        if (string.IsNullOrWhiteSpace(chosen))
        {
            return new ChosenSuccessor(null);
        }

        if (snapshot.Find(chosen, after) is not { } successor)
        {
            return OrganizationsErrors.CodeUnknown.With(chosen).At("Successor");
        }

        if (successor.Code == ending)
        {
            return OrganizationsErrors.SuccessorIsItself.With(ending).At("Successor");
        }

        for (var next = successor; next is not null; next = snapshot.Node(next.Successor))
        {
            if (next.Successor == ending)
            {
                return OrganizationsErrors.SuccessorRing.With(successor.Code, ending).At("Successor");
            }
        }

        return mustBeInBeing && !successor.IsInBeing(after)
            ? OrganizationsErrors.NotInBeing.With(successor.Code, Organization.Shown(after)).At("Successor")
            : new ChosenSuccessor(successor.Code);
    }
}
