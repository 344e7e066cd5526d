using Microsoft.AspNetCore.Components;
using VanLang.Kernel;
using VanLang.Organizations.Registry;
using VanLang.Web.Forms;

namespace VanLang.Organizations.Pages.Edit;

/// <summary>What the edit pages of one organisation share: they find it first, and answer 404 when it is not there.</summary>
public abstract class EditPage : FormPage
{
    [Parameter]
    public string Code { get; set; } = "";

    [Inject]
    private GetOrganization Get { get; set; } = null!;

    [Inject]
    private protected Clock Clock { get; set; } = null!;

    private protected OrganizationView? View { get; private set; }

    private protected Error? Missing { get; private set; }

    private protected string Back => OrganizationLinks.To(View?.Entry.Code ?? Code);

    protected override async Task OnInitializedAsync()
    {
        var found = await Get.Handle(Code, Clock.Today, Aborted);
        if (found.IsOk)
        {
            View = found.Value;
            Begin(View);
        }
        else
        {
            Missing = found.Error;
        }
    }

    /// <summary>Makes the form of the first showing.</summary>
    private protected abstract void Begin(OrganizationView view);
}
