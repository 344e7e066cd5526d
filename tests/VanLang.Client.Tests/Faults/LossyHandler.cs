using System.Net;

namespace VanLang.Client.Tests.Faults;

/// <summary>
/// A network that loses: some requests never arrive, of some the answer never comes back though the server has done its work, some are told to come
/// again. Which, is chosen by a seed. The server behind it is the real one.
/// </summary>
internal sealed class LossyHandler(int seed, double loss) : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
{
    private readonly Random random = new(seed);
    private readonly Lock gate = new();

    /// <summary>Requests and answers that were lost, and refusals that were made up.</summary>
    public int Lost { get; private set; }

    /// <summary>The header Idempotency-Key of every packet that was sent.</summary>
    public List<string> Keys { get; } = [];

    /// <summary>Answers this instead of asking the server, as long as it has any.</summary>
    public Queue<HttpResponseMessage> Instead { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        double chance;
        lock (gate)
        {
            chance = random.NextDouble();
            if (request.Headers.TryGetValues("Idempotency-Key", out var key))
            {
                Keys.Add(key.Single());
            }

            if (request.RequestUri!.AbsolutePath.StartsWith("/api/", StringComparison.Ordinal) && Instead.TryDequeue(out var instead))
            {
                Lost++;
                return instead;
            }
        }

        if (chance < loss / 3)
        {
            Lost++;
            throw new HttpRequestException("The request was lost.");
        }

        var answer = await base.SendAsync(request, cancellationToken);
        if (chance < loss * 2 / 3)
        {
            Lost++;
            answer.Dispose();
            throw new HttpRequestException("The answer was lost.");
        }

        if (chance < loss)
        {
            Lost++;
            answer.Dispose();
            return new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent("<html>proxy</html>") };
        }

        return answer;
    }
}
