using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VanLang.Access.SignIns;
using VanLang.Kernel;

namespace VanLang.Access.Accounts;

/// <summary>
/// "Quên mật khẩu". The answer is the same and comes at once whether the name is known or not: the work is done after it,
/// by <see cref="ResetLetters"/>.
/// </summary>
internal sealed class AskForReset(ResetRequests requests, AttemptWindow attempts)
{
    private const int PerAddress = 10;

    public Result Handle(string? userName, string address)
    {
        if (string.IsNullOrWhiteSpace(userName))
        {
            return AccessErrors.UserNameEmpty.At("UserName");
        }

        if (attempts.Count("reset", address, TimeSpan.FromMinutes(5)) > PerAddress)
        {
            return AccessErrors.TooManyAttempts;
        }

        if (UserNameRule.Allows(userName.Trim()))
        {
            requests.Queue.Writer.TryWrite((userName.Trim(), address));
        }

        return Result.Ok;
    }
}

internal sealed class ResetRequests
{
    public Channel<(string UserName, string Address)> Queue { get; } =
        Channel.CreateBounded<(string UserName, string Address)>(new BoundedChannelOptions(500) { FullMode = BoundedChannelFullMode.DropWrite });
}

internal sealed partial class ResetLetters(ResetRequests requests, IServiceScopeFactory scopes, ILogger<ResetLetters> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (userName, address) in requests.Queue.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await Send(userName, address, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotMade(log, e.GetType().Name);
            }
        }
    }

    private async Task Send(string userName, string address, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
        var link = scope.ServiceProvider.GetRequiredService<SendLink>();
        var name = Account.Normalize(userName);
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.NormalizedUserName == name && a.Email != null && a.State == AccountState.Active, ct);
        if (account is null)
        {
            db.Audit(Actor.Anonymous, "access.password.reset-refused", name.ToLowerInvariant(), detail: new { why = "no active account", address });
            await db.SaveChangesAsync(ct);
            return;
        }

        await link.CloseOpen(account.Id, ct);
        db.Audit(Actor.Anonymous, "access.password.reset-asked", account.UserName!, detail: new { address });
        var letter = link.Prepare(account, TokenPurpose.PasswordReset);
        await db.SaveChangesAsync(ct);
        await link.Post(letter, ct);
    }

    [LoggerMessage(EventId = 3002, Level = LogLevel.Error, Message = "A reset letter could not be made ({Fault}).")]
    private static partial void NotMade(ILogger log, string fault);
}
