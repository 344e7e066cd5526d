using System.Globalization;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VanLang.Kernel;
using VanLang.Testing;
using VanLang.Web;
using VanLang.Web.Modules;

namespace VanLang.Foundation.Tests.Web;

/// <summary>One component rendered as on the server, parsed.</summary>
internal static class Rendered
{
    public static async Task<IHtmlDocument> Of<T>(string language, params (string Name, object? Value)[] parameters)
        where T : IComponent
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<TimeProvider>(new TestClock());
        builder.Services.AddSingleton<Clock>();
        builder.Services.AddSingleton<IReadOnlyList<ModuleInfo>>([]);
        builder.Services.AddFace();
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ILoggerFactory>());
        var culture = CultureInfo.GetCultureInfo(language);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
            return (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters.ToDictionary(p => p.Name, p => p.Value)))).ToHtmlString();
        });
        return new HtmlParser().ParseDocument(html);
    }

    public static Task<IHtmlDocument> Of<T>(params (string Name, object? Value)[] parameters)
        where T : IComponent => Of<T>("vi-VN", parameters);

    /// <summary>Plain text as content.</summary>
    public static RenderFragment Text(string text) => builder => builder.AddContent(0, text);

    public static string Squeezed(this AngleSharp.Dom.INode node) => Testing.Http.HtmlAssert.Squeeze(node.TextContent);
}
