using System.CommandLine;
using System.Diagnostics;
using VanLang.Agent.Conformance;
using VanLang.Client.Access;

namespace VanLang.Agent.Commands;

/// <summary>Tests an exchange against the protocol, clause by clause, as two agencies.</summary>
internal static class ConformCommand
{
    public static Command Build(Sessions sessions)
    {
        var words = sessions.Words;
        var url = new Argument<string>("URL") { Description = words.Say("The exchange under test. Real documents are sent to it: use a test installation.", "Trục cần kiểm tra. Văn bản thật sẽ được gửi: hãy dùng hệ thống thử nghiệm.") };
        var recipient = new Option<string>("--recipient-key") { Required = true, Description = words.Say("Key file of a second agency's system, which receives.", "Tệp khóa của hệ thống cơ quan thứ hai, bên nhận.") };
        var only = new Option<string[]>("--only") { AllowMultipleArgumentsPerToken = true, Description = words.Say("Only these clauses, such as SEND-04, or their groups, such as SEND.", "Chỉ các điều này, như SEND-04, hoặc nhóm, như SEND.") };
        var command = new Command("conform", words.Say("Test an exchange against the protocol and report each clause. Ends with 8 when a clause fails.", "Kiểm tra một Trục theo giao thức, báo cáo từng điều. Kết thúc với mã 8 nếu có điều không đạt.")) { url, recipient, only };
        command.SetAction(async (parsed, ct) =>
        {
            using var sender = sessions.Credentials(parsed);
            using var receiver = ExchangeCredentials.FromFile(parsed.GetValue(recipient)!);
            using var peer = new Peer(sessions.Address(parsed, parsed.GetValue(url)), sender, receiver, sessions.Time);
            var chosen = parsed.GetValue(only) is { Length: > 0 } names ? Clauses.All.Where(c => names.Any(n => c.Id.StartsWith(n, StringComparison.OrdinalIgnoreCase))).ToList() : Clauses.All;
            if (chosen.Count == 0)
            {
                throw new AgentException(ExitCodes.Usage, words.Say("No clause is named so.", "Không có điều nào tên như vậy."));
            }

            var findings = new List<Finding>();
            foreach (var clause in chosen)
            {
                findings.Add(await Judge(clause, peer, words, ct));
            }

            Report(sessions.Output(parsed), words, findings);
            return findings.Exists(f => f.Verdict is Verdict.Fail) ? ExitCodes.NotConforming : ExitCodes.Done;
        });
        return command;
    }

    private static async Task<Finding> Judge(Clause clause, Peer peer, Words words, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        Finding Found(Verdict verdict, string? reason) => new(clause.Id, words.Say(clause.En, clause.Vi), verdict, reason, watch.ElapsedMilliseconds);
        try
        {
            await clause.Check(peer, ct);
            return Found(Verdict.Pass, null);
        }
        catch (NotConforming e)
        {
            return Found(Verdict.Fail, e.Message);
        }
        catch (PartNotOffered e)
        {
            return Found(Verdict.NotOffered, e.Message);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && e is HttpRequestException or IOException or OperationCanceledException)
        {
            return Found(Verdict.Fail, $"no answer: {e.Message}");
        }
    }

    private static void Report(Output output, Words words, List<Finding> findings) => output.Answer(new { passed = findings.Count(f => f.Verdict is Verdict.Pass), failed = findings.Count(f => f.Verdict is Verdict.Fail), findings = findings.Select(f => new { f.Id, f.Clause, verdict = f.Verdict.ToString(), f.Reason, f.Milliseconds }) }, text =>
    {
        foreach (var finding in findings)
        {
            text.WriteLine($"{Word(finding.Verdict),-5} {finding.Id}  {finding.Clause}");
            if (finding.Reason is not null)
            {
                text.WriteLine($"               {finding.Reason}");
            }
        }

        text.WriteLine();
        text.WriteLine(words.Say(
            $"{findings.Count(f => f.Verdict is Verdict.Pass)} clauses kept, {findings.Count(f => f.Verdict is Verdict.Fail)} broken, {findings.Count(f => f.Verdict is Verdict.NotOffered)} not offered.",
            $"{findings.Count(f => f.Verdict is Verdict.Pass)} điều đạt, {findings.Count(f => f.Verdict is Verdict.Fail)} không đạt, {findings.Count(f => f.Verdict is Verdict.NotOffered)} không cung cấp."));
    });

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "ok",
        Verdict.Fail => "FAIL",
        _ => "-",
    };
}
