using VanLang.Testing;

namespace VanLang.Chaos.Tests.Kills;

/// <summary>Where agencies reach the axis: a node, or what stands before several; and the folder with the demo's client keys.</summary>
internal sealed record Front(Uri Address, string DataFolder)
{
    public static implicit operator Front(ServerProcess server) => new(server.Address, server.Database.DataFolder);
}
