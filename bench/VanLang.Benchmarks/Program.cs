using VanLang.Benchmarks;
using VanLang.Benchmarks.Peers;

// Figures on shared machines swing tenfold: what counts are ratios of pairs taken in turn, their medians, and the disk's own speed beside them.
return args switch
{
    ["ingest", .. var rest] => await IngestComparison.Run(rest),
    ["broker", .. var rest] => await BrokerComparison.Run(rest),
    ["mail", .. var rest] => await MailComparison.Run(rest),
    ["directory", .. var rest] => await DirectoryFigures.Run(rest),
    ["lists", .. var rest] => await ListFigures.Run(rest),
    ["signin", .. var rest] => await SignInFigures.Run(rest),
    ["load", var url, var data, .. var rest] => await Load.Run(new Uri(url), data, rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        ingest [pairs] [seconds]                     durable ingest of 4 KB packets with 4 recipients against one EF transaction each, on SQLite and PostgreSQL
        broker [rounds] [seconds] [sqlite|postgres]  the same against RabbitMQ quorum queues and the raw insert rate of PostgreSQL (bench/peers installs RabbitMQ)
        mail [pairs] [count] [sqlite|postgres]       a signed packet of 200 KB over HTTP against postfix delivering it to a maildir (bench/peers installs postfix)
        directory [units] [sqlite|postgres]         a directory of 120,000 units: time to load, memory, first questions
        lists [packets] [sqlite|postgres]            server time of the lists with 10,000 and with 1,000,000 packets
        signin [pairs] [sqlite|postgres]             unknown names against wrong passwords, and what the password step costs
        load URL DATA-FOLDER [per-second] [seconds]  open-loop load on a running demo server: packets sent at a fixed rate, inboxes polled and acknowledged
        """);
    return 2;
}
