using VanLang.Kernel;

namespace VanLang.Organizations.Registry;

/// <summary>Address, mail, telephone, fax and website, as the packet header carries them.</summary>
internal sealed class UpdateContact(RegistryChange change)
{
    public sealed record Input(string Code, ContactInput Contact, string Reason, long? Version = null);

    public static Error? Check(Input input) => ContactInput.Check(input.Contact) ?? Permit.Reason(input.Reason);

    public async Task<Result> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if ((Permit.Edit(actor) ?? Check(input)) is { } wrong)
        {
            return wrong;
        }

        if (!(await change.Open(input.Code, input.Version, input.Reason, actor, ct)).TryGet(out var organization, out var refused))
        {
            return refused;
        }

        organization.SetContact(input.Contact, change.Now);
        return await change.Close(actor, "contact", input.Reason, [organization.Code], null, ct);
    }
}
