using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Organizations.Lookup;

namespace VanLang.Organizations.Registry;

/// <summary>What a code is in the other scheme.</summary>
/// <param name="Asked">The code as asked, in upper case.</param>
/// <param name="Scheme">The scheme that it looks like.</param>
/// <param name="Known">The organisation that bears it, from the table; null when nobody does.</param>
/// <param name="Proposal">A computed guess for a person to confirm, only when the table knows nothing.</param>
internal sealed record CodeConversion(string Asked, IdentifierScheme Scheme, OrganizationEntry? Known, string? Proposal);

/// <summary>Converts between the two schemes by the dated table.</summary>
internal sealed class ConvertCode(OrganizationDirectory directory, Clock clock)
{
    public async Task<Result<CodeConversion>> Handle(string? code, DateOnly? at, CancellationToken ct)
    {
        var asked = CodeRules.Normalise(code);
        if (!CodeRules.IsReceivable(asked))
        {
            return OrganizationsErrors.CodeNotReadable.With(asked).At("code");
        }

        var date = at ?? clock.Today;
        var snapshot = await directory.Current(ct);
        var scheme = CodeRules.SchemeOf(asked);
        if (snapshot.Find(asked, date) is { } node)
        {
            return new CodeConversion(asked, scheme, snapshot.Entry(node, date), null);
        }

        var proposal = scheme switch
        {
            IdentifierScheme.Qcvn102 => CodeRules.Propose20(asked),
            IdentifierScheme.Qd20 => CodeRules.Propose102(asked),
            _ => null,
        };
        return new CodeConversion(asked, scheme, null, proposal);
    }
}
