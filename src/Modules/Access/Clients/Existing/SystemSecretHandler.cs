using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VanLang.Access.Tokens;
using VanLang.Web.Http;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace VanLang.Access.Clients.Existing;

/// <summary>
/// Signs a call of an existing system in by the secret in its headers. The secret is read from headers only, because addresses and forms end up in logs.
/// Every refusal has the form that such systems read.
/// </summary>
internal sealed partial class SystemSecretHandler(CheckSystemSecret check, Installation installation, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "system-secret";

    private static readonly object TooMany = new(), Plain = new(), Broken = new();

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (installation.Production && !Request.IsHttps)
        {
            Context.Items[this] = Plain;
            return AuthenticateResult.NoResult();
        }

        CheckSystemSecret.Outcome outcome;
        try
        {
            var address = Context.Connection.RemoteIpAddress?.ToString() ?? "";
            outcome = await check.Handle(Header("X-SystemId", "SystemId"), Header("X-SecretKey", "SecretKey"), address, Context.RequestAborted);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException { InnerException: System.Data.Common.DbException })
        {
            LogUnavailable(Logger, e);
            Context.Items[this] = Broken;
            return AuthenticateResult.NoResult();
        }

        if (outcome.Verdict is not CheckSystemSecret.Verdict.Right)
        {
            Context.Items[this] = outcome.Verdict is CheckSystemSecret.Verdict.TooMany ? TooMany : null;
            return AuthenticateResult.NoResult();
        }

        var identity = new ClaimsIdentity(SchemeName, Claims.Name, Claims.Role);
        identity.AddClaim(new Claim(Claims.Subject, outcome.ClientId));
        identity.AddClaim(new Claim(Claims.Name, outcome.Name));
        identity.AddClaim(new Claim(OpenIdProvider.OrganizationClaim, outcome.OrganizationCode));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Context.Items.TryGetValue(this, out var why);
        if (why == TooMany)
        {
            Response.Headers.RetryAfter = TimeSpan.FromMinutes(1).TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return ExistingSystems.Fail(Context, StatusCodes.Status429TooManyRequests, 20, AccessErrors.TooManyCalls.Vi);
        }

        if (why == Broken)
        {
            Response.Headers.RetryAfter = "30";
            return ExistingSystems.Fail(Context, StatusCodes.Status503ServiceUnavailable, 20, AccessErrors.AccessUnavailable.Vi);
        }

        Response.Headers.WWWAuthenticate = "SystemSecret";
        return ExistingSystems.Fail(Context, StatusCodes.Status401Unauthorized, ExistingSystems.WrongSecret, (why == Plain ? AccessErrors.SecretInTheClear : AccessErrors.SecretWrong).Vi);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ExistingSystems.Fail(Context, StatusCodes.Status403Forbidden, 19, AccessErrors.FunctionForbidden.Vi);

    private string? Header(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Request.Headers.TryGetValue(name, out var value) && value.Count == 1 && value[0] is { Length: > 0 } text)
            {
                return text.Trim();
            }
        }

        return null;
    }

    [LoggerMessage(EventId = 3010, Level = LogLevel.Warning, Message = "A call of an existing system could not be checked; it is told to try again.")]
    private static partial void LogUnavailable(ILogger logger, Exception cause);
}
