#nullable enable

using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Chat.SignalRBackplane;

/// <summary>A message of a topic, as text, and its number.</summary>
public sealed record NumberedMessage(long Number, string Payload);

/// <summary>What a client has missed, and the number of the last message that there is. It asks again until it has that one.</summary>
public sealed record Missed(long Last, IReadOnlyList<NumberedMessage> Messages);

/// <summary>
/// Where messages are kept: in your own database, for no backplane keeps any. Implement it and register it as a scoped service.
/// Numbers of a topic begin with 1 and have no gaps, and a smaller number is committed first. One row for each topic sees to that, which the transaction that
/// appends a message counts up (UPDATE Topics SET Last = Last + 1): the lock on the row makes the next one wait. An identity column is not enough.
/// </summary>
public interface INumberedMessages
{
    /// <summary>Keeps a message and gives it the next number of its topic, in one transaction; best in that of the change which it tells.</summary>
    Task<long> AppendAsync(string topic, string payload, CancellationToken cancellation);

    /// <summary>The number of the last message of a topic; 0 where there is none.</summary>
    Task<long> LastAsync(string topic, CancellationToken cancellation);

    /// <summary>The first messages after a number, in order, and no more than <paramref name="count" />.</summary>
    Task<IReadOnlyList<NumberedMessage>> AfterAsync(string topic, long number, int count, CancellationToken cancellation);
}

/// <summary>A hub whose clients get every message of a topic once and in order, those included that were sent while they were away.</summary>
public abstract class NumberedHub(INumberedMessages messages) : Hub
{
    private const int MostAtOnce = 500;

    /// <summary>The group of a topic.</summary>
    public static string GroupOf(string topic) => $"topic:{topic}";

    /// <summary>Joins a topic and returns what came after a number; a client without one gets the last number only.</summary>
    public async Task<Missed> JoinTopic(string topic, long? after)
    {
        if (!await MayJoinAsync(topic))
        {
            throw new HubException($"You may not join the topic '{topic}'.");
        }

        // First the group, then the store: what is sent in between comes both ways, and the client takes it once.
        await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(topic), Context.ConnectionAborted);
        var last = await messages.LastAsync(topic, Context.ConnectionAborted);
        return new Missed(
            last, after is null || after >= last ? [] : await messages.AfterAsync(topic, after.Value, MostAtOnce, Context.ConnectionAborted));
    }

    /// <summary>Leaves a topic.</summary>
    public Task LeaveTopic(string topic) => Groups.RemoveFromGroupAsync(Context.ConnectionId, GroupOf(topic), Context.ConnectionAborted);

    /// <summary>Whether this client (<see cref="Hub.Context" />) may read the topic.</summary>
    protected abstract Task<bool> MayJoinAsync(string topic);
}

/// <summary>Keeps messages and sends them. Register it as a scoped service.</summary>
public sealed class NumberedSender<THub>(INumberedMessages messages, IHubContext<THub> hub, ILogger<NumberedSender<THub>> logger)
    where THub : NumberedHub
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Keeps a message, sends it to all who joined the topic, and returns its number.</summary>
    public async Task<long> SendAsync<T>(string topic, T message, CancellationToken cancellation = default)
    {
        var payload = JsonSerializer.Serialize(message, Json);
        var number = await messages.AppendAsync(topic, payload, cancellation);
        try
        {
            await hub.Clients.Group(NumberedHub.GroupOf(topic)).SendAsync("numbered", topic, number, payload, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // It is kept, so nobody loses it: clients find it with the next message, the next connect, or their next look.
            logger.LogWarning(exception, "Message {Number} of {Topic} was kept, but not sent: {Reason}", number, topic, exception.Message);
        }

        return number;
    }
}
