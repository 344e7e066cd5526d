using Microsoft.AspNetCore.Identity;
using VanLang.Access.Accounts;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Web.Modules;

namespace VanLang.Access.Setup;

/// <summary>Makes the first system administrator by the set-up link.</summary>
internal sealed class CreateFirstAdministrator(AccessDb db, SetupLink link, IPositions positions, IOrganizationDirectory directory, IPasswordHasher<Account> hasher, Clock clock)
{
    private const string Title = "Quản trị viên hệ thống";

    internal sealed record Input(string? Token, string? UserName, string? FullName, string? Email, string? OrganizationCode, string? Password, string? Again);

    public static List<Error> Check(Input input)
    {
        var errors = new List<Error>();
        if (!UserNameRule.Allows(input.UserName?.Trim()))
        {
            errors.Add(AccessErrors.UserNameBad.At(nameof(Input.UserName)));
        }

        if (input.FullName?.Trim().Length is not (>= 2 and <= 200))
        {
            errors.Add(AccessErrors.FullNameBad.At(nameof(Input.FullName)));
        }

        if (!EmailRule.Allows(input.Email))
        {
            errors.Add(AccessErrors.EmailBad.At(nameof(Input.Email)));
        }

        if (PasswordRule.Check(input.Password, input.UserName ?? "") is { } weak)
        {
            errors.Add(weak.At(nameof(Input.Password)));
        }
        else if (input.Password != input.Again)
        {
            errors.Add(AccessErrors.PasswordsDiffer.At(nameof(Input.Again)));
        }

        return errors;
    }

    public async Task<Result<Account>> Handle(Input input, CancellationToken ct)
    {
        if (await link.Open(input.Token, ct) is not { } token)
        {
            return AccessErrors.LinkDead;
        }

        var errors = Check(input);
        var code = input.OrganizationCode?.Trim() ?? "";
        var found = code.Length is 0 or > 35 ? null : (await directory.Resolve([code], clock.Today, ct)).GetValueOrDefault(code);
        if (found is not { State: OrganizationState.Active })
        {
            errors.Add(AccessErrors.OrganizationUnknown.With(code).At(nameof(Input.OrganizationCode)));
        }

        if (errors.Count > 0)
        {
            return Result<Account>.Failed(errors);
        }

        var setup = Actor.Platform("setup");
        var appointed = await positions.Appoint(
            new Appointment(input.FullName!.Trim(), input.Email!.Trim(), found!.Code, null, Title, [Roles.SystemAdmin], clock.Today, "Khởi tạo hệ thống"), setup, ct);
        if (!appointed.TryGet(out var person, out var refused))
        {
            return refused;
        }

        var account = Account.Create(clock.NewGuid(), person, input.UserName!.Trim().ToLowerInvariant(), input.FullName!.Trim(), input.Email!.Trim(), found.Code, clock.Now);
        account.SetPassword(hasher.HashPassword(account, input.Password!), clock.Now);
        token.Use(clock.Now);
        db.Accounts.Add(account);
        db.Audit(setup, "access.setup.done", account.UserName!);
        if (await db.Save(ct) is { IsOk: false })
        {
            return AccessErrors.LinkDead;
        }

        link.Remove();
        return account;
    }
}
