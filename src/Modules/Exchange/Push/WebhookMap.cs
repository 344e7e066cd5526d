using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;
using VanLang.Exchange.Packets;
using VanLang.Web.Outbound;

namespace VanLang.Exchange.Push;

internal sealed class WebhookMap : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("webhooks");
        builder.HasKey(w => w.Id);
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.OrganizationCode).HasMaxLength(PacketLimits.Code);
        builder.Property(w => w.Name).HasMaxLength(Webhook.NameLength);
        // Receivers keep secrets in their addresses.
        builder.Property(w => w.Url).HasMaxLength(OutboundAddress.Longest).Sensitive();
        builder.Property(w => w.StateReason).HasMaxLength(200);
        builder.Property(w => w.CreatedBy).HasMaxLength(200);
        builder.Ignore(w => w.Wanted);
        builder.HasIndex(w => new { w.OrganizationCode, w.Url }).IsUnique();
    }
}

internal sealed class WebhookCursorMap : IEntityTypeConfiguration<WebhookCursor>
{
    public void Configure(EntityTypeBuilder<WebhookCursor> builder)
    {
        builder.ToTable("webhook_cursors");
        builder.HasKey(c => c.WebhookId);
        builder.Property(c => c.WebhookId).ValueGeneratedNever();
        builder.Property(c => c.LastAnswer).HasMaxLength(60);
        builder.HasOne<Webhook>().WithOne().HasForeignKey<WebhookCursor>(c => c.WebhookId).OnDelete(DeleteBehavior.Cascade);
        builder.Unaudited("How far the pushing has come; what is pushed is in the log.");
    }
}

internal sealed class WebhookFailureMap : IEntityTypeConfiguration<WebhookFailure>
{
    public void Configure(EntityTypeBuilder<WebhookFailure> builder)
    {
        builder.ToTable("webhook_failures");
        builder.HasKey(f => new { f.WebhookId, f.EventId });
        builder.Property(f => f.Kind).HasMaxLength(60);
        builder.Property(f => f.Content).HasMaxLength(4000);
        builder.Property(f => f.LastAnswer).HasMaxLength(60);
        builder.Property(f => f.LastText).HasMaxLength(WebhookFailure.AnswerLength);
        builder.Ignore(f => f.Event);
        builder.HasIndex(f => new { f.State, f.NextAt });
        builder.HasOne<Webhook>().WithMany().HasForeignKey(f => f.WebhookId).OnDelete(DeleteBehavior.Cascade);
        builder.Unaudited("A queue of attempts; giving up and replaying are noted by name.");
    }
}
