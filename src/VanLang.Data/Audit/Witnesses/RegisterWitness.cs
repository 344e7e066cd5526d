using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using VanLang.Data.Keys;
using VanLang.Kernel;

namespace VanLang.Data.Audit.Witnesses;

/// <summary>Takes another party's public key, so that its signatures under our checkpoints are kept and published.</summary>
public sealed partial class RegisterWitness(AuditDb db)
{
    /// <param name="Name">As it stands in notes.</param>
    /// <param name="Key">Public key as PEM.</param>
    public sealed record Input(string? Name, string? Key);

    public async Task<Result<Witness>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        var name = input.Name?.Trim() ?? "";
        var errors = new List<Error>();
        if (!Names().IsMatch(name))
        {
            errors.Add(AuditErrors.WitnessName.At(nameof(Input.Name)));
        }

        if (Read(input.Key, db.Node.Clock.Now) is not { } key)
        {
            errors.Add(AuditErrors.WitnessKey.At(nameof(Input.Key)));
            return Result<Witness>.Failed(errors);
        }

        if (errors.Count > 0)
        {
            return Result<Witness>.Failed(errors);
        }

        if (await db.Witnesses.AnyAsync(w => w.Name == name || w.Kid == key.Kid, ct))
        {
            return AuditErrors.WitnessThere.With(name).At(nameof(Input.Name));
        }

        var witness = Witness.Of(name, key, db.Node.Clock.Now);
        db.Witnesses.Add(witness);
        db.Audit(actor, "audit.witness.registered", name, detail: new { kid = key.Kid });
        await db.SaveChangesAsync(ct);
        return witness;
    }

    private static PublicKey? Read(string? pem, DateTimeOffset at)
    {
        if (pem is null || pem.Length > 4000 || pem.Contains("PRIVATE", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(pem);
            return key.ExportParameters(false).Curve.Oid.Value == "1.2.840.10045.3.1.7" ? PublicKey.Of(key, at) : null;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            return null;
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9./-]{1,58}$")]
    private static partial Regex Names();
}
