using System.IO.Pipelines;
using System.Text.Json;
using VanLang.Exchange.ExistingSystems;
using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.Tests.ExistingSystems;

public sealed class UnitListTests
{
    private const int Units = 111_339; // What the national directory held in October 2025.

    [Fact]
    public async Task A_hundred_thousand_units_are_written_with_the_memory_of_one_buffer()
    {
        var target = new Counting();
        var before = GC.GetAllocatedBytesForCurrentThread();

        await UnitList.Write(PipeWriter.Create(target, new StreamPipeWriterOptions(leaveOpen: true)), "Thanh cong", Many(), UnitForm.Decision28, null, null, default);

        Assert.True(target.Length > 20_000_000, $"{target.Length} bytes");
        Assert.InRange(target.Longest, 1, 256 * 1024);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 * 1024 * 1024);
    }

    [Fact]
    public async Task What_is_written_is_json_with_every_name_of_the_kit()
    {
        var bytes = new MemoryStream();

        await UnitList.Write(PipeWriter.Create(bytes, new StreamPipeWriterOptions(leaveOpen: true)), "Thanh cong", [One(7), One(8) with { Code102 = null }], UnitForm.Decision28, (j, _) => j.WriteBoolean("deleted", true), j => j.WriteNumber("version", 5), default);

        var json = JsonDocument.Parse(bytes.ToArray()).RootElement;
        Assert.Equal(["status", "ErrorCode", "ErrorDesc", "data", "version"], json.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["id", "pid", "code", "oldCode", "code102", "codeQD20", "name", "mail", "level", "deleted"], json.GetProperty("data")[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(("000.00.07.H01", "H01.7"), (json.GetProperty("data")[0].GetProperty("code").GetString(), json.GetProperty("data")[1].GetProperty("code").GetString()!.Replace('8', '7')));
    }

    private static readonly OrganizationContact Contact = new("", "vanthu@donvi.gov.vn", "", "", "");

    private static readonly OrganizationEntry[] Few = [.. Enumerable.Range(0, 97).Select(One)];

    private static IEnumerable<OrganizationEntry> Many()
    {
        for (var i = 0; i < Units; i++)
        {
            yield return Few[i % Few.Length];
        }
    }

    private static OrganizationEntry One(int number) =>
        new($"H01.{number}", $"000.00.{number:00}.H01", "Ủy ban nhân dân xã có tên dài như trong danh mục quốc gia", "H01", 2, "commune", OrganizationState.Active, null) { Contact = Contact };

    private sealed class Counting : Stream
    {
        private long length;

        public int Longest { get; private set; }

        public override long Length => length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Position { get => length; set => throw new NotSupportedException(); }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            length += buffer.Length;
            Longest = Math.Max(Longest, buffer.Length);
            return default;
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
