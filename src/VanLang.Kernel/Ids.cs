namespace VanLang.Kernel;

/// <summary>
/// An id with a meaning: <c>readonly record struct PacketId(Guid Value) : ITypedId&lt;PacketId&gt;</c>.
/// The value is a UUIDv7 (RFC 9562) made by <see cref="Clock.NewId{T}"/>, so ids sort by the time they were made.
/// </summary>
/// <typeparam name="TSelf">The id type itself.</typeparam>
public interface ITypedId<TSelf>
    where TSelf : struct, ITypedId<TSelf>
{
    /// <summary>The UUID behind the id.</summary>
    Guid Value { get; }

    /// <summary>Gives a UUID its meaning.</summary>
    static abstract TSelf From(Guid value);
}
