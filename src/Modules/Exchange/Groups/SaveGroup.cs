using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.Groups;

/// <summary>Makes a group, or sets its name and its members from a day on. Doing the same again changes nothing but the time.</summary>
internal sealed class SaveGroup(ExchangeDb db, IOrganizationDirectory directory, Clock clock)
{
    public const int LongestName = 200;
    public const int LongestNote = 1000;
    public const int MostMembers = 5000;
    public const int MostGroups = 200;

    /// <param name="From">From when the members hold; null for today.</param>
    /// <param name="Version">The version that was read; null to set it whatever it is.</param>
    public sealed record Input(GroupId Id, string? Name, string? Note, IReadOnlyList<string> Members, DateOnly? From, long? Version);

    public static List<Error> Check(Input input, DateOnly today)
    {
        var errors = new List<Error>();
        void Wrong(bool wrong, Error error, string field)
        {
            if (wrong)
            {
                errors.Add(error.At(field));
            }
        }

        var (name, note) = (input.Name?.Trim() ?? "", input.Note?.Trim() ?? "");
        Wrong(TextFolding.Fold(name).Length == 0, GroupErrors.NameMissing, nameof(Input.Name));
        Wrong(name.Length > LongestName, GroupErrors.TextTooLong.With(name.Length, LongestName), nameof(Input.Name));
        Wrong(note.Length > LongestNote, GroupErrors.TextTooLong.With(note.Length, LongestNote), nameof(Input.Note));
        Wrong((name + note).Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')), ExchangeErrors.ControlCharacter, nameof(Input.Name));
        Wrong(input.Members.Count == 0, GroupErrors.NoMembers, nameof(Input.Members));
        Wrong(input.Members.Count > MostMembers, GroupErrors.TooManyMembers.With(input.Members.Count, MostMembers), nameof(Input.Members));
        Wrong(input.From < today, GroupErrors.FromInThePast, nameof(Input.From));
        return errors;
    }

    public async Task<Result<RecipientGroup>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (actor.OrganizationCode is not { } own)
        {
            return ExchangeErrors.NoOrganization;
        }

        var wrong = Check(input, clock.Today);
        if (wrong.Count > 0)
        {
            return Result<RecipientGroup>.Failed(wrong);
        }

        var known = await directory.Resolve(input.Members, clock.Today, ct);
        if (input.Members.Where(m => !known.ContainsKey(m)).ToList() is { Count: > 0 } unknown)
        {
            return Result<RecipientGroup>.Failed([.. unknown.Select(u => GroupErrors.MemberUnknown.With(u).At(nameof(Input.Members)))]);
        }

        var name = input.Name!.Trim();
        var folded = TextFolding.Fold(name);
        if (await db.RecipientGroups.AnyAsync(g => g.OwnerCode == own && g.Folded == folded && g.Id != input.Id, ct))
        {
            return GroupErrors.NameTaken.With(name).At(nameof(Input.Name));
        }

        var group = await db.RecipientGroups.Include(g => g.Members).SingleOrDefaultAsync(g => g.OwnerCode == own && g.Id == input.Id, ct);
        if (group is null && await db.RecipientGroups.CountAsync(g => g.OwnerCode == own, ct) >= MostGroups)
        {
            return GroupErrors.TooManyGroups.With(MostGroups);
        }

        if (input.Version is { } read && read != (group?.Version ?? 0))
        {
            return group is null ? GroupErrors.NotFound : GroupErrors.Stale;
        }

        if (group is null)
        {
            group = new RecipientGroup(own, input.Id);
            db.Add(group);
        }

        var note = string.IsNullOrWhiteSpace(input.Note) ? null : input.Note.Trim();
        group.Set(name, note, [.. known.Values.Select(e => e.Code)], input.From ?? clock.Today, clock.Now);
        db.Audit(actor, "exchange.group.saved", group.Id.Value.ToString(), detail: new { name, members = group.On(input.From ?? clock.Today).Count() });
        try
        {
            await db.SaveChangesAsync(ct);
            return group;
        }
        catch (DbUpdateException)
        {
            // Somebody else was quicker with this version, this id or this name.
            return GroupErrors.Stale;
        }
    }
}
