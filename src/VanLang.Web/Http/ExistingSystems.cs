using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace VanLang.Web.Http;

/// <summary>
/// Addresses at which the document systems that agencies already run call with the functions they know, and the one form of refusal that they can read:
/// <c>{status:"FAIL", ErrorCode, ErrorDesc}</c>, never problem details and never an error page.
/// </summary>
public static class ExistingSystems
{
    /// <summary>Functions of the national kit.</summary>
    public const string National = "/vxp";

    /// <summary>The provincial REST shape.</summary>
    public const string Provincial = "/lgsp";

    /// <summary>Wrong, missing or locked SystemId or secret.</summary>
    public const int WrongSecret = 15;

    /// <summary>True for their addresses.</summary>
    public static bool Speaks(PathString path) => path.StartsWithSegments(National) || path.StartsWithSegments(Provincial);

    /// <summary>A sentence as the caller's software shows it: systems of the national kit were written for Vietnamese without marks.</summary>
    public static string Say(HttpContext http, string sentence) => http.Request.Path.StartsWithSegments(National) ? WithoutMarks(sentence) : sentence;

    /// <summary>Writes a refusal.</summary>
    public static async Task Fail(HttpContext http, int status, int number, string sentence)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) });
        json.WriteStartObject();
        json.WriteString("status", "FAIL");
        json.WriteString("ErrorCode", number.ToString(CultureInfo.InvariantCulture));
        json.WriteString("ErrorDesc", Say(http, sentence));
        json.WriteEndObject();
        await json.FlushAsync(http.RequestAborted);
    }

    /// <summary>Marks dropped, letters and signs kept: "Đơn vị gửi" becomes "Don vi gui".</summary>
    public static string WithoutMarks(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)
            {
                plain.Append(c switch { 'đ' => 'd', 'Đ' => 'D', _ => c });
            }
        }

        return plain.ToString();
    }
}
