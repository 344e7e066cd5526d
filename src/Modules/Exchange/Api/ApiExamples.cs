using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace VanLang.Exchange.Api;

/// <summary>Examples in the API's description, taken from a real exchange of the demo.</summary>
internal static class ApiExamples
{
    public const string Packet = """
        <?xml version="1.0" encoding="UTF-8"?>
        <edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLHeader><edXML:MessageHeader>
        <edXML:From><edXML:OrganId>000.00.00.G22</edXML:OrganId><edXML:OrganName>Văn phòng Chính phủ</edXML:OrganName></edXML:From>
        <edXML:To><edXML:OrganId>000.00.00.H41</edXML:OrganId><edXML:OrganName>UBND tỉnh Nghệ An</edXML:OrganName></edXML:To>
        <edXML:DocumentId>000.00.00.G22,2026/11/24,7816/VPCP-TTĐT</edXML:DocumentId> ... </edXML:MessageHeader> ... </edXML:edXMLHeader></edXML:edXMLEnvelope></edXML>
        """;

    public const string PacketAccepted = """
        {"packetId":"019ab4c2-7d10-7c55-9f0e-2f6f4b6a1c01","kind":"document","documentId":"000.00.00.G22,2026/11/24,7816/VPCP-TTĐT",
         "digest":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","size":48213,"acceptedAt":"2026-11-24T09:12:31.402113+07:00","position":1207,"event":0,"matched":true,
         "recipients":[{"organId":"000.00.00.H41","deliveredTo":"H41","name":"Ủy ban nhân dân tỉnh Nghệ An","deliveryId":"019ab4c2-7d11-7a02-8f0e-0d6a4b6a1c02","state":"queued","succeeds":null}],
         "signature":"Valid","warnings":[],"receipt":"eyJhbGciOiJFUzI1NiIs....eyJwYWNrZXRJZCI6....MEUCIQ..."}
        """;

    public const string Inbox = """
        {"items":[{"deliveryId":"019ab4c2-7d11-7a02-8f0e-0d6a4b6a1c02","packetId":"019ab4c2-7d10-7c55-9f0e-2f6f4b6a1c01","documentId":"000.00.00.G22,2026/11/24,7816/VPCP-TTĐT",
         "from":"G22","fromName":"Văn phòng Chính phủ","addressedAs":"000.00.00.H41","subject":"V/v kết nối, liên thông phần mềm quản lý văn bản","priority":0,"kind":"document","state":"queued",
         "receivedAt":"2026-11-24T09:12:31.402113+07:00","acknowledged":false}],"next":"MTIwNw"}
        """;

    public const string Status = """
        {"code":"03","reason":null,"staff":{"department":"Văn phòng","name":"Trần Thị Thư","email":"thutt@nghean.gov.vn","mobile":"0912345678"}}
        """;

    public const string StatusTaken = """{"statusId":"019ab4c3-0010-7d55-9f0e-2f6f4b6a1c03","applied":true,"state":"received"}""";

    /// <summary>
    /// Describes a body that is read by hand. Declared by Accepts, the framework would refuse other types itself, without our sentence.
    /// </summary>
    public static RouteHandlerBuilder WithBody(this RouteHandlerBuilder endpoint, string example, params string[] types) => endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = types.ToDictionary(t => t, t => new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                Example = t == types[0] ? JsonValue.Create(example) : null,
            }),
        };
        return Task.CompletedTask;
    });

    /// <summary>Describes a JSON body that is read by hand, for the same reason.</summary>
    public static RouteHandlerBuilder WithJsonBody<T>(this RouteHandlerBuilder endpoint) => endpoint.AddOpenApiOperationTransformer(async (operation, context, ct) =>
    {
        var schema = await context.GetOrCreateSchemaAsync(typeof(T), null, ct);
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = schema } } };
    });

    /// <summary>Puts examples into the description of an operation: of its request and of its first good answer.</summary>
    public static RouteHandlerBuilder WithExamples(this RouteHandlerBuilder endpoint, string? request, string answer) => endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        if (request is not null && operation.RequestBody?.Content is { } contents)
        {
            foreach (var content in contents.Values)
            {
                content.Example = request.StartsWith('{') ? JsonNode.Parse(request) : JsonValue.Create(request);
            }
        }

        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (status is "200" or "201" && response.Content is { } answers)
            {
                foreach (var content in answers.Values)
                {
                    content.Example = JsonNode.Parse(answer);
                }
            }
        }

        return Task.CompletedTask;
    });
}
