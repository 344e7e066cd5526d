namespace VanLang.Chaos.Tests.Flips;

/// <summary>One bit of a file that is not what it was.</summary>
internal sealed record Flip(string Path, long Offset, int Bit)
{
    public string What => $"{Path} byte {Offset} bit {Bit}";

    public static Flip In(string path, Random random) => At(path, (random.NextInt64(new FileInfo(path).Length), 1), random);

    public static Flip At(string path, (long Offset, int Length) place, Random random)
    {
        var flip = new Flip(path, place.Offset + random.Next(place.Length), random.Next(8));
        flip.Undo();
        return flip;
    }

    /// <summary>Every place where a value's bytes stand.</summary>
    public static List<(long Offset, int Length)> Find(byte[] file, byte[] value)
    {
        var places = new List<(long, int)>();
        for (var from = 0; ;)
        {
            var at = file.AsSpan(from).IndexOf(value);
            if (at < 0)
            {
                return places;
            }

            places.Add((from + at, value.Length));
            from += at + 1;
        }
    }

    /// <summary>Flips the bit: the second time it is what it was.</summary>
    public void Undo()
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Position = Offset;
        var was = file.ReadByte();
        file.Position = Offset;
        file.WriteByte((byte)(was ^ (1 << Bit)));
    }
}
