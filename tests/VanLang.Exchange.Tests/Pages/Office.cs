using VanLang.Exchange.Tests.Edxml;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.Pages;

/// <summary>Sends documents as a clerk of the Government Office does: through the form.</summary>
internal static class Office
{
    // One sign-in a server: a clerk does not sign in for each document, and sign-ins are limited.
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<TestApp, Task<Browser>> Clerks = [];

    private static int number = 100;

    /// <summary>Fields of a form that is right, with a number of its own.</summary>
    public static (string Name, object? Value)[] Document(string subject = "V/v rà soát thủ tục hành chính", params string[] recipients) =>
    [
        ("Form.Kind", "Công văn"),
        ("Form.Number", Interlocked.Increment(ref number).ToString()),
        ("Form.Notation", "VPCP-KSTT"),
        ("Form.Place", "Hà Nội"),
        ("Form.Subject", subject),
        ("Form.Competence", "KT. BỘ TRƯỞNG, CHỦ NHIỆM"),
        ("Form.SignerPosition", "Phó Chủ nhiệm"),
        ("Form.SignerName", "Nguyễn Quốc Bình"),
        ("Form.DueDate", "31/12/2026"),
        ("Form.Files", new Upload("cong-van.pdf", SmallPdf.Make("Công văn"))),
        ("Form.Recipients", recipients.Length == 0 ? ["H41", "H26"] : recipients),
    ];

    /// <summary>The fields with one of them changed.</summary>
    public static (string Name, object? Value)[] With(this (string Name, object? Value)[] fields, string name, object? value) => [.. fields.Where(f => f.Name != name), (name, value)];

    /// <summary>Sends a document and returns the address of its page.</summary>
    public static async Task<string> Send(TestApp app, string subject = "V/v rà soát thủ tục hành chính", params string[] recipients)
    {
        var clerk = await Clerks.GetValue(app, a => a.SignIn("vanthu.g22"));
        var sent = await clerk.Submit(await clerk.Get("/exchange/compose"), "#form-compose", Document(subject, recipients));
        sent.RedirectsTo("/exchange/packets/*");
        return sent.Location!;
    }
}
