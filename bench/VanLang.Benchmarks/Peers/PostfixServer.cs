using System.Globalization;

namespace VanLang.Benchmarks.Peers;

/// <summary>
/// Postfix on loopback with its own queue and one maildir. Its master starts as root and drops that right for everything that
/// touches a message, as it does wherever it is installed.
/// </summary>
internal sealed class PostfixServer : IAsyncDisposable
{
    public const int Port = 35025;
    public const string Mailbox = "hopthu@bench.localhost";

    private readonly string folder;

    private PostfixServer(string folder) => this.folder = folder;

    public static bool Installed => File.Exists("/usr/sbin/postfix") && Environment.IsPrivilegedProcess;

    /// <summary>Messages that are in the maildir: delivered, synced, renamed.</summary>
    public int Delivered => Directory.Exists(New) ? Directory.EnumerateFiles(New).Count() : 0;

    private string New => $"{folder}/mail/box/new";

    public static async Task<PostfixServer> Start(string folder)
    {
        foreach (var part in (string[])["conf", "queue", "data", "mail/box"])
        {
            Directory.CreateDirectory(Path.Combine(folder, part));
        }

        var output = folder + ".out";
        await File.WriteAllTextAsync($"{folder}/conf/main.cf", MainCf(folder, await Id("-u"), await Id("-g")));
        await File.WriteAllTextAsync($"{folder}/conf/master.cf", MasterCf);
        await PeerProcess.Run(output, "chown", "-R", "postfix:", $"{folder}/data", $"{folder}/mail");
        await PeerProcess.Run(output, "postfix", "-c", $"{folder}/conf", "start");
        await PeerProcess.Listens(Port, TimeSpan.FromSeconds(20), output);
        return new PostfixServer(folder);
    }

    /// <summary>Empties the maildir between rounds.</summary>
    public void Empty()
    {
        foreach (var file in Directory.EnumerateFiles(New).ToList())
        {
            File.Delete(file);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await PeerProcess.Run(folder + ".out", "postfix", "-c", $"{folder}/conf", "stop");
        Directory.Delete(folder, recursive: true);
        File.Delete(folder + ".out");
    }

    private static async Task<string> Id(string kind)
    {
        var output = Path.Combine(Path.GetTempPath(), $"vanlang-bench-{Environment.ProcessId}-id");
        await PeerProcess.Run(output, "id", kind, "postfix");
        var id = (await File.ReadAllTextAsync(output)).Trim();
        File.Delete(output);
        return id;
    }

    private static string MainCf(string folder, string user, string group) => $"""
        compatibility_level = 3.6
        queue_directory = {folder}/queue
        data_directory = {folder}/data
        command_directory = /usr/sbin
        daemon_directory = /usr/lib/postfix/sbin
        mail_owner = postfix
        setgid_group = postdrop
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        myhostname = bench.localhost
        mydestination =
        alias_maps =
        local_recipient_maps =
        virtual_mailbox_domains = bench.localhost
        virtual_mailbox_base = {folder}/mail
        virtual_mailbox_maps = static:box/
        virtual_uid_maps = static:{user}
        virtual_gid_maps = static:{group}
        virtual_mailbox_limit = 0
        mynetworks = 127.0.0.0/8
        smtpd_relay_restrictions = permit_mynetworks, reject
        smtpd_client_connection_count_limit = 0
        maillog_file_prefixes = {folder}
        maillog_file = {folder}/log

        """;

    private static string MasterCf => $"""
        127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)} inet n - n - - smtpd
        pickup    unix  n  -  n  60    1  pickup
        cleanup   unix  n  -  n  -     0  cleanup
        qmgr      unix  n  -  n  300   1  qmgr
        rewrite   unix  -  -  n  -     -  trivial-rewrite
        bounce    unix  -  -  n  -     0  bounce
        defer     unix  -  -  n  -     0  bounce
        trace     unix  -  -  n  -     0  bounce
        proxymap  unix  -  -  n  -     -  proxymap
        error     unix  -  -  n  -     -  error
        retry     unix  -  -  n  -     -  error
        virtual   unix  -  n  n  -     -  virtual
        anvil     unix  -  -  n  -     1  anvil
        showq     unix  n  -  n  -     -  showq
        postlog   unix-dgram n -  n  - 1  postlogd

        """;
}
