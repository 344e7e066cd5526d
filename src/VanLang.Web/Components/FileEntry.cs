namespace VanLang.Web.Components;

/// <summary>A file that can be fetched.</summary>
/// <param name="Name">As its author named it.</param>
/// <param name="Href">Where its bytes are.</param>
/// <param name="Bytes">How many.</param>
/// <param name="Note">Such as "đã ký số"; null without one.</param>
public sealed record FileEntry(string Name, string Href, long Bytes, string? Note = null)
{
    private string Extension => Path.GetExtension(Name).TrimStart('.').ToLowerInvariant();

    internal string Kind => Extension switch
    {
        "pdf" => "PDF",
        "doc" or "docx" => "Word",
        "xls" or "xlsx" => "Excel",
        "ppt" or "pptx" => "PowerPoint",
        "zip" or "rar" or "7z" => Extension.ToUpperInvariant(),
        "jpg" or "jpeg" or "png" or "gif" or "tif" or "tiff" => Extension.ToUpperInvariant(),
        "xml" or "edxml" => "XML",
        "" => "",
        _ => Extension.ToUpperInvariant(),
    };

    internal string Icon => Kind switch
    {
        "PDF" or "Word" => "file-text",
        "Excel" => "file-spreadsheet",
        "ZIP" or "RAR" or "7Z" => "file-archive",
        "JPG" or "JPEG" or "PNG" or "GIF" or "TIF" or "TIFF" => "image",
        _ => "paperclip",
    };
}
