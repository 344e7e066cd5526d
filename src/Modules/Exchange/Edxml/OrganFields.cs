using System.Text.RegularExpressions;

namespace VanLang.Exchange.Edxml;

/// <summary>The blocks that documents and status packets share.</summary>
internal static partial class OrganFields
{
    public static EdxmlOrgan? Organ(this HeaderFields fields, LocatedElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var code = fields.OrganId(element, Need.Required);
        var organ = new EdxmlOrgan(
            code ?? "",
            fields.Text(element, "OrganName", 200, Need.Wanted),
            fields.Text(element, "OrganizationInCharge", 200),
            fields.Text(element, "OrganAdd", 250),
            fields.Text(element, "Email", 100),
            fields.Text(element, "Telephone", 20),
            fields.Text(element, "Fax", 20),
            fields.Text(element, "Website", 100));
        fields.CheckEmail(element, organ.Email);
        return code is null ? null : organ;
    }

    public static string? OrganId(this HeaderFields fields, LocatedElement parent, Need need)
    {
        if (fields.Text(parent, "OrganId", EdxmlNames.OrganIdLength * 4, need, strict: true) is not { } code)
        {
            return null;
        }

        var element = fields.Child(parent, "OrganId")!;
        if (!Lenient().IsMatch(code))
        {
            fields.Findings.Error(EdxmlErrors.OrganCode.With(HeaderFields.Short(code)), element);
            return null;
        }

        if (!Old().IsMatch(code) && !New().IsMatch(code))
        {
            fields.Findings.Warn(EdxmlErrors.OrganCodeScheme.With(code), element);
        }

        return code;
    }

    /// <summary>Null for an empty one, which vendors send to mean "none".</summary>
    public static EdxmlResponseFor? ResponseFor(this HeaderFields fields, LocatedElement element)
    {
        var response = new EdxmlResponseFor(
            fields.OrganId(element, Need.Optional),
            fields.Text(element, "Code", 100),
            fields.Date(element, "PromulgationDate"),
            fields.Text(element, "DocumentId", EdxmlNames.DocumentIdLength, strict: true));
        if (response is not { OrganId: null, Code: null, PromulgationDate: null, DocumentId: null })
        {
            return response;
        }

        fields.Findings.Warn(EdxmlErrors.EmptyElement.With(element.LocalName), element);
        return null;
    }

    public static EdxmlStaff? Staff(this HeaderFields fields, LocatedElement? parent, Need need)
    {
        if (fields.Child(parent, "StaffInfo", need) is not { } element)
        {
            return null;
        }

        var staff = new EdxmlStaff(
            fields.Text(element, "Department", 200),
            fields.Text(element, "Staff", 100),
            fields.Text(element, "Email", 100),
            fields.Text(element, "Mobile", 20));
        fields.CheckEmail(element, staff.Email);
        return staff is { Department: null, Name: null, Email: null, Mobile: null } ? null : staff;
    }

    private static void CheckEmail(this HeaderFields fields, LocatedElement parent, string? email)
    {
        if (email is not null && !Email().IsMatch(email))
        {
            fields.Findings.Warn(EdxmlErrors.EmailForm.With(HeaderFields.Short(email)), fields.Child(parent, "Email")!);
        }
    }

    // Codes outside both schemes are met in the field (relay centres, enterprises, vxp.saas.03): read leniently, issued strictly.
    [GeneratedRegex(@"^[0-9A-Za-z][0-9A-Za-z._\-]{0,34}$")]
    private static partial Regex Lenient();

    [GeneratedRegex(@"^\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}$")]
    private static partial Regex Old();

    [GeneratedRegex(@"^[A-Z]\d{2}(\.[0-9A-Z]{1,3}){0,6}$")]
    private static partial Regex New();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex Email();
}
