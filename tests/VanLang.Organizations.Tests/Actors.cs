using VanLang.Kernel;

namespace VanLang.Organizations.Tests;

/// <summary>Who acts in tests of use cases.</summary>
internal static class Actors
{
    public static readonly Actor Admin = Of("quantri.hethong", "G22", OrganizationsPermissions.Edit, OrganizationsPermissions.EditPeople, OrganizationsPermissions.ReadPeople);

    public static readonly Actor OfNgheAn = Of("quantri.h41", "H41", OrganizationsPermissions.EditPeople, OrganizationsPermissions.ReadPeople);

    public static readonly Actor Clerk = Of("vanthu.h41", "H41", OrganizationsPermissions.ReadPeople);

    private static Actor Of(string id, string organization, params string[] permissions) =>
        new(ActorKind.Person, id, id, organization, "Chuyên viên", permissions.ToHashSet());
}

/// <summary>Asserts on results that say what was wrong when it was not what was expected.</summary>
internal static class Outcomes
{
    public static T Ok<T>(this Result<T> result) => result.IsOk ? result.Value : throw new InvalidOperationException(Told(result.Error));

    public static void Ok(this Result result)
    {
        if (!result.IsOk)
        {
            throw new InvalidOperationException(Told(result.Error));
        }
    }

    public static void Fails<T>(this Result<T> result, string code, string sentence) => Fails(result.IsOk ? null : result.Error, code, sentence);

    public static void Fails(this Result result, string code, string sentence) => Fails(result.IsOk ? null : result.Error, code, sentence);

    public static void Fails(this Error? error, string code, string sentence) => Assert.Equal((code, sentence), (error?.Code, error?.Sentence("vi")));

    private static string Told(Error error) => $"{error.Code} {error.Field}: {error.Sentence("vi")}";
}
