using VanLang.Kernel;

namespace VanLang.Organizations.Registry;

/// <summary>
/// An organisation through its whole life. Everything about it that can change is a dated row; its code never changes and is
/// never given to another one.
/// </summary>
internal sealed class Organization
{
    private readonly List<OrganizationName> names = [];
    private readonly List<OrganizationIdentifier> identifiers = [];
    private readonly List<OrganizationParent> parents = [];
    private readonly List<ExchangeLock> locks = [];

    private Organization()
    {
    }

    /// <summary>Canonical code by Decision 20/2020.</summary>
    public string Code { get; private set; } = "";

    /// <summary>1 ministry or province, 2 department or district, 3 commune and below.</summary>
    public int Level { get; private set; }

    public DateOnly ActiveFrom { get; private set; }

    /// <summary>Last day in being; null while it lasts.</summary>
    public DateOnly? ActiveTo { get; private set; }

    public string? SuccessorCode { get; private set; }

    public string? EndReason { get; private set; }

    public LegalTextId? BasisId { get; private set; }

    public LegalTextId? EndBasisId { get; private set; }

    public string Address { get; private set; } = "";

    public string Email { get; private set; } = "";

    public string Telephone { get; private set; } = "";

    public string Fax { get; private set; } = "";

    public string Website { get; private set; } = "";

    public DateTimeOffset ChangedAt { get; private set; }

    public long Version { get; private set; }

    public IReadOnlyList<OrganizationName> Names => names;

    public IReadOnlyList<OrganizationIdentifier> Identifiers => identifiers;

    public IReadOnlyList<OrganizationParent> Parents => parents;

    public IReadOnlyList<ExchangeLock> Locks => locks;

    public OrganizationName LatestName => names.MaxBy(n => n.ValidFrom)!;

    public OrganizationParent? LatestParent => parents.MaxBy(p => p.ValidFrom);

    public static Organization Register(string code, int level, NameInput name, string? parentCode, DateOnly from, LegalTextId? basis, DateTimeOffset now)
    {
        var organization = new Organization { Code = code, Level = level, ActiveFrom = from, BasisId = basis, ChangedAt = now };
        organization.names.Add(new OrganizationName(code, name, from, basis));
        if (parentCode is not null)
        {
            organization.parents.Add(new OrganizationParent(code, parentCode, from, basis));
        }

        return organization;
    }

    public bool IsInBeing(DateOnly date) => ActiveFrom <= date && (ActiveTo is null || date <= ActiveTo);

    /// <summary>A name from a date on. The same date again corrects the name that starts on it; an earlier one would rewrite history.</summary>
    public Result Rename(NameInput input, DateOnly from, LegalTextId? basis, DateTimeOffset now)
    {
        if (!IsInBeing(from))
        {
            return OrganizationsErrors.NotInBeing.With(Code, Shown(from)).At("From");
        }

        var latest = LatestName;
        if (from < latest.ValidFrom)
        {
            return OrganizationsErrors.NameBeforeLatest.With(Shown(latest.ValidFrom)).At("From");
        }

        if (from == latest.ValidFrom)
        {
            latest.Set(input, basis);
        }
        else
        {
            latest.ValidTo = from.AddDays(-1);
            names.Add(new OrganizationName(Code, input, from, basis) { ValidTo = ActiveTo });
        }

        ChangedAt = now;
        return Result.Ok;
    }

    /// <summary>Another parent from a date on; null puts it at the top.</summary>
    public Result MoveTo(string? parentCode, DateOnly from, LegalTextId? basis, DateTimeOffset now)
    {
        if (!IsInBeing(from))
        {
            return OrganizationsErrors.NotInBeing.With(Code, Shown(from)).At("From");
        }

        var latest = LatestParent;
        var lasts = latest is { } l && (l.ValidTo is null || l.ValidTo == ActiveTo);
        if (latest is not null && from < latest.ValidFrom)
        {
            return OrganizationsErrors.ParentBeforeLatest.With(Shown(latest.ValidFrom)).At("From");
        }

        if ((lasts ? latest!.ParentCode : null) == parentCode)
        {
            return OrganizationsErrors.AlreadyThere.At("Parent");
        }

        if (latest is not null && from == latest.ValidFrom && parentCode is not null)
        {
            latest.Correct(parentCode, basis);
        }
        else if (latest is not null && from == latest.ValidFrom)
        {
            parents.Remove(latest);
        }
        else
        {
            if (lasts)
            {
                latest!.ValidTo = from.AddDays(-1);
            }

            if (parentCode is not null)
            {
                parents.Add(new OrganizationParent(Code, parentCode, from, basis) { ValidTo = ActiveTo });
            }
        }

        ChangedAt = now;
        return Result.Ok;
    }

