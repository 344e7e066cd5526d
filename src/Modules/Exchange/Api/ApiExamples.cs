using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace VanLang.Exchange.Api;

/// <summary>Examples in the API's description, taken from a real exchange of the demo.</summary>
internal static class ApiExamples
{
    public const string PacketId = "019ab4c2-7d10-7c55-9f0e-2f6f4b6a1c01";
    public const string DeliveryId = "019ab4c2-7d11-7a02-8f0e-0d6a4b6a1c02";
    public const string ETag = "\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"";

    public const string Keys = """
        {"keys":[{"kty":"EC","crv":"P-256","kid":"2026-11-a1b2c3","use":"sig","alg":"ES256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]}
        """;

    /// <summary>A whole packet in the strict form, with one file: it can be sent as it stands.</summary>
    public const string Packet = """
        <?xml version="1.0" encoding="UTF-8"?>
        <edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">
          <edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016">
            <edXML:edXMLHeader>
              <edXML:MessageHeader>
                <edXML:From><edXML:OrganId>G22</edXML:OrganId><edXML:OrganName>Văn phòng Chính phủ</edXML:OrganName></edXML:From>
                <edXML:To><edXML:OrganId>H41</edXML:OrganId><edXML:OrganName>Ủy ban nhân dân tỉnh Nghệ An</edXML:OrganName></edXML:To>
                <edXML:DocumentId>G22,2026/11/24,7816/VPCP-TTĐT</edXML:DocumentId>
                <edXML:Code><edXML:CodeNumber>7816</edXML:CodeNumber><edXML:CodeNotation>VPCP-TTĐT</edXML:CodeNotation></edXML:Code>
                <edXML:PromulgationInfo><edXML:Place>Hà Nội</edXML:Place><edXML:PromulgationDate>2026/11/24</edXML:PromulgationDate></edXML:PromulgationInfo>
                <edXML:DocumentType><edXML:Type>2</edXML:Type><edXML:TypeDetail>18</edXML:TypeDetail><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
                <edXML:Subject>V/v kết nối, liên thông phần mềm quản lý văn bản</edXML:Subject>
                <edXML:SignerInfo><edXML:Position>Phó Chủ nhiệm</edXML:Position><edXML:FullName>Nguyễn Quốc Bình</edXML:FullName></edXML:SignerInfo>
                <edXML:OtherInfo><edXML:Priority>0</edXML:Priority></edXML:OtherInfo>
              </edXML:MessageHeader>
              <edXML:TraceHeaderList>
                <edXML:TraceHeader><edXML:OrganId>G22</edXML:OrganId><edXML:Timestamp>2026/11/24 09:00:00</edXML:Timestamp></edXML:TraceHeader>
                <edXML:Bussiness><edXML:BussinessDocType>0</edXML:BussinessDocType><edXML:StaffInfo><edXML:Department>Văn thư</edXML:Department><edXML:Staff>Trần Thị Lan Anh</edXML:Staff><edXML:Email>vanthu.g22@vanlang.example</edXML:Email><edXML:Mobile>0912000001</edXML:Mobile></edXML:StaffInfo></edXML:Bussiness>
              </edXML:TraceHeaderList>
            </edXML:edXMLHeader>
            <edXML:edXMLBody>
              <edXML:edXMLManifest version="1.0">
                <edXML:Reference><edXML:ContentId>cid:1</edXML:ContentId><edXML:ContentType>application/pdf</edXML:ContentType><edXML:AttachmentName>cong-van.pdf</edXML:AttachmentName></edXML:Reference>
              </edXML:edXMLManifest>
            </edXML:edXMLBody>
          </edXML:edXMLEnvelope>
          <AttachmentEncoded>
            <Attachment>
              <ContentId>cid:1</ContentId>
              <AttachmentName>cong-van.pdf</AttachmentName>
              <ContentType>application/zip</ContentType>
              <edXML:ContentTransferEncoded xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016">UEsDBBQAAAAIAABIeF0biLR7uAAAADIBAAAMAAAAY29uZy12YW4ucGRmZY89D4IwEIb3/opbGLUtUJSEMIiyGCNBN8NQQyE1hJpSE/TXWyERDTdccu8973042TZd0KWPKBBQ11sU4fPzLnDCDW9UjTNeiw5c28zjGERbWga5/+zA4L0su4v3AQucqEdrgE4Ob+6wSQtLDbPxQZSSb1R/IbZkIYO17xaTv9eiQgR8RL4BAWMegwomLYSx004a82YaJT+a0Vw2QtvDTvIlwMe5Uvby8V/UGa7NsJsGK+Q4u2OK3lBLAQIUAxQAAAAIAABIeF0biLR7uAAAADIBAAAMAAAAAAAAAAAAAACAAQAAAABjb25nLXZhbi5wZGZQSwUGAAAAAAEAAQA6AAAA4gAAAAAA</edXML:ContentTransferEncoded>
            </Attachment>
          </AttachmentEncoded>
        </edXML>
        """;

