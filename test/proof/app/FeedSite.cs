// A site with a hub whose messages have numbers, which outlive it in a file; and, called with "client", a .NET client that writes what it gets.
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Proof.SignalRBackplane;
using SignalRClients;

if (args is ["client", var address])
{
    await using var live = new LiveConnection(new Uri(address), report: exception => Console.Error.WriteLine(exception.Message));
    await using var topic = new Topic<string>(live, "news", (text, number) =>
    {
        Console.WriteLine($"{number} {text}");
        return Task.CompletedTask;
    }, last: 0, checkEvery: TimeSpan.FromSeconds(2));
    live.OnConnected(() =>
    {
        Console.WriteLine("connected");
        return Task.CompletedTask;
    });
    await live.StartAsync();
    await Task.Delay(Timeout.Infinite);
}

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSignalR();
builder.Services.AddSingleton<INumberedMessages>(new MessagesInFile(Environment.GetEnvironmentVariable("FEED")!));
builder.Services.AddScoped<NumberedSender<FeedHub>>();
var app = builder.Build();
app.MapHub<FeedHub>("/feed");
app.MapPost("/send/{text}", (string text, NumberedSender<FeedHub> sender) => sender.SendAsync("news", text));

// Kept, and lost on the way: what a backplane does that was away.
app.MapPost("/lose/{text}", (string text, INumberedMessages messages) => messages.AppendAsync("news", JsonSerializer.Serialize(text), default));
await app.RunAsync();

internal sealed class FeedHub(INumberedMessages messages) : NumberedHub(messages)
{
    protected override Task<bool> MayJoinAsync(string topic) => Task.FromResult(topic == "news");
}

internal sealed class MessagesInFile(string path) : INumberedMessages
{
    private readonly object gate = new();

    public Task<long> AppendAsync(string topic, string payload, CancellationToken cancellation)
    {
        lock (gate)
        {
            File.AppendAllLines(path, [payload]);
            return Task.FromResult((long)File.ReadAllLines(path).Length);
        }
    }

    public Task<long> LastAsync(string topic, CancellationToken cancellation) => Task.FromResult((long)Lines().Length);

    public Task<IReadOnlyList<NumberedMessage>> AfterAsync(string topic, long number, int count, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<NumberedMessage>>(
            [.. Lines().Select((payload, index) => new NumberedMessage(index + 1, payload)).Where(one => one.Number > number).Take(count)]);

    private string[] Lines()
    {
        lock (gate)
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
    }
}
