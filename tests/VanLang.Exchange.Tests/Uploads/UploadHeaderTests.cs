using System.Security.Cryptography;
using VanLang.Exchange.Uploads;
using VanLang.Kernel;

namespace VanLang.Exchange.Tests.Uploads;

/// <summary>The two headers of the protocol that have a grammar of their own.</summary>
public sealed class UploadHeaderTests
{
    [Fact]
    public void Metadata_gives_the_digest_of_the_whole_file()
    {
        var digest = Convert.ToHexString(SHA256.HashData([1, 2, 3]));

        var read = Agencies.Ok(UploadMetadata.Read($"filename {TusCalls.Base64("tệp.pdf")},is_confidential, sha256 {TusCalls.Base64(digest)}"));

        Assert.Equal(digest.ToLowerInvariant(), read.Sha256);
        Assert.Null(Agencies.Ok(UploadMetadata.Read(null)).Sha256);
        Assert.Equal("", Agencies.Ok(UploadMetadata.Read("  ")).Text);
    }

    [Theory]
    [InlineData("filename khong-phai-base64!")]
    [InlineData("filename dGVw,filename dGVw")]
    [InlineData(",")]
    [InlineData("sha256 dGVw")]
    public void Metadata_that_cannot_be_read_is_refused(string header) =>
        Agencies.Refused(UploadMetadata.Read(header), "UPL-0007", "Không đọc được tiêu đề Upload-Metadata.");

    [Fact]
    public void Metadata_that_is_too_long_is_refused() =>
        Agencies.Refused(UploadMetadata.Read("filename " + new string('A', 2000)), "UPL-0007", "Không đọc được tiêu đề Upload-Metadata.");

    [Fact]
    public void A_checksum_holds_for_its_bytes_only()
    {
        using var right = Agencies.Ok(UploadChecksum.Read(TusCalls.Checksum([1, 2, 3])))!;
        using var wrong = Agencies.Ok(UploadChecksum.Read(TusCalls.Checksum([1, 2, 3])))!;
        right.Add([1]);
        right.Add([2, 3]);
        wrong.Add([1, 2, 4]);

        Assert.True(right.Holds());
        Assert.False(wrong.Holds());
        Assert.Null(Agencies.Ok(UploadChecksum.Read(null)));
    }

    [Theory]
    [InlineData("sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=")]
    [InlineData("sha256")]
    [InlineData("sha256 dGVw")]
    [InlineData("sha256 !!!!")]
    public void A_checksum_of_another_kind_is_refused(string header) =>
        Agencies.Refused(UploadChecksum.Read(header), "UPL-0008", $"Không đọc được Upload-Checksum \"{header}\"; hãy gửi sha256 và giá trị base64.");

    [Fact]
    public void An_upload_never_shrinks_and_never_outgrows_its_length()
    {
        var now = new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);
        var upload = new Upload(new UploadId(Guid.CreateVersion7(now)), "G22", 100, new UploadMetadata("", null), now, TimeSpan.FromHours(1));

        upload.Keep(60, now.AddMinutes(30), TimeSpan.FromHours(1));

        Assert.False(upload.IsWhole);
        Assert.False(upload.HasExpired(now.AddMinutes(89)));
        Assert.True(upload.HasExpired(now.AddMinutes(90)));
        Assert.Throws<ArgumentOutOfRangeException>(() => upload.Keep(59, now, TimeSpan.FromHours(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => upload.Keep(101, now, TimeSpan.FromHours(1)));
    }

    [Fact]
    public void The_length_is_checked_before_anything_is_made()
    {
        var options = new ExchangeOptions { MaxUploadBytes = 1000 };

        Assert.Equal("UPL-0005", CreateUpload.Check(new CreateUpload.Input(null, null), options)!.Code);
        Assert.Equal("UPL-0005", CreateUpload.Check(new CreateUpload.Input(0, null), options)!.Code);
        Assert.Equal(ErrorKind.TooLarge, CreateUpload.Check(new CreateUpload.Input(1001, null), options)!.Kind);
        Assert.Null(CreateUpload.Check(new CreateUpload.Input(1000, null), options));
    }
}
