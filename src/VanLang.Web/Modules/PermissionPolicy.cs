using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace VanLang.Web.Modules;

/// <summary>Only actors who hold this permission: <c>@attribute [HasPermission(ExchangePermissions.Send)]</c>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class HasPermissionAttribute(string permission) : AuthorizeAttribute(PermissionPolicies.Prefix + permission)
{
    /// <summary>The permission's code.</summary>
    public string Permission => permission;
}

/// <summary>Endpoints by permission.</summary>
public static class PermissionEndpoints
{
    /// <summary>Only actors who hold this permission.</summary>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder builder, string permission)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(PermissionPolicies.Prefix + permission);
}

internal sealed record PermissionRequirement(string Permission) : IAuthorizationRequirement;

/// <summary>Makes the policy of a permission from its name, so that no list has to be kept beside the modules' own.</summary>
internal sealed class PermissionPolicies(IOptions<AuthorizationOptions> options) : DefaultAuthorizationPolicyProvider(options)
{
    public const string Prefix = "permission:";

    public override async Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) => policyName.StartsWith(Prefix, StringComparison.Ordinal)
        ? new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new PermissionRequirement(policyName[Prefix.Length..])).Build()
        : await base.GetPolicyAsync(policyName);
}

internal sealed class PermissionHandler(CurrentActor current) : AuthorizationHandler<PermissionRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (current.Actor.May(requirement.Permission))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

/// <summary>An actor who is signed in but resolved to nobody (locked, ended, position lost) is refused everywhere.</summary>
internal sealed record KnownActorRequirement : IAuthorizationRequirement;

internal sealed class KnownActorHandler(CurrentActor current) : AuthorizationHandler<KnownActorRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, KnownActorRequirement requirement)
    {
        if (current.Actor.Kind is not Kernel.ActorKind.Anonymous)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Deny by default.</summary>
public static class PermissionRegistration
{
    /// <summary>Registers the current actor and the policies; whatever says nothing needs a known actor.</summary>
    public static IServiceCollection AddPermissions(this IServiceCollection services)
    {
        services.AddAuthentication();
        services.AddScoped<CurrentActor>();
        services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>();
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        services.AddScoped<IAuthorizationHandler, KnownActorHandler>();
        services.AddAuthorizationBuilder()
            .SetDefaultPolicy(KnownActor())
            .SetFallbackPolicy(KnownActor());
        return services;
    }

    /// <summary>Resolves the actor after authentication and before authorization.</summary>
    public static IApplicationBuilder UseCurrentActor(this IApplicationBuilder app) => app.UseMiddleware<CurrentActorMiddleware>();

    private static AuthorizationPolicy KnownActor() => new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new KnownActorRequirement()).Build();
}
