using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Access;
using VanLang.Access.SignIns;
using VanLang.Data;
using VanLang.Testing;

namespace VanLang.Benchmarks;

/// <summary>Row S9: whether the time of an answer tells an unknown name from a wrong password, over pairs in turn; and what the password step costs.</summary>
internal static class SignInFigures
{
    private const int TriesBeforeLockout = 4;

    public static async Task<int> Run(string[] args)
    {
        var pairs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
        foreach (var kind in BenchHouse.Kinds(args.ElementAtOrDefault(1)))
        {
            await using TestApp app = kind is DatabaseKind.Sqlite ? new SqliteApp() : new PostgresApp();
            await app.InitializeAsync();
            var names = await app.In<AccessDb, List<string>>(db => db.Accounts.Where(a => a.PasswordHash != null && a.UserName != null).Select(a => a.UserName!).OrderBy(n => n).ToListAsync());
            var (known, unknown, right) = (new List<double>(), new List<double>(), new List<double>());
            for (var i = -3; i < pairs; i++)
            {
                // Neither lockout nor rate limit may shorten an answer: addresses of their own, and the clock goes on when all names have been tried.
                if (i > 0 && i % (names.Count * TriesBeforeLockout) == 0)
                {
                    app.Clock.Advance(TimeSpan.FromHours(1));
                }

                var name = names[Math.Abs(i) % names.Count];
                var first = i % 2 == 0;
                var (x, y) = (await Try(app, first ? name : "la." + name, i), await Try(app, first ? "la." + name : name, i));
                if (i >= 0)
                {
                    known.Add(first ? x : y);
                    unknown.Add(first ? y : x);
                }
            }

            for (var i = 0; i < 20; i++)
            {
                right.Add(await Try(app, names[^1], pairs + i, TestApp.Password));
            }

            var (a, b) = (Figures.Median(known), Figures.Median(unknown));
            var paired = Figures.Median(known.Zip(unknown, (k, u) => u / k));
            Console.WriteLine($"FIGURE sign-in {kind}: wrong password {a:0.0} ms, unknown name {b:0.0} ms, medians of {pairs} pairs in turn: {(b / a) - 1:+0.0%;-0.0%}; median of the pairs' ratios {paired - 1:+0.0%;-0.0%}; right password {Figures.Median(right):0.0} ms; load {Figures.Load}");
        }

        return 0;
    }

    private static async Task<double> Try(TestApp app, string name, int n, string password = "sai mật khẩu rồi")
    {
        await using var scope = app.Services.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInWithPassword>();
        var watch = Stopwatch.StartNew();
        await signIn.Handle(new SignInWithPassword.Input(name, password), $"bench-{n}", CancellationToken.None);
        return watch.Elapsed.TotalMilliseconds;
    }
}
