using VanLang.Kernel;

namespace VanLang.Organizations.Registry;

internal readonly record struct MergerId(Guid Value) : ITypedId<MergerId>
{
    public static MergerId From(Guid value) => new(value);
}

/// <summary>
/// Organisations that become one on a day. A merger that bears a member's name keeps that member's organisation and code;
/// the other members end the day before with it as successor.
/// </summary>
internal sealed class Merger
{
    private readonly List<MergerMember> members = [];

    private Merger()
    {
    }

    public MergerId Id { get; private set; }

    public DateOnly EffectiveOn { get; private set; }

    /// <summary>Code of the organisation that goes on.</summary>
    public string ContinuingCode { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public LegalTextId? BasisId { get; private set; }

    public IReadOnlyList<MergerMember> Members => members;

    /// <summary>Merges: <paramref name="ending"/> end the day before, <paramref name="continuing"/> goes on and takes the new name if one is given.</summary>
    public static Result<Merger> Of(
        MergerId id, Organization continuing, IReadOnlyList<Organization> ending, NameInput? newName, DateOnly on, string reason, LegalTextId? basis, DateTimeOffset now)
    {
        if (ending.Count == 0)
        {
            return OrganizationsErrors.MergerNeedsMembers.At("Members");
        }

        if (!continuing.IsInBeing(on))
        {
            return OrganizationsErrors.NotInBeing.With(continuing.Code, Organization.Shown(on)).At("Continuing");
        }

        if (ending.Any(m => m.Code == continuing.Code) || ending.DistinctBy(m => m.Code).Count() < ending.Count)
        {
            return OrganizationsErrors.MemberTwice.At("Members");
        }

        if (newName is not null && continuing.Rename(newName, on, basis, now) is { IsOk: false } renamed)
        {
            return Result<Merger>.Failed(renamed.Errors);
        }

        var merger = new Merger { Id = id, EffectiveOn = on, ContinuingCode = continuing.Code, Reason = reason, BasisId = basis };
        var ended = ending.Select(m => m.End(on.AddDays(-1), continuing.Code, reason, basis, now)).FirstOrDefault(r => !r.IsOk);
        if (!ended.IsOk)
        {
            return Result<Merger>.Failed(ended.Errors);
        }

        // A continuing organisation that was there before was itself a member; one founded by the merger was not.
        if (continuing.ActiveFrom < on)
        {
            merger.members.Add(new MergerMember(id, continuing.Code));
        }

        merger.members.AddRange(ending.Select(m => new MergerMember(id, m.Code)));
        return merger;
    }
}

/// <summary>One of the organisations that became one.</summary>
internal sealed class MergerMember
{
    private MergerMember()
    {
    }

    internal MergerMember(MergerId merger, string code)
    {
        MergerId = merger;
        OrganizationCode = code;
    }

    public MergerId MergerId { get; private set; }

    public string OrganizationCode { get; private set; } = "";
}