    public const string PacketAccepted = """
        {"packetId":"019ab4c2-7d10-7c55-9f0e-2f6f4b6a1c01","kind":"document","documentId":"G22,2026/11/24,7816/VPCP-TTĐT",
         "digest":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","size":48213,"acceptedAt":"2026-11-24T09:12:31.402113+07:00","position":1207,"event":0,"matched":true,
         "recipients":[{"organId":"H41","deliveredTo":"H41","name":"Ủy ban nhân dân tỉnh Nghệ An","deliveryId":"019ab4c2-7d11-7a02-8f0e-0d6a4b6a1c02","state":"queued","succeeds":null}],
         "signature":"Valid","warnings":[],"receipt":"eyJhbGciOiJFUzI1NiIs....eyJwYWNrZXRJZCI6....MEUCIQ..."}
        """;

    public const string Inbox = """
        {"items":[{"deliveryId":"019ab4c2-7d11-7a02-8f0e-0d6a4b6a1c02","packetId":"019ab4c2-7d10-7c55-9f0e-2f6f4b6a1c01","documentId":"G22,2026/11/24,7816/VPCP-TTĐT",
         "from":"G22","fromName":"Văn phòng Chính phủ","addressedAs":"H41","deliveredTo":"H41","succeeds":null,"subject":"V/v kết nối, liên thông phần mềm quản lý văn bản","priority":0,"kind":"document","state":"queued",
         "receivedAt":"2026-11-24T09:12:31.402113+07:00","acknowledged":false}],"next":"MTIwNw"}
        """;

    public const string Status = """
        {"code":"03","reason":null,"staff":{"department":"Văn phòng","name":"Trần Thị Thư","email":"thutt@nghean.gov.vn","mobile":"0912345678"}}
        """;

    public const string Acknowledged = """{"deliveryId":"019ab4c2-7d11-7a02-8f0e-0d6a4b6a1c02","state":"delivered","acknowledgedAt":"2026-11-24T09:13:02.118204+07:00"}""";

    public const string Deliveries = """
        {"items":[{"deliveryId":"019ab4c2-7d11-7a02-8f0e-0d6a4b6a1c02","organId":"H41","deliveredTo":"H41","name":"Ủy ban nhân dân tỉnh Nghệ An","succeeds":null,"state":"received",
         "stateAt":"2026-11-24T09:20:11.402113+07:00","acknowledgedAt":"2026-11-24T09:13:02.118204+07:00",
         "arrivedAt":"2026-11-24T09:13:01.502113+07:00","before":null,"request":null,"requestPacketId":null,"destruction":null,
         "timeline":[{"statusId":"019ab4c3-0010-7d55-9f0e-2f6f4b6a1c03","code":"03","reason":null,"staff":{"department":"Văn phòng","name":"Trần Thị Thư","email":"thutt@nghean.gov.vn","mobile":"0912345678"},
          "at":"2026-11-24T09:20:11.402113+07:00","saidAt":null,"source":"api","applied":true}]}],
         "document":{"documentId":"G22,2026/11/24,7816/VPCP-TTĐT","packetId":"019ab4c2-7d10-7c55-9f0e-2f6f4b6a1c01","recalledBy":null,"recalledAt":null,"replacedBy":null,"replaces":[],
          "versions":["019ab4c2-7d10-7c55-9f0e-2f6f4b6a1c01"]}}
        """;

    public const string Outbox = """
        {"items":[{"packetId":"019ab4c2-7d10-7c55-9f0e-2f6f4b6a1c01","kind":"document","from":"G22","documentId":"G22,2026/11/24,7816/VPCP-TTĐT","subject":"V/v kết nối, liên thông phần mềm quản lý văn bản",
         "number":"7816","notation":"VPCP-TTĐT","priority":0,"digest":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","acceptedAt":"2026-11-24T09:12:31.402113+07:00","recipients":1,"matched":true}],"next":"MTIwNw"}
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
    public static RouteHandlerBuilder WithJsonBody<T>(this RouteHandlerBuilder endpoint, string example) => endpoint.AddOpenApiOperationTransformer(async (operation, context, ct) =>
    {
        var schema = await context.GetOrCreateSchemaAsync(typeof(T), null, ct);
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = schema, Example = JsonNode.Parse(example) } } };
    });
}
