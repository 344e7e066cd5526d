using VanLang.Kernel;

namespace VanLang.Exchange.Edxml;

/// <summary>Everything found wrong or tolerated in one packet, each with its place. All of it is reported at once, not only the first.</summary>
internal sealed class Findings
{
    // A packet made of nothing but mistakes must not become an answer of megabytes.
    private const int Most = 200;

    private readonly List<Error> errors = [];
    private readonly List<Error> warnings = [];

    public IReadOnlyList<Error> Errors => errors;

    public IReadOnlyList<Error> Warnings => warnings;

    public void Error(Error error, LocatedElement at, string? missingChild = null) => Add(errors, error, at, missingChild);

    public void Warn(Error warning, LocatedElement at, string? missingChild = null) => Add(warnings, warning, at, missingChild);

    public static Error Place(Error error, int line, int column, string path) => error.Fact("line", line).Fact("column", column).Fact("path", path);

    private static void Add(List<Error> list, Error error, LocatedElement at, string? missingChild)
    {
        if (list.Count < Most)
        {
            list.Add(Place(error, at.Line, at.Column, missingChild is null ? at.Path : $"{at.Path}/{missingChild}"));
        }
    }
}
