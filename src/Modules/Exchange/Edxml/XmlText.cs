using System.Xml;

namespace VanLang.Exchange.Edxml;

internal static class XmlText
{
    /// <summary>False for control characters and lone surrogates, which XML 1.0 cannot carry.</summary>
    public static bool IsWritable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                continue;
            }

            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                i++;
                continue;
            }

            return false;
        }

        return true;
    }
}
