using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.ExistingSystems;

/// <summary>Which of the two lists of the directory is written: they differ in what <c>code</c> is.</summary>
internal enum UnitForm
{
    /// <summary>getAgenciesList: code by QCVN 102 (Decision 28/2018), which is what older systems put into packets.</summary>
    Decision28,

    /// <summary>getAgenciesListQD20: code by Decision 20/2020.</summary>
    Decision20,
}

/// <summary>
/// The directory as JSON, written unit by unit into the answer: a hundred thousand units need the memory of one buffer. Every unit carries both codes,
/// whatever the list, and either may stand in a packet.
/// </summary>
internal static class UnitList
{
    private const int Buffer = 64 * 1024;

    public static async Task Write(PipeWriter target, string sentence, IEnumerable<OrganizationEntry> units, UnitForm form, Action<Utf8JsonWriter, OrganizationEntry>? more, Action<Utf8JsonWriter>? end, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(target, EdocAnswer.Writing);
        json.WriteStartObject();
        json.WriteString("status", "OK");
        json.WriteString("ErrorCode", "0");
        json.WriteString("ErrorDesc", sentence);
        json.WriteStartArray("data");
        foreach (var unit in units)
        {
            WriteUnit(json, unit, form, more);
            if (json.BytesPending + target.UnflushedBytes > Buffer)
            {
                await json.FlushAsync(ct);
                await target.FlushAsync(ct);
            }
        }

        json.WriteEndArray();
        end?.Invoke(json);
        json.WriteEndObject();
        await json.FlushAsync(ct);
        await target.FlushAsync(ct);
    }

    private static void WriteUnit(Utf8JsonWriter json, OrganizationEntry unit, UnitForm form, Action<Utf8JsonWriter, OrganizationEntry>? more)
    {
        json.WriteStartObject();
        json.WriteString("id", unit.Code);
        json.WriteString("pid", unit.ParentCode ?? "");
        json.WriteString("code", form is UnitForm.Decision20 ? unit.Code : unit.Code102 ?? unit.Code);
        json.WriteString("oldCode", unit.Code102 ?? "");
        json.WriteString("code102", unit.Code102 ?? "");
        json.WriteString("codeQD20", unit.Code);
        json.WriteString("name", unit.Name);
        json.WriteString("mail", unit.Contact.Email);
        json.WriteString("level", unit.Level.ToString(CultureInfo.InvariantCulture));
        more?.Invoke(json, unit);
        json.WriteEndObject();
    }

    /// <summary>The answer of a list call.</summary>
    internal sealed class Result(IEnumerable<OrganizationEntry> units, UnitForm form, Action<Utf8JsonWriter, OrganizationEntry>? more = null, Action<Utf8JsonWriter>? end = null) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            return Write(httpContext.Response.BodyWriter, EdocAnswer.Sentence(httpContext), units, form, more, end, httpContext.RequestAborted);
        }
    }
}
