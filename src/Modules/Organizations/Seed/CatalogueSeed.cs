using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Organizations.Lookup;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations.Seed;

/// <summary>
/// What every installation starts with: central agencies and provinces with both codes, departments of four of them, and the
/// reform of 2025 with its successors.
/// </summary>
internal static class CatalogueSeed
{
    // QCVN 102 was issued with Circular 10/2016; Decision 20/2020 took effect on 15/9/2020 [M].
    private static readonly DateOnly From102 = new(2016, 4, 1);
    private static readonly DateOnly From20 = new(2020, 9, 15);

    // Eight codes of the alphabetical list were found in sources; the others follow from the alphabet [M].
    private static readonly HashSet<string> Confirmed = ["H03", "H14", "H17", "H30", "H37", "H38", "H41", "H55", "G12.18"];

    public static async Task Run(IServiceProvider scope, CancellationToken ct)
    {
        var db = scope.GetRequiredService<OrganizationsDb>();
        if (await db.Organizations.AnyAsync(ct))
        {
            return;
        }

        var clock = scope.GetRequiredService<Clock>();
        var texts = CatalogueFiles.LegalTexts().ToDictionary(t => t.Number, t => new LegalText(clock.NewId<LegalTextId>(), t));
        var organizations = CatalogueFiles.Organizations().ToDictionary(o => o.Code, o => Make(o, texts, clock.Now));
        var mergers = Apply(CatalogueFiles.Reform2025(), organizations, texts, clock);

        db.AddRange(texts.Values);
        db.AddRange(organizations.Values);
        db.AddRange(mergers);
        db.Audit(Actor.Platform("seed"), "organizations.catalogue.seeded", "organizations", "Danh mục ban đầu", new { organizations = organizations.Count, mergers = mergers.Count });
        foreach (var codes in organizations.Keys.Order(StringComparer.Ordinal).Chunk(500))
        {
            db.Publish(new OrganizationsChanged(codes, "registered"));
        }

        await db.SaveChangesAsync(ct);
        scope.GetRequiredService<OrganizationDirectory>().MarkStale();
    }

    private static Organization Make(SeedOrganization seed, Dictionary<string, LegalText> texts, DateTimeOffset now)
    {
        var organization = Organization.Register(
            seed.Code, seed.Level, new NameInput(seed.Name, seed.ShortName, seed.Kind), seed.Parent, seed.From, seed.Basis is null ? null : texts[seed.Basis].Id, now);
        organization.SetContact(seed.Contact, now);
        var source = Confirmed.Contains(seed.Code) ? "Đã gặp trong gói tin hoặc tài liệu công khai"
            : seed.Kind is OrganizationKind.Department or OrganizationKind.District or OrganizationKind.Commune ? "Mã minh họa của danh mục ban đầu"
            : "[M] Danh mục mã cấp 1, chưa đối chiếu văn bản";
        if (seed.Code102.Length > 0)
        {
            Must(organization.AddIdentifier(IdentifierScheme.Qcvn102, seed.Code102, Later(seed.From, From102), null, source, texts["10/2016/TT-BTTTT"].Id, now));
        }

        Must(organization.AddIdentifier(IdentifierScheme.Qd20, seed.Code, Later(seed.From, From20), null, source, texts["20/2020/QĐ-TTg"].Id, now));
        if (seed.Code == "G22")
        {
            Must(organization.AddIdentifier(IdentifierScheme.Other, "01.02.G22", new DateOnly(2018, 1, 1), null, "Gặp trong vết chuyển của gói tin năm 2018", null, now));
        }

        return organization;
    }

    private static List<Merger> Apply(Reform reform, Dictionary<string, Organization> organizations, Dictionary<string, LegalText> texts, Clock clock)
    {
        var now = clock.Now;
        foreach (var rename in reform.Renames)
        {
            var name = new NameInput(rename.Name, rename.ShortName, OrganizationKinds.Parse(rename.Kind)!.Value);
            Must(organizations[rename.Code].Rename(name, rename.On, texts[rename.Basis].Id, now));
        }

        foreach (var end in reform.Ends)
        {
            foreach (var code in end.Codes)
            {
                Must(organizations[code].End(end.LastDay, null, end.Reason, texts[end.Basis].Id, now));
            }
        }

        return [.. reform.Mergers.Select(m =>
        {
            var name = m.NewName is null ? null : new NameInput(m.NewName, m.ShortName, OrganizationKinds.Parse(m.Kind)!.Value);
            var merger = Merger.Of(
                clock.NewId<MergerId>(), organizations[m.Continuing], [.. m.Ending.Select(e => organizations[e])], name, m.On, m.Reason, texts[m.Basis].Id, now);
            return merger.IsOk ? merger.Value : throw Broken(merger.Error);
        })];
    }

    // The files are ours: a rule they break is a bug in them, not somebody's mistake.
    private static void Must(Result result)
    {
        if (!result.IsOk)
        {
            throw Broken(result.Error);
        }
    }

    private static InvalidOperationException Broken(Error error) => new($"The catalogue files break a rule: {error.Code} {error.Sentence("en")}");

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
