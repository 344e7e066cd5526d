using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Web.Modules;

namespace VanLang.Access.Accounts;

/// <summary>Puts a person into a position and sends the link with which the account's owner sets the first password.</summary>
internal sealed class InviteAccount(AccessDb db, IPositions positions, IOrganizationDirectory directory, SendLink link, Clock clock)
{
    internal sealed record Input(string? UserName, string? FullName, string? Email, string? OrganizationCode, string? Unit, string? Title, string? Role, string? Reason);

    /// <summary>What can be told from the input alone.</summary>
    public static List<Error> Check(Input input, Actor actor)
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

        if (input.Title?.Trim().Length is not (>= 2 and <= 200))
        {
            errors.Add(AccessErrors.TitleBad.At(nameof(Input.Title)));
        }

        if (input.Role is null || !Roles.OfPeople.Contains(input.Role))
        {
            errors.Add(AccessErrors.RoleUnknown.With(input.Role ?? "").At(nameof(Input.Role)));
        }
        else if (input.Role is Roles.SystemAdmin or Roles.Auditor && !actor.May(AccessPermissions.ManageRoles))
        {
            errors.Add(AccessErrors.RoleTooHigh.At(nameof(Input.Role)));
        }

        if (ReasonRule.Check(input.Reason) is { } reason)
        {
            errors.Add(reason);
        }

        return errors;
    }

    /// <summary>Everything that can be wrong, for one line of a list or for a form.</summary>
    public async Task<(List<Error> Errors, OrganizationEntry? Organization)> CheckAll(Input input, Actor actor, CancellationToken ct)
    {
        var errors = Check(input, actor);
        var code = input.OrganizationCode?.Trim() ?? "";
        var found = code.Length is 0 or > 35 ? null : (await directory.Resolve([code], clock.Today, ct)).GetValueOrDefault(code);
        if (found is not { State: OrganizationState.Active or OrganizationState.Locked })
        {
            errors.Add(AccessErrors.OrganizationUnknown.With(code).At(nameof(Input.OrganizationCode)));
        }
        else if (!AccountScope.Covers(actor, found.Code))
        {
            errors.Add(AccessErrors.OrganizationForeign.At(nameof(Input.OrganizationCode)));
        }

        if (UserNameRule.Allows(input.UserName?.Trim()))
        {
            var normalized = Account.Normalize(input.UserName!);
            if (await db.Accounts.AnyAsync(a => a.NormalizedUserName == normalized, ct))
            {
                errors.Add(AccessErrors.UserNameTaken.At(nameof(Input.UserName)));
            }
        }

        return (errors, found);
    }

    public async Task<Result<Guid>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        var (errors, organization) = await CheckAll(input, actor, ct);
        if (errors.Count > 0)
        {
            return Result<Guid>.Failed(errors);
        }

        var unit = string.IsNullOrWhiteSpace(input.Unit) ? null : input.Unit.Trim();
        var appointed = await positions.Appoint(
            new Appointment(input.FullName!.Trim(), input.Email!.Trim(), organization!.Code, unit, input.Title!.Trim(), [input.Role!], clock.Today, input.Reason!.Trim()), actor, ct);
        if (!appointed.TryGet(out var person, out var refused))
        {
            return refused;
        }

        var account = Account.Create(clock.NewGuid(), person, input.UserName!.Trim().ToLowerInvariant(), input.FullName!.Trim(), input.Email!.Trim(), organization.Code, clock.Now);
        db.Accounts.Add(account);
        db.Audit(actor, "access.account.invited", account.UserName!, input.Reason!.Trim(), new { role = input.Role });
        var letter = link.Prepare(account, TokenPurpose.Invitation);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e is not DbUpdateConcurrencyException)
        {
            return AccessErrors.UserNameTaken.At(nameof(Input.UserName));
        }

        await link.Post(letter, ct);
        return account.Id;
    }
}

internal static class EmailRule
{
    public static bool Allows(string? email) => email?.Trim() is { Length: >= 6 and <= 200 } text
        && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal);
}
