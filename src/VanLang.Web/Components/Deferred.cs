using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace VanLang.Web.Components;

/// <summary>Renders its content after its siblings before it have been initialised: the renderer works through components in order.</summary>
public sealed class Deferred : ComponentBase
{
    /// <summary>What is rendered later.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
}
