using VanLang.Exchange.Deliveries;

namespace VanLang.Exchange.Tests.Changes;

/// <summary>An act of the model: a code of the status plane, or one of the four words below; a fetch names a version.</summary>
internal readonly record struct ChangeAct(string What, int Version = 0)
{
    public const string Recall = "recall";
    public const string Update = "update";
    public const string Replace = "replace";
    public const string Fetch = "fetch";
}

/// <summary>
/// One document at one recipient, written down from the rules and not from the program (Decision 28/2018, art. 8 and 9; Decree 30/2020, art. 18 and App. VI;
/// exchange codes 01 to 06, 13, 15, 16). Pure: an act gives a new model and the code with which it is refused, or "ok".
/// </summary>
internal sealed record ChangeModel(bool Recalled, bool Replaced, IReadOnlyList<ChangeModel.Version> Versions)
{
    internal sealed record Version(DeliveryState State, DeliveryState? Before = null, bool Arrived = false, string? Asked = null);

    private static readonly DeliveryState[] Held = [DeliveryState.Delivered, DeliveryState.Received, DeliveryState.Assigned, DeliveryState.Processing, DeliveryState.Done];

    public static ChangeModel New { get; } = new(false, false, [new Version(DeliveryState.Queued)]);

    public string Key => $"{Recalled} {Replaced} {string.Join(' ', Versions.Select(v => $"{v.State}/{v.Before}/{v.Arrived}/{v.Asked}"))}";

    public (ChangeModel Next, string Answer) Apply(ChangeAct act) => act.What switch
    {
        ChangeAct.Fetch => Fetch(act.Version),
        ChangeAct.Recall when Recalled => (this, "EXC-0400"),
        ChangeAct.Recall => ((this with { Recalled = true }).Each(Recall), "ok"),
        "13" or ChangeAct.Update or ChangeAct.Replace when Recalled => (this, "EXC-0400"),
        "13" or ChangeAct.Update or ChangeAct.Replace when Replaced => (this, "EXC-0402"),
        ChangeAct.Replace => ((this with { Replaced = true }).Each(v => Counts(v) || v.State is DeliveryState.Proposed ? To(v, DeliveryState.Superseded, ChangeAct.Replace) : v), "ok"),
        "13" or ChangeAct.Update when Versions.Any(v => v.State is DeliveryState.ChangePending) => (this, "EXC-0405"),
        "13" when !Versions.Any(Counts) => (this, "EXC-0406"),
        "13" => (Each(v => Counts(v) ? To(v, v.State is DeliveryState.Queued ? DeliveryState.Withdrawn : DeliveryState.ChangePending, "13") : v), "ok"),
        ChangeAct.Update => (Update(), "ok"),
        "16" when Versions.Any(v => v.State is DeliveryState.RecallPending) => (this, "EXC-0401"),
        "15" or "16" => (Answered(act.What == "15"), "ok"),
        _ => (Report(act.What), "ok"),
    };

    private static bool Counts(Version v) => v.State is DeliveryState.Queued or DeliveryState.ChangePending || Held.Contains(v.State);

    private static Version To(Version v, DeliveryState state, string asked) => v with { State = state, Before = v.Before ?? v.State, Asked = asked };

    private static Version Recall(Version v) => v.State switch
    {
        DeliveryState.Withdrawn => v,
        DeliveryState.Queued or DeliveryState.Rejected => To(v, DeliveryState.Recalled, ChangeAct.Recall),
        _ => To(v, v.Arrived ? DeliveryState.RecallPending : DeliveryState.Recalled, ChangeAct.Recall),
    };

    private ChangeModel Each(Func<Version, Version> change) => this with { Versions = [.. Versions.Select(change)] };

    private ChangeModel Set(int index, Version version) => this with { Versions = [.. Versions.Select((v, i) => i == index ? version : v)] };

    private (ChangeModel, string) Fetch(int index)
    {
        var v = Versions[index];
        return v switch
        {
            { State: DeliveryState.Recalled } => (this, "EXC-0403"),
            { State: DeliveryState.Withdrawn } => (this, "EXC-0404"),
            { State: DeliveryState.Queued } => (Set(index, v with { State = DeliveryState.Delivered, Arrived = true }), "ok"),
            { Arrived: false } => (Set(index, v with { Arrived = true }), "ok"),
            _ => (this, "ok"),
        };
    }

    private ChangeModel Update()
    {
        var current = Last(Counts);
        var fresh = new Version(current >= 0 && Versions[current].Arrived ? DeliveryState.Proposed : DeliveryState.Queued);
        var older = current < 0 ? this : Set(current, To(Versions[current], Versions[current].State is DeliveryState.Queued ? DeliveryState.Updated : DeliveryState.ChangePending, ChangeAct.Update));
        return older with { Versions = [.. older.Versions, fresh] };
    }

    private ChangeModel Answered(bool agreed)
    {
        var asked = Last(v => v.State is DeliveryState.ChangePending);
        if (asked < 0)
        {
            return agreed ? Each(v => v.State is DeliveryState.RecallPending ? v with { State = DeliveryState.Recalled } : v) : this;
        }

        var v = Versions[asked];
        var proposed = v.Asked == ChangeAct.Update ? Last(p => p.State is DeliveryState.Proposed) : -1;
        var next = Set(asked, !agreed ? v with { State = v.Before!.Value, Before = null, Asked = null } : v with { State = v.Asked == "13" ? DeliveryState.Withdrawn : DeliveryState.Updated });
        return proposed < 0 ? next : next.Set(proposed, agreed ? Versions[proposed] with { State = v.Before!.Value, Arrived = true } : Versions[proposed] with { State = DeliveryState.Rejected });
    }

    private ChangeModel Report(string code)
    {
        var index = First(v => v.State is DeliveryState.ChangePending or DeliveryState.RecallPending) is var waiting and >= 0 ? waiting : Last(Counts) is var current and >= 0 ? current : Versions.Count - 1;
        var v = Versions[index];
        var asked = v.State is DeliveryState.ChangePending;
        var at = asked ? v.Before!.Value : v.State;
        DeliveryState? to = (code, at) switch
        {
            ("01", DeliveryState.Queued) => DeliveryState.Delivered,
            ("02", DeliveryState.Queued or DeliveryState.Delivered) when !asked => DeliveryState.Rejected,
            ("03", DeliveryState.Queued or DeliveryState.Delivered) => DeliveryState.Received,
            ("04", DeliveryState.Queued or DeliveryState.Delivered or DeliveryState.Received) => DeliveryState.Assigned,
            ("05", DeliveryState.Queued or DeliveryState.Delivered or DeliveryState.Received or DeliveryState.Assigned) => DeliveryState.Processing,
            ("06", DeliveryState.Queued) => DeliveryState.Done,
            ("06", _) when Held.Contains(at) && at is not DeliveryState.Done => DeliveryState.Done,
            _ => null,
        };
        return (to, asked) switch
        {
            (null, _) => code == "01" && v.State is (DeliveryState.Updated or DeliveryState.Superseded or DeliveryState.Rejected) ? Set(index, v with { Arrived = true }) : this,
            (_, true) => Set(index, v with { Before = to }),
            _ => Set(index, v with { State = to.Value, Arrived = true }),
        };
    }

    private int First(Func<Version, bool> which) => Versions.ToList().FindIndex(v => which(v));

    private int Last(Func<Version, bool> which) => Versions.ToList().FindLastIndex(v => which(v));
}
