using System.Net;
using System.Text;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Api;

/// <summary>Errors that the directory finds show the code's place in the packet.</summary>
public abstract class ErrorPlaceApiTests(TestApp app)
{
    [Fact]
    public async Task An_unknown_recipient_is_shown_in_the_packet()
    {
        using var client = await app.Api("G22");
        var packet = Agencies.Document("G22", ["H41", "H98", "H26", "H99"], shape: new PacketShape());

        using var answer = await client.PostAsync(Calls.Packets, Calls.Body(packet));

        var problem = await answer.Json(HttpStatusCode.UnprocessableEntity);
        var errors = problem.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(["EXC-0004 To[2]/OrganId H98", "EXC-0004 To[4]/OrganId H99"], errors.Select(e => $"{e.Text("code")} {e.Text("field")} {e.Text("organId")}"));
        Assert.Equal(["/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/To[2]/OrganId", "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/To[4]/OrganId"], errors.Select(e => e.Text("path")));
        foreach (var error in errors)
        {
            var (line, column) = (error.GetProperty("line").GetInt32(), error.GetProperty("column").GetInt32());
            Assert.Equal(Place(Encoding.UTF8.GetString(packet), error.Text("organId")), (line, column));
        }
    }

    [Fact]
    public async Task A_foreign_sender_is_shown_in_the_packet()
    {
        using var client = await app.Api("H41");

        using var answer = await client.PostAsync(Calls.Packets, Calls.Body(Agencies.Document("G22", ["H26"])));

        var error = (await answer.Json(HttpStatusCode.Forbidden)).GetProperty("errors")[0];
        Assert.Equal(("EXC-0002", "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/From/OrganId"), (error.Text("code"), error.Text("path")));
        Assert.True(error.GetProperty("line").GetInt32() >= 1 && error.GetProperty("column").GetInt32() > 1);
    }

    [Fact]
    public async Task An_empty_body_is_wrong_at_its_first_place()
    {
        using var client = await app.Api("G22");

        using var answer = await client.PostAsync(Calls.Packets, Calls.Body([]));

        var problem = await answer.Json(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("EDX-0014", "Gói tin rỗng."), (problem.Text("code"), problem.Text("detail")));
        Assert.Equal((1, 1), (problem.GetProperty("errors")[0].GetProperty("line").GetInt32(), problem.GetProperty("errors")[0].GetProperty("column").GetInt32()));
    }

    // The parser counts an element from its name, behind the bracket.
    private static (int Line, int Column) Place(string text, string code)
    {
        var at = text.LastIndexOf('<', text.IndexOf(">" + code + "<", StringComparison.Ordinal)) + 1;
        var before = text[..at];
        return (before.Count(c => c == '\n') + 1, at - before.LastIndexOf('\n'));
    }
}

public sealed class ErrorPlaceApiOnSqlite(SqliteApp app) : ErrorPlaceApiTests(app), IClassFixture<SqliteApp>;

public sealed class ErrorPlaceApiOnPostgres(PostgresApp app) : ErrorPlaceApiTests(app), IClassFixture<PostgresApp>;
