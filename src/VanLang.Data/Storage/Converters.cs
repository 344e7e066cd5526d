using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using VanLang.Kernel;

namespace VanLang.Data.Storage;

/// <summary>SQLite has no instant type and cannot order DateTimeOffset: whole microseconds since 1970, UTC.</summary>
internal sealed class MicrosecondsConverter() : ValueConverter<DateTimeOffset, long>(
    v => (v.UtcTicks - Epoch) / TimeSpan.TicksPerMicrosecond,
    v => new DateTimeOffset(Epoch + (v * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero))
{
    private static readonly long Epoch = DateTimeOffset.UnixEpoch.UtcTicks;
}

/// <summary>Npgsql refuses offsets other than zero.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(v => v.ToUniversalTime(), v => v);

internal sealed class MoneyConverter() : ValueConverter<Money, long>(v => v.Dong, v => new Money(v));

internal sealed class TypedIdConverter<T>() : ValueConverter<T, Guid>(v => v.Value, v => Make(v))
    where T : struct, ITypedId<T>
{
    // An expression tree cannot call a static interface member itself.
    private static T Make(Guid value) => T.From(value);
}

internal static class TypedIds
{
    public static void Configure(ModelConfigurationBuilder configuration, IEnumerable<Assembly> assemblies)
    {
        foreach (var type in assemblies.Distinct().SelectMany(a => a.GetTypes()).Where(IsTypedId))
        {
            configuration.Properties(type).HaveConversion(typeof(TypedIdConverter<>).MakeGenericType(type));
        }
    }

    private static bool IsTypedId(Type type) => type.IsValueType && !type.IsGenericTypeDefinition && type.GetInterfaces()
        .Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>) && i.GenericTypeArguments[0] == type);
}
