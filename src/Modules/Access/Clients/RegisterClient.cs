using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using VanLang.Access.Accounts;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Access.Clients;

/// <summary>What a key's owner takes home: the client id, and the private key when the server made it, told once.</summary>
internal sealed record ClientKeyMade(string ClientId, string OrganizationCode, string Kid, string? PrivateKeyPem);

/// <summary>Registers an agency's system with its first key: pasted, or made here and shown once.</summary>
internal sealed class RegisterClient(AccessDb db, ClientApplications applications, IOrganizationDirectory directory, Clock clock)
{
    internal sealed record Input(string? ClientId, string? Name, string? OrganizationCode, string? RedirectUris, string? Key, bool MakeKey);

    public static List<Error> Check(Input input)
    {
        var errors = new List<Error>();
        if (input.ClientId is not { Length: >= 3 and <= 60 } id || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') || id[0] == '-' || id[^1] == '-')
        {
            errors.Add(AccessErrors.ClientIdBad.At(nameof(Input.ClientId)));
        }

        if (input.Name?.Trim().Length is not (>= 3 and <= 200))
        {
            errors.Add(AccessErrors.ClientNameBad.At(nameof(Input.Name)));
        }

        if (Redirects(input.RedirectUris).FirstOrDefault(r => !IsGoodRedirect(r)) is { } bad)
        {
            errors.Add(AccessErrors.RedirectBad.With(bad).At(nameof(Input.RedirectUris)));
        }

        if (!input.MakeKey && !PublicKeyText.Parse(input.Key).TryGet(out _, out var wrong))
        {
            errors.Add(wrong);
        }

        return errors;
    }

    public async Task<Result<ClientKeyMade>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        var errors = Check(input);
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

        if (errors.Count > 0)
        {
            return Result<ClientKeyMade>.Failed(errors);
        }

        if (await db.Clients.AnyAsync(c => c.ClientId == input.ClientId, ct))
        {
            return AccessErrors.ClientIdTaken.At(nameof(Input.ClientId));
        }

        var (key, pem) = TakeOrMake(input.Key, input.MakeKey);
        var client = ApiClient.Register(input.ClientId!, input.Name!.Trim(), found!.Code, string.Join('\n', Redirects(input.RedirectUris)), clock.Now);
        client.AddKey(clock.NewId<ClientKeyId>(), key, null, clock.Now);
        db.Clients.Add(client);
        db.Audit(actor, "access.client.registered", client.ClientId, detail: new { organization = client.OrganizationCode, kid = key.Kid, madeHere = pem is not null });
        await applications.Save(client, ct);
        return new ClientKeyMade(client.ClientId, client.OrganizationCode, key.Kid, pem);
    }

    internal static (PublicKeyText Key, string? Pem) TakeOrMake(string? pasted, bool make)
    {
        if (!make)
        {
            return (PublicKeyText.Parse(pasted).Value, null);
        }

        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (PublicKeyText.Of(made), made.ExportPkcs8PrivateKeyPem());
    }

    private static string[] Redirects(string? text) => (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool IsGoodRedirect(string text) => text.Length <= 300 && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Fragment.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
