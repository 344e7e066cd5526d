namespace VanLang.Exchange.Secrecy;

/// <summary>The two lists, read once from the text files beside this class: they are data, so that a jurist can read and change them.</summary>
internal sealed class SecrecyLists
{
    private readonly Dictionary<string, List<string>> sections;

    private SecrecyLists(Dictionary<string, List<string>> sections)
    {
        this.sections = sections;
        Stamps = Phrases("stamps");
        PlainStamps = Phrases("stamps without marks");
        HeadStamps = Phrases("stamps at the head");
        Labels = Phrases("labels");
        Bracketed = Phrases("bracketed");
        Elements = new HashSet<string>(Section("elements"), StringComparer.OrdinalIgnoreCase);
        NoneValues = Phrases("values that say there is none");
        NoneWords = new HashSet<string>(Section("values that say there is none"), StringComparer.OrdinalIgnoreCase);
        Exceptions = Phrases("phrases");
        StampsAllTheSame = Phrases("stamps all the same");
        Papers = Phrases("papers");
        AfterStamp = Phrases("words that may follow the stamp of a paper");
        Surnames = Phrases("surnames");
        MiddleNames = Phrases("middle names");
    }

    public static SecrecyLists Current { get; } = new(Read("markers.txt", "exceptions.txt"));

    public List<IReadOnlyList<SecrecyWord>> Stamps { get; }

    public List<IReadOnlyList<SecrecyWord>> PlainStamps { get; }

    public List<IReadOnlyList<SecrecyWord>> HeadStamps { get; }

    public List<IReadOnlyList<SecrecyWord>> Labels { get; }

    public List<IReadOnlyList<SecrecyWord>> Bracketed { get; }

    public HashSet<string> Elements { get; }

    public List<IReadOnlyList<SecrecyWord>> NoneValues { get; }

    public HashSet<string> NoneWords { get; }

    public List<IReadOnlyList<SecrecyWord>> Exceptions { get; }

    public List<IReadOnlyList<SecrecyWord>> StampsAllTheSame { get; }

    public List<IReadOnlyList<SecrecyWord>> Papers { get; }

    public List<IReadOnlyList<SecrecyWord>> AfterStamp { get; }

    public List<IReadOnlyList<SecrecyWord>> Surnames { get; }

    public List<IReadOnlyList<SecrecyWord>> MiddleNames { get; }

    public IReadOnlyList<string> Section(string name) => sections[name];

    private List<IReadOnlyList<SecrecyWord>> Phrases(string section) => [.. Section(section).Select(p => SecrecyText.Of(p).Words).Where(w => w.Count > 0)];

    private static Dictionary<string, List<string>> Read(params ReadOnlySpan<string> files)
    {
        var sections = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        List<string>? current = null;
        foreach (var file in files)
        {
            using var stream = typeof(SecrecyLists).Assembly.GetManifestResourceStream("VanLang.Exchange.Secrecy." + file)
                ?? throw new InvalidOperationException($"{file} is not embedded.");
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                line = line.Trim();
                if (line.StartsWith('['))
                {
                    current = sections[line.Trim('[', ']').Split(':', ',')[0]] = [];
                }
                else if (line.Length > 0 && line[0] != '#')
                {
                    (current ?? throw new InvalidOperationException($"{file}: an entry before its section.")).Add(line);
                }
            }
        }

        return sections;
    }
}
