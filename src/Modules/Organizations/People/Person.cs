using VanLang.Kernel;

namespace VanLang.Organizations.People;

internal readonly record struct PersonId(Guid Value) : ITypedId<PersonId>
{
    public static PersonId From(Guid value) => new(value);
}

/// <summary>Somebody who holds positions. Only what office work needs is kept: a name and an office address (Decree 13/2023: data minimisation).</summary>
internal sealed class Person
{
    public const int MaxName = 100;
    public const int MaxEmail = 100;

    private Person()
    {
    }

    public Person(PersonId id, string fullName, string email)
    {
        Id = id;
        FullName = fullName.Trim();
        Folded = TextFolding.Fold(FullName);
        Email = email.Trim().ToLowerInvariant();
    }

    public PersonId Id { get; private set; }

    public string FullName { get; private set; } = "";

    public string Folded { get; private set; } = "";

    /// <summary>Lower case; one person an address.</summary>
    public string Email { get; private set; } = "";

    public long Version { get; private set; }
}
