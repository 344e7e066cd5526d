using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace VanLang.Access.Tests.Mail;

/// <summary>A mail host on loopback that speaks as much of RFC 5321, 3207 and 4954 as a sender needs, and keeps what it was told.</summary>
internal sealed class SmtpListener : IDisposable
{
    private readonly TcpListener listener;
    private readonly X509Certificate2? certificate;
    private readonly List<string> letters = [];
    private readonly List<string> said = [];
    private readonly CancellationTokenSource stop = new();

    /// <param name="port">0 for a free one.</param>
    /// <param name="certificate">Offers STARTTLS with it.</param>
    /// <param name="password">Asks for AUTH PLAIN with it, after STARTTLS.</param>
    public SmtpListener(int port = 0, X509Certificate2? certificate = null, string? password = null)
    {
        this.certificate = certificate;
        Password = password;
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string? Password { get; }

    /// <summary>Refuses every recipient so many times with 451, as a greylisting host does.</summary>
    public int Refusals { get; set; }

    public IReadOnlyList<string> Letters
    {
        get
        {
            lock (letters)
            {
                return [.. letters];
            }
        }
    }

    /// <summary>Every line that came before TLS or after it, marked.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            lock (said)
            {
                return [.. said];
            }
        }
    }

    /// <summary>An authority and a certificate for "localhost" that it signed.</summary>
    public static (X509Certificate2 Certificate, string AuthorityPem) Certificates(string name = "localhost")
    {
        var from = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=Cơ quan chứng thực thử", rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = root.CreateSelfSigned(from, from.AddYears(30));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var host = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        host.CertificateExtensions.Add(names.Build());
        using var signed = host.Create(authority, from, from.AddYears(29), [1, 2, 3, 4]);
        return (X509CertificateLoader.LoadPkcs12(signed.CopyWithPrivateKey(key).Export(X509ContentType.Pkcs12), null), authority.ExportCertificatePem());
    }

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        certificate?.Dispose();
        stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Serve(await listener.AcceptTcpClientAsync(stop.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            Stream stream = client.GetStream();
            var (closed, known) = (false, Password is null);
            try
            {
                var reader = new StreamReader(stream, Encoding.UTF8);
                await Say(stream, "220 localhost ESMTP");
                while (await reader.ReadLineAsync(stop.Token) is { } line)
                {
                    Keep((closed ? "tls " : "open ") + line);
                    switch (line.Split(' ')[0].ToUpperInvariant())
                    {
                        case "EHLO":
                            await Say(stream, "250-localhost", certificate is not null && !closed ? "250-STARTTLS" : "250-PIPELINING", Password is not null && closed ? "250 AUTH PLAIN" : "250 8BITMIME");
                            break;
                        case "STARTTLS" when certificate is not null:
                            await Say(stream, "220 go on");
                            var secure = new SslStream(stream);
                            await secure.AuthenticateAsServerAsync(certificate);
                            (stream, closed, reader) = (secure, true, new StreamReader(secure, Encoding.UTF8));
                            break;
                        case "AUTH":
                            known = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])).EndsWith("\0" + Password, StringComparison.Ordinal);
                            await Say(stream, known ? "235 welcome" : "535 not known");
                            break;
                        case "MAIL":
                            await Say(stream, known ? "250 ok" : "530 authenticate first");
                            break;
                        case "RCPT" when Refusals > 0:
                            Refusals--;
                            await Say(stream, "451 come again");
                            break;
                        case "DATA":
                            await Say(stream, "354 go on");
                            var letter = new StringBuilder();
                            while (await reader.ReadLineAsync(stop.Token) is { } part && part != ".")
                            {
                                letter.AppendLine(part);
                            }

                            lock (letters)
                            {
                                letters.Add(letter.ToString());
                            }

                            await Say(stream, "250 taken");
                            break;
                        case "QUIT":
                            await Say(stream, "221 bye");
                            return;
                        default:
                            await Say(stream, "250 ok");
                            break;
                    }
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
                // The sender went away, or did not trust the certificate.
            }
            finally
            {
                await stream.DisposeAsync();
            }
        }
    }

    private void Keep(string line)
    {
        lock (said)
        {
            said.Add(line);
        }
    }

    private static Task Say(Stream stream, params string[] lines) => stream.WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", lines) + "\r\n")).AsTask();
}
