using VanLang.Kernel;

namespace VanLang.Exchange.Edxml;

/// <summary>
/// Stops the scan of a packet at its first unreadable byte. It never leaves <see cref="EdxmlReader"/>, which turns it into an
/// error: streams and XmlReader can be left by an exception only.
/// </summary>
internal sealed class PacketRefused(Error error, int line = 0, int column = 0, string? path = null) : Exception(error.Code)
{
    public Error Error => error;

    public int Line => line;

    public int Column => column;

    public string? Path => path;
}
