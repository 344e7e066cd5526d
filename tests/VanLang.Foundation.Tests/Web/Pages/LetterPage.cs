using System.Linq.Expressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using VanLang.Web.Forms;
using VanLang.Web.Layouts;

namespace VanLang.Foundation.Tests.Web.Pages;

/// <summary>A form page as modules write it, without their Razor syntax, since this project has none.</summary>
[Route("/letters/new")]
[AllowAnonymous]
[Layout(typeof(PlainLayout))]
public sealed class LetterPage : FormPage
{
    public static readonly IReadOnlyList<Party> Tree =
    [
        new("G00", "Chính phủ", null, [new("G12", "Bộ Khoa học và Công nghệ", "G12", [new("G12.01", "Cục Viễn thông")]), new("G15", "Bộ Tài chính")], CanPick: false),
        new("H00", "Tỉnh, thành phố", null, [new("H26", "Thành phố Hà Nội"), new("H17", "Thành phố Đà Nẵng")], CanPick: false),
    ];

    [Inject]
    public Desk Desk { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "letter")]
    private LetterForm Form { get; set; } = null!;

    protected override void OnInitialized() => Form ??= new LetterForm();

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(0, "<h1>Soạn văn bản</h1>");
        builder.OpenComponent<FormBox>(1);
        builder.AddComponentParameter(2, nameof(FormBox.Page), this);
        builder.AddComponentParameter(3, nameof(FormBox.Name), "letter");
        builder.AddComponentParameter(4, nameof(FormBox.OnPost), EventCallback.Factory.Create(this, Post));
        builder.AddComponentParameter(5, nameof(FormBox.ChildContent), (RenderFragment)Fields);
        builder.CloseComponent();
        builder.OpenComponent<FormBox>(6);
        builder.AddComponentParameter(7, nameof(FormBox.Page), this);
        builder.AddComponentParameter(8, nameof(FormBox.Name), "other");
        builder.AddComponentParameter(9, nameof(FormBox.OnPost), EventCallback.Factory.Create(this, () => Go("/letters", "Đã hủy.")));
        builder.AddComponentParameter(10, nameof(FormBox.ChildContent), (RenderFragment)(b => b.AddMarkupContent(0, "<button id=\"drop\">Bỏ</button>")));
        builder.CloseComponent();
    }

    private Task Post() => Submit(Form, ct => Desk.Send(Form, SubmissionId), "/letters", "Đã gửi văn bản.");

    private void Fields(RenderTreeBuilder builder)
    {
        Put<TextField>(builder, () => Form.Number, (nameof(TextField.Hint), "Ví dụ: 616/BC-BKHCN"));
        Put<TextArea>(builder, () => Form.Subject);
        Put<DateField>(builder, () => Form.Issued);
        Put<TextField>(builder, () => Form.Pages);
        Put<TextField>(builder, () => Form.Email);
        Put<Checkbox>(builder, () => Form.Tell);
        Put<PartyPicker>(builder, () => Form.To, (nameof(PartyPicker.Parties), Tree), (nameof(PartyPicker.Groups), new PartyGroup[] { new("min", "Các bộ", ["G12", "G15"]) }));
        Put<TextArea>(builder, () => Form.Note);
        builder.AddMarkupContent(80, "<button id=\"send\" type=\"submit\">Gửi</button>");
    }

    private static void Put<T>(RenderTreeBuilder builder, Expression<Func<object?>> property, params (string Name, object Value)[] more)
        where T : Field
    {
        builder.OpenComponent<T>(0);
        builder.AddComponentParameter(1, nameof(Field.For), property);
        builder.AddMultipleAttributes(2, more.Select(m => KeyValuePair.Create(m.Name, m.Value)));
        builder.CloseComponent();
    }
}

/// <summary>Where the form leads, on the working side.</summary>
[Route("/letters")]
[AllowAnonymous]
public sealed class LettersPage : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, "<h1>Văn bản đến</h1>");
}

/// <summary>A page that needs a permission nobody here has.</summary>
[Route("/accounts")]
[VanLang.Web.Modules.HasPermission("access.accounts.manage")]
public sealed class AccountsPage : ComponentBase;

/// <summary>A page that breaks when its form is posted.</summary>
[Route("/breaks")]
[AllowAnonymous]
public sealed class BreakingPage : FormPage
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(0, "<h1>Hỏng</h1>");
        builder.OpenComponent<FormBox>(1);
        builder.AddComponentParameter(2, nameof(FormBox.Page), this);
        builder.AddComponentParameter(3, nameof(FormBox.Name), "break");
        builder.AddComponentParameter(4, nameof(FormBox.OnPost), EventCallback.Factory.Create(this, () => throw new InvalidOperationException("broken inside")));
        builder.AddComponentParameter(5, nameof(FormBox.ChildContent), (RenderFragment)(b => b.AddMarkupContent(0, "<button>Làm</button>")));
        builder.CloseComponent();
    }
}
