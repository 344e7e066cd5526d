using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace VanLang.Web.Forms;

/// <summary>
/// One sentence from the page that redirects to the page that follows, in a cookie that lives one minute. It is shown as text only, to
/// the one who holds the cookie, so it needs no protection.
/// </summary>
public static class Flash
{
    private const string Cookie = "vanlang-flash";
    private const int Longest = 500;

    /// <summary>Leaves a sentence for the next page.</summary>
    public static void Leave(HttpContext context, string sentence) => context.Response.Cookies.Append(
        Cookie,
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(sentence.Length <= Longest ? sentence : sentence[..Longest])),
        new CookieOptions { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromMinutes(1), Path = "/" });

    /// <summary>Takes the sentence left for this page, once.</summary>
    internal static string? Take(HttpContext context)
    {
        var left = context.Request.Cookies[Cookie];
        if (string.IsNullOrEmpty(left) || context.Response.HasStarted)
        {
            return null;
        }

        context.Response.Cookies.Delete(Cookie, new CookieOptions { Path = "/" });
        return left.Length <= 4 * Longest && Base64Url.IsValid(left) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(left)) : null;
    }
}
