using System.ComponentModel.DataAnnotations;
using VanLang.Kernel;
using VanLang.Workdays.Decisions;

namespace VanLang.Workdays.Pages;

/// <summary>What the administrator types to record a decision.</summary>
internal sealed class DecisionForm
{
    [Display(Name = "Năm")]
    [Required]
    [Range(1990, 2090)]
    public int? Year { get; set; }

    [Display(Name = "Văn bản quyết định")]
    [Required]
    [StringLength(RecordDecision.MaxText)]
    public string? DecidingText { get; set; }

    [Display(Name = "Ngày văn bản")]
    public DateOnly? DecidedOn { get; set; }

    [Display(Name = "Nguồn đã đọc")]
    [Required]
    [StringLength(RecordDecision.MaxText)]
    public string? SourceNote { get; set; }

    [Display(Name = "Ngày nghỉ")]
    [Required]
    [StringLength(20_000)]
    public string? Off { get; set; }

    [Display(Name = "Ngày làm bù")]
    [StringLength(5_000)]
    public string? MakeUp { get; set; }

    [Display(Name = "Lý do ghi")]
    [Required]
    [StringLength(RecordDecision.MaxText)]
    public string? Reason { get; set; }

    public int KnownRevision { get; set; }

    /// <summary>The input of the use case, or the lines that cannot be read.</summary>
    public Result<RecordDecisionInput> Read()
    {
        var off = DayLines.ReadOff(Off, nameof(Off));
        var makeUp = DayLines.ReadMakeUp(MakeUp, nameof(MakeUp));
        if (!off.IsOk || !makeUp.IsOk)
        {
            return Result<RecordDecisionInput>.Failed([.. off.Errors, .. makeUp.Errors]);
        }

        return new RecordDecisionInput(Year ?? 0, DecidingText ?? "", DecidedOn, SourceNote ?? "", off.Value, makeUp.Value, Reason ?? "", KnownRevision);
    }
}