    /// <summary>Ends after a day; its names, codes and place in the tree end with it.</summary>
    public Result End(DateOnly lastDay, string? successor, string reason, LegalTextId? basis, DateTimeOffset now)
    {
        if (ActiveTo is { } ended)
        {
            return OrganizationsErrors.AlreadyEnded.With(Code, Shown(ended));
        }

        if (successor == Code)
        {
            return OrganizationsErrors.SuccessorIsItself.With(Code).At("Successor");
        }

        var latestFact = Max(LatestName.ValidFrom, LatestParent?.ValidFrom ?? ActiveFrom);
        if (lastDay < latestFact)
        {
            return OrganizationsErrors.EndBeforeLatest.With(Shown(latestFact)).At("LastDay");
        }

        (ActiveTo, SuccessorCode, EndReason, EndBasisId) = (lastDay, successor, reason, basis);
        LatestName.ValidTo = lastDay;
        if (LatestParent is { ValidTo: null } parent)
        {
            parent.ValidTo = lastDay;
        }

        foreach (var identifier in identifiers.Where(i => i.ValidTo is null || i.ValidTo > lastDay))
        {
            identifier.ValidTo = Max(lastDay, identifier.ValidFrom);
        }

        ChangedAt = now;
        return Result.Ok;
    }

    /// <summary>Corrects who continues an ended organisation.</summary>
    public Result CorrectSuccessor(string? successor, string reason, LegalTextId? basis, DateTimeOffset now)
    {
        if (ActiveTo is null)
        {
            return OrganizationsErrors.NotEnded.With(Code);
        }

        if (successor == Code)
        {
            return OrganizationsErrors.SuccessorIsItself.With(Code).At("Successor");
        }

        (SuccessorCode, EndReason, EndBasisId, ChangedAt) = (successor, reason, basis ?? EndBasisId, now);
        return Result.Ok;
    }

    /// <summary>One more code. Whether another organisation bears it at the time is the use case's question.</summary>
    public Result AddIdentifier(IdentifierScheme scheme, string value, DateOnly from, DateOnly? to, string source, LegalTextId? basis, DateTimeOffset now)
    {
        if (to < from)
        {
            return OrganizationsErrors.PeriodBackwards.With(Shown(from), Shown(to.Value)).At("To");
        }

        if (identifiers.Exists(i => i.Scheme == scheme && i.Value == value))
        {
            return OrganizationsErrors.IdentifierThere.With(Code, value).At("Value");
        }

        // One code of each official scheme at a time: a new one ends the old one, and both keep finding the organisation.
        if (scheme is not IdentifierScheme.Other)
        {
            foreach (var old in identifiers.Where(i => i.Scheme == scheme && (i.ValidTo is null || i.ValidTo >= from) && (to is null || i.ValidFrom <= to)))
            {
                if (old.ValidFrom >= from)
                {
                    return OrganizationsErrors.IdentifierOverlaps.With(scheme.Code(), old.Value, Shown(old.ValidFrom)).At("From");
                }

                old.ValidTo = from.AddDays(-1);
            }
        }

        identifiers.Add(new OrganizationIdentifier(Code, scheme, value, from, to ?? ActiveTo, source, basis));
        ChangedAt = now;
        return Result.Ok;
    }

    public Result Lock(ExchangeLockId id, DateOnly from, string reason, DateTimeOffset now)
    {
        if (locks.Exists(l => l.LockedUntil is null || l.LockedUntil > from))
        {
            return OrganizationsErrors.AlreadyLocked.With(Code);
        }

        if (!IsInBeing(from))
        {
            return OrganizationsErrors.NotInBeing.With(Code, Shown(from));
        }

        locks.Add(new ExchangeLock(id, Code, from, reason));
        ChangedAt = now;
        return Result.Ok;
    }

    public Result Unlock(DateOnly from, DateTimeOffset now)
    {
        if (locks.Find(l => l.LockedUntil is null) is not { } open)
        {
            return OrganizationsErrors.NotLocked.With(Code);
        }

        open.LockedUntil = Max(from, open.LockedFrom);
        ChangedAt = now;
        return Result.Ok;
    }

    public void SetContact(ContactInput contact, DateTimeOffset now)
    {
        Address = contact.Address?.Trim() ?? "";
        Email = contact.Email?.Trim() ?? "";
        Telephone = contact.Telephone?.Trim() ?? "";
        Fax = contact.Fax?.Trim() ?? "";
        Website = contact.Website?.Trim() ?? "";
        ChangedAt = now;
    }

    internal static string Shown(DateOnly date) => date.ToString("dd'/'MM'/'yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;
}

/// <summary>How to reach an organisation, in the lengths of the packet header (exchange: From/OrganAdd ...).</summary>
internal sealed record ContactInput(string? Address, string? Email, string? Telephone, string? Fax, string? Website)
{
    public static Error? Check(ContactInput contact) =>
        contact.Address?.Length > 250 ? OrganizationsErrors.ContactTooLong.With(250).At(nameof(Address))
        : contact.Email?.Length > 100 ? OrganizationsErrors.ContactTooLong.With(100).At(nameof(Email))
        : !string.IsNullOrWhiteSpace(contact.Email) && !System.Net.Mail.MailAddress.TryCreate(contact.Email.Trim(), out _) ? OrganizationsErrors.EmailNotValid.With(contact.Email).At(nameof(Email))
        : contact.Telephone?.Length > 20 ? OrganizationsErrors.ContactTooLong.With(20).At(nameof(Telephone))
        : contact.Fax?.Length > 20 ? OrganizationsErrors.ContactTooLong.With(20).At(nameof(Fax))
        : contact.Website?.Length > 100 ? OrganizationsErrors.ContactTooLong.With(100).At(nameof(Website))
        : null;
}
