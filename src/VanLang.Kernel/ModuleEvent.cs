using System.Text.Json.Serialization;

namespace VanLang.Kernel;

/// <summary>A fact that one module tells the others through its event log: a record in the module's Contracts project.</summary>
public interface IModuleEvent
{
    /// <summary>Name and version, such as <c>organizations.merged/1</c>; a changed shape takes a new version.</summary>
    [JsonIgnore]
    string EventType { get; }
}
