using Microsoft.AspNetCore.Components;
using VanLang.Kernel;
using VanLang.Organizations.Lookup;
using VanLang.Organizations.People;
using VanLang.Web.Forms;

namespace VanLang.Organizations.Pages.People;

/// <summary>What the edit pages of an organisation's people share: scope first, so that nobody fills in a form that will be refused.</summary>
public abstract class PeopleEditPage : FormPage
{
    [Parameter]
    public string Code { get; set; } = "";

    [Inject]
    private ListPeople List { get; set; } = null!;

    [Inject]
    private OrganizationDirectory Directory { get; set; } = null!;

    [Inject]
    private protected Clock Clock { get; set; } = null!;

    private protected PeopleView? View { get; private set; }

    private protected Error? Refused { get; private set; }

    private protected string Back => OrganizationLinks.People(View?.Code ?? Code);

    protected override async Task OnInitializedAsync()
    {
        if (!PeopleScope.Find(await Directory.Current(Aborted), Code, Clock.Today, Actor).TryGet(out _, out var refused))
        {
            Refused = refused;
            return;
        }

        (await List.Handle(Code, Clock.Today, Actor, Aborted)).TryGet(out var view, out refused);
        (View, Refused) = (view, refused);
    }
}
