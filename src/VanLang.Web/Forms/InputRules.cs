using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Localization;

namespace VanLang.Web.Forms;

/// <summary>
/// Checks the annotations of a form in plain words of the reader's language. The label comes from <c>[Display(Name = "Trích yếu")]</c>,
/// whose name is the key of the module's translations, as is an <c>ErrorMessage</c> when one is given.
/// </summary>
internal sealed class InputRules(IStringLocalizer<App> text, IStringLocalizerFactory localizers)
{
    // These attributes fill in an English sentence by themselves.
    private static readonly HashSet<string?> Defaults = [new EmailAddressAttribute().ErrorMessage, new UrlAttribute().ErrorMessage, new PhoneAttribute().ErrorMessage];

    public IReadOnlyList<FormFault> Check(object form)
    {
        var results = new List<ValidationResult>();
        var faults = new List<FormFault>();
        var type = form.GetType();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Where(p => p.CanRead && p.GetIndexParameters().Length == 0))
        {
            // An empty field is posted as an empty text; it is left out, not wrong.
            var value = property.GetValue(form) is "" ? null : property.GetValue(form);
            var context = new ValidationContext(form) { MemberName = property.Name, DisplayName = property.Name };
            foreach (var rule in property.GetCustomAttributes<ValidationAttribute>().OrderByDescending(a => a is RequiredAttribute))
            {
                if (rule.GetValidationResult(value, context) is { } wrong)
                {
                    faults.Add(new FormFault(property.Name, Sentence(rule, wrong, property), null));
                    break;
                }
            }
        }

        if (faults.Count == 0 && form is IValidatableObject whole)
        {
            results.AddRange(whole.Validate(new ValidationContext(form)));
            var words = localizers.Create(type);
            faults.AddRange(results.Select(r => new FormFault(r.MemberNames.FirstOrDefault(), words[r.ErrorMessage ?? ""], null)));
        }

        return faults;
    }

    /// <summary>The label of a property in the reader's language.</summary>
    public string Label(PropertyInfo property) =>
        property.GetCustomAttribute<DisplayAttribute>()?.Name is { } name ? localizers.Create(property.DeclaringType!)[name] : property.Name;

    /// <summary>What is said when the text of a field cannot be read as its type.</summary>
    public string Unreadable(PropertyInfo? property)
    {
        var type = property is null ? null : Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var label = property is null ? "" : Label(property);
        return type switch
        {
            _ when type == typeof(DateOnly) || type == typeof(DateTime) || type == typeof(DateTimeOffset) => text["{0}: ngày phải viết dạng ngày/tháng/năm, ví dụ 24/11/2026.", label],
            _ when type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(double) => text["{0}: phải là một số.", label],
            _ => text["{0}: giá trị không đọc được.", label],
        };
    }

    private string Sentence(ValidationAttribute rule, ValidationResult wrong, PropertyInfo property)
    {
        var label = Label(property);
        if (rule.ErrorMessage is { } own && !Defaults.Contains(own))
        {
            return localizers.Create(property.DeclaringType!)[own, label];
        }

        return rule switch
        {
            RequiredAttribute => text["Hãy nhập {0}.", Lower(label)],
            StringLengthAttribute { MinimumLength: > 0 } length => text["{0} phải dài từ {1} đến {2} ký tự.", label, length.MinimumLength, length.MaximumLength],
            StringLengthAttribute length => text["{0} dài quá {1} ký tự.", label, length.MaximumLength],
            MaxLengthAttribute length => text["{0} dài quá {1} ký tự.", label, length.Length],
            MinLengthAttribute length => text["{0} phải dài ít nhất {1} ký tự.", label, length.Length],
            RangeAttribute range => text["{0} phải từ {1} đến {2}.", label, range.Minimum, range.Maximum],
            EmailAddressAttribute => text["{0} chưa đúng dạng thư điện tử, ví dụ ha.nguyen@bokhcn.gov.vn.", label],
            CompareAttribute => text["{0} chưa khớp.", label],
            RegularExpressionAttribute => text["{0} chưa đúng dạng.", label],
            _ => wrong.ErrorMessage ?? text["{0} chưa đúng dạng.", label],
        };
    }

    // "Hãy nhập trích yếu", but "Hãy nhập CCCD": only a capital before a small letter is lowered.
    private static string Lower(string label) =>
        label.Length > 1 && char.IsUpper(label[0]) && (char.IsLower(label[1]) || label[1] == ' ') ? label[..1].ToLower(CultureInfo.CurrentCulture) + label[1..] : label;
}
