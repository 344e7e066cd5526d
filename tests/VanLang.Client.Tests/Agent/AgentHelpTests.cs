using VanLang.Agent;

namespace VanLang.Client.Tests.Agent;

/// <summary>Help that a newcomer can read, in both languages.</summary>
public sealed class AgentHelpTests
{
    [Theory]
    [InlineData("send")]
    [InlineData("pack")]
    [InlineData("inbox")]
    [InlineData("get")]
    [InlineData("status")]
    [InlineData("report")]
    [InlineData("ack")]
    [InlineData("verify")]
    [InlineData("recall")]
    [InlineData("take-back")]
    [InlineData("answer")]
    [InlineData("update")]
    [InlineData("replace")]
    [InlineData("listen")]
    public async Task Every_command_explains_itself_in_both_languages(string command)
    {
        var english = await Help("en_US.UTF-8", command, "--help");
        var vietnamese = await Help("vi_VN.UTF-8", command, "--help");

        Assert.Contains("Usage:", english);
        Assert.Contains("Cách dùng:", vietnamese);
        Assert.Contains("Mô tả:", vietnamese);
        Assert.DoesNotContain("Options:", vietnamese);
        Assert.NotEqual(Lines(english)[1], Lines(vietnamese)[1]);
        Assert.All(Lines(english).Where(l => l.TrimStart().StartsWith("--", StringComparison.Ordinal)), l => Assert.Contains("  ", l.Trim()));
    }

    [Fact]
    public async Task The_first_page_lists_commands_and_exit_codes()
    {
        var help = await Help("C", "--help");

        Assert.All((string[])["send", "pack", "inbox", "get", "status", "verify", "5 not verified", "--url", "--key", "--json"], word => Assert.Contains(word, help));
    }

    [Fact]
    public async Task A_wrong_line_says_where_help_is()
    {
        var notes = new StringWriter();

        var code = await new AgentProgram(new StringWriter(), notes, name => name == "LANG" ? "vi_VN" : null).Run(["pack"], CancellationToken.None);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("--subject", notes.ToString());
        Assert.EndsWith("Xem: vanlang-agent --help", notes.ToString().Trim());
    }

    private static string[] Lines(string text) => text.Split('\n');

    private static async Task<string> Help(string language, params string[] arguments)
    {
        var answers = new StringWriter();
        var code = await new AgentProgram(answers, new StringWriter(), name => name == "LANG" ? language : null).Run(arguments, CancellationToken.None);
        Assert.Equal(0, code);
        return answers.ToString();
    }
}
