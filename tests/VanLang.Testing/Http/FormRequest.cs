using System.Net.Http.Headers;
using AngleSharp.Html.Dom;

namespace VanLang.Testing.Http;

/// <summary>A file chosen in a form.</summary>
public sealed record Upload(string FileName, byte[] Content, string ContentType = "application/pdf");

/// <summary>Makes of a form what a browser would send.</summary>
internal static class FormRequest
{
    public static HttpRequestMessage Of(Page page, IHtmlFormElement form, IHtmlButtonElement? button, (string Name, object? Value)[] values)
    {
        var fields = Standing(form);
        var known = form.QuerySelectorAll("[name]").Concat(form.Owner!.QuerySelectorAll($"[form='{form.Id}'][name]")).Select(e => e.GetAttribute("name")!).ToHashSet();
        foreach (var (name, value) in values)
        {
            if (!known.Contains(name))
            {
                throw new InvalidOperationException($"The form has no field {name}. It has: {string.Join(", ", known.Order())}");
            }

            fields.RemoveAll(f => f.Name == name);
            fields.AddRange(Texts(value).Select(v => (name, v)));
        }

        if (button?.Name is { Length: > 0 } pressed)
        {
            fields.Add((pressed, button.Value));
        }

        var named = button?.GetAttribute("formaction") ?? form.GetAttribute("action");
        var action = new Uri(new Uri("http://form" + page.Url), string.IsNullOrEmpty(named) ? page.Url : named).PathAndQuery;
        if (!string.Equals(form.Method, "post", StringComparison.OrdinalIgnoreCase))
        {
            var query = string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Name)}={Uri.EscapeDataString((string)f.Value)}"));
            return new HttpRequestMessage(HttpMethod.Get, action.Split('?')[0] + "?" + query);
        }

        return new HttpRequestMessage(HttpMethod.Post, action)
        {
            Content = form.Enctype == "multipart/form-data" ? Multipart(fields) : new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, (string)f.Value))),
        };
    }

    private static List<(string Name, object Value)> Standing(IHtmlFormElement form)
    {
        var fields = new List<(string, object)>();
        foreach (var element in form.Elements.Where(e => e.GetAttribute("name") is { Length: > 0 } && !e.HasAttribute("disabled") && e.Closest("fieldset[disabled]") is null))
        {
            var name = element.GetAttribute("name")!;
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } box when box.IsChecked:
                    fields.Add((name, box.GetAttribute("value") ?? "on"));
                    break;
                case IHtmlInputElement { Type: "checkbox" or "radio" or "submit" or "button" or "reset" or "image" or "file" }:
                    break;
                case IHtmlInputElement input:
                    fields.Add((name, input.Value));
                    break;
                case IHtmlTextAreaElement area:
                    fields.Add((name, area.Value));
                    break;
                case IHtmlSelectElement select:
                    fields.AddRange(select.Options.Where(o => o.IsSelected && !o.IsDisabled).Select(o => (name, (object)o.Value)));
                    break;
            }
        }

        return fields;
    }

    private static IEnumerable<object> Texts(object? value) => value switch
    {
        null => [],
        string or Upload => [value],
        IEnumerable<Upload> files => files,
        IEnumerable<string> many => many,
        bool flag => [flag ? "true" : "false"],
        IFormattable formattable => [formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture)],
        _ => [value.ToString()!],
    };

    private static MultipartFormDataContent Multipart(List<(string Name, object Value)> fields)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            if (value is Upload file)
            {
                var part = new ByteArrayContent(file.Content);
                part.Headers.ContentType = new MediaTypeHeaderValue(file.ContentType);
                content.Add(part, name, file.FileName);
            }
            else
            {
                content.Add(new StringContent((string)value), name);
            }
        }

        return content;
    }
}
