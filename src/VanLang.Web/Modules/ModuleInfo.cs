using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Kernel;

namespace VanLang.Web.Modules;

/// <summary>The one face of a module towards the host.</summary>
/// <param name="Name">Lower-case name: schema, file, log prefix.</param>
/// <param name="Assembly">Where its pages are.</param>
/// <param name="Add">Registers its database, use cases, jobs and options.</param>
/// <param name="Map">Maps its API.</param>
/// <param name="Menu">Its entries in the shell.</param>
public sealed record ModuleInfo(
    string Name,
    Assembly Assembly,
    Action<IServiceCollection, IConfiguration> Add,
    Action<IEndpointRouteBuilder> Map,
    IReadOnlyList<MenuEntry> Menu)
{
    /// <summary>Every permission that the module knows, with its plain meaning.</summary>
    public IReadOnlyList<Permission> Permissions { get; init; } = [];

    /// <summary>Every act that the module writes into the audit log, in plain words.</summary>
    public IReadOnlyList<AuditAct> Acts { get; init; } = [];

    /// <summary>Catalogues that every installation starts with (agencies, holidays, roles); must do nothing when they are there.</summary>
    public Func<IServiceProvider, CancellationToken, Task>? SeedCatalogue { get; init; }

    /// <summary>Invented data through the real use cases, on the first start of a demo; modules run in the order of the list.</summary>
    public Func<IServiceProvider, CancellationToken, Task>? SeedDemo { get; init; }
}

/// <summary>One thing that may be permitted.</summary>
/// <param name="Code">Module and verb, such as <c>exchange.send</c>.</param>
/// <param name="Vi">Plain Vietnamese.</param>
/// <param name="En">Plain English.</param>
/// <param name="Roles">Roles (codes of <see cref="Roles"/>) that hold it unless an administrator decides otherwise.</param>
public sealed record Permission(string Code, string Vi, string En, params IReadOnlyList<string> Roles);

/// <summary>What an action of the audit log means.</summary>
/// <param name="Code">As the log keeps it, such as <c>exchange.packet.accepted</c>.</param>
/// <param name="Vi">What was done, in plain Vietnamese; who and on what stand beside it.</param>
/// <param name="En">The same in English.</param>
public sealed record AuditAct(string Code, string Vi, string En);

/// <summary>Roles that a position carries; what each may do is data.</summary>
public static class Roles
{
    /// <summary>Văn thư: receives, registers, sends.</summary>
    public const string Clerk = "clerk";

    /// <summary>Chuyên viên: works on what is assigned.</summary>
    public const string Officer = "officer";

    /// <summary>Lãnh đạo: assigns, approves, signs.</summary>
    public const string Leader = "leader";

    /// <summary>Quản trị cơ quan: accounts and clients of the own organisation.</summary>
    public const string OrganizationAdmin = "org-admin";

    /// <summary>Quản trị hệ thống: catalogues, calendar, all organisations.</summary>
    public const string SystemAdmin = "system-admin";

    /// <summary>Kiểm toán, thanh tra: reads the audit, changes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>Hệ thống của cơ quan: an agency's own system, signed in with its key. No position carries it.</summary>
    public const string Client = "client";

    /// <summary>All role codes.</summary>
    public static IReadOnlyList<string> All { get; } = [Clerk, Officer, Leader, OrganizationAdmin, SystemAdmin, Auditor, Client];

    /// <summary>Roles that a position may carry, so that people hold them: never an API client's.</summary>
    public static IReadOnlyList<string> OfPeople { get; } = [.. All.Where(r => r != Client)];
}

/// <summary>An entry of the shell's menus.</summary>
/// <param name="System">Header system it belongs to: one of <see cref="Systems"/>.</param>
/// <param name="Title">Vietnamese title; also the key of its English one in the module's resources.</param>
/// <param name="Href">Address.</param>
/// <param name="Icon">Lucide icon name.</param>
/// <param name="Permission">Shown only to those who may; null = everyone signed in.</param>
/// <param name="Group">Heading in the rail.</param>
/// <param name="Count">Number shown beside it; one query, or none.</param>
public sealed record MenuEntry(
    string System,
    string Title,
    string Href,
    string Icon,
    string? Permission,
    string? Group = null,
    Func<IServiceProvider, Actor, CancellationToken, ValueTask<int?>>? Count = null)
{
    /// <summary>English title.</summary>
    public string? TitleEn { get; init; }

    /// <summary>Addresses beside <see cref="Href"/> whose pages belong to this entry.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];
}

/// <summary>The systems in the header, in this order.</summary>
public static class Systems
{
    /// <summary>Văn bản.</summary>
    public const string Documents = "documents";

    /// <summary>Tra cứu: organisations, calendar.</summary>
    public const string Reference = "reference";

    /// <summary>Quản trị.</summary>
    public const string Administration = "administration";
}
