using QRCoder;

namespace VanLang.Access.TwoFactor;

/// <summary>A QR code as one SVG path: the page needs neither a picture file nor script.</summary>
internal sealed record QrPicture(int Size, string Path)
{
    /// <summary>White border that scanners need (ISO/IEC 18004: four modules).</summary>
    private const int Quiet = 4;

    public static QrPicture Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var modules = data.ModuleMatrix;
        var path = new System.Text.StringBuilder();
        for (var y = Quiet; y < modules.Count - Quiet; y++)
        {
            for (var x = Quiet; x < modules.Count - Quiet; x++)
            {
                if (modules[y][x])
                {
                    path.Append('M').Append(x).Append(' ').Append(y).Append("h1v1h-1z");
                }
            }
        }

        return new QrPicture(modules.Count, path.ToString());
    }
}
