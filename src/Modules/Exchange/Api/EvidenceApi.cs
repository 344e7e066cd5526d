using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Exchange.Changes;
using VanLang.Exchange.Evidence;
using VanLang.Exchange.Packets;
using VanLang.Web.Http;
using VanLang.Web.Modules;

namespace VanLang.Exchange.Api;

internal static class EvidenceApi
{
    private const string ZipType = "application/zip";

    public static void Add(IServiceCollection services)
    {
        services.AddScoped<GatherEvidence>();
        services.AddScoped<WriteEvidence>();
    }

    public static void Map(RouteGroupBuilder group) => group.MapGet("/packets/{id:guid}/evidence", Get)
        .RequirePermission(ExchangePermissions.Read)
        .WithName("GetPacketEvidence")
        .WithSummary("A ZIP that proves the packet and all that became of it, to be checked offline")
        .WithDescription("Packet, receipt, statuses, proofs in the audit log, signed checkpoint, keys, and a program that checks them. Waits until what was just written is sealed. With 'since', the size of a checkpoint kept from earlier, the log's growth from there is proved too.")
        .Produces<string>(StatusCodes.Status200OK, ZipType)
        .Takes("id", ApiExamples.PacketId, "The packet.")
        .Takes("since", 1200, "Size of a checkpoint kept from earlier.")
        .Sends(200, "Content-Disposition", $"attachment; filename=evidence-{ApiExamples.PacketId}.zip", "Name of the file.")
        .Answers(200, "PK...")
        .Fails(ExchangeErrors.PacketNotFound, ChangeErrors.Destroyed, ExchangeErrors.BlobDamaged)
        .Fails(EvidenceErrors.WrongSince.With(1207).At("since"), EvidenceErrors.NotSealedYet);

    /// <summary>The same for people, from the packet's page.</summary>
    public static void MapPage(RouteGroupBuilder group) => group.MapGet("/packets/{id:guid}/evidence.zip", Get);

    private static async Task<IResult> Get(Guid id, HttpContext http, GatherEvidence gather, WriteEvidence write, CurrentActor current, CancellationToken ct, long? since = null)
    {
        var gathered = await gather.Handle(new GatherEvidence.Input(new PacketId(id), since), current.Actor, ct);
        if (!gathered.IsOk)
        {
            return ExchangeApi.Problem(http, gathered.Errors);
        }

        using var evidence = gathered.Value;
        var zip = await write.Handle(evidence, ct);
        http.Response.RegisterForDisposeAsync(zip);
        return Results.File(zip.Read(), ZipType, $"evidence-{id}.zip");
    }
}
