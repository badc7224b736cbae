#nullable enable

using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Chat.SignalRBackplane;

/// <summary>
/// Tells whether a message gets from this server to Redis and back, which is what the SignalR backplane needs of it. It has a connection of its own, so it says
/// nothing about the one that SignalR has.
/// </summary>
/// <remarks>
/// Never let readiness or liveness depend on it. Redis is the same for all servers: while it is away every server would be taken out of the load balancer or
/// restarted at once, and with them the pages that need no Redis and the connections that come through the outage otherwise. So a failure is Degraded, which
/// answers 200 like Healthy.
/// </remarks>
public sealed class BackplaneHealthCheck(IConfiguration configuration) : IHealthCheck, IDisposable
{
    private const string EnabledKey = "SignalR:Backplane:Enabled";
    private const string ApplicationName = "Chat";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim gate = new(1);
    private IConnectionMultiplexer? connection;

    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!IsEnabled(configuration))
        {
            return HealthCheckResult.Healthy($"No SignalR backplane, because {EnabledKey} is false.");
        }

        try
        {
            var subscriber = (await ConnectAsync(cancellationToken)).GetSubscriber();
            var channel = RedisChannel.Literal($"health:{Guid.NewGuid():N}");
            var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await subscriber.SubscribeAsync(channel, (_, _) => arrived.TrySetResult()).WaitAsync(Patience, cancellationToken);
            try
            {
                await subscriber.PublishAsync(channel, "?").WaitAsync(Patience, cancellationToken);
                await arrived.Task.WaitAsync(Patience, cancellationToken);
            }
            finally
            {
                await subscriber.UnsubscribeAsync(channel, flags: CommandFlags.FireAndForget);
            }

            return HealthCheckResult.Healthy("A message gets to Redis and back.");
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            return new HealthCheckResult(
                context.Registration.FailureStatus, $"Messages do not get to Redis and back, so servers do not hear each other: {exception.Message}", exception);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        connection?.Dispose();
        gate.Dispose();
    }

    private async Task<IConnectionMultiplexer> ConnectAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return connection ??= await ConnectionMultiplexer.ConnectAsync(RedisConfiguration(configuration));
        }
        finally
        {
            gate.Release();
        }
    }

    private static bool IsEnabled(IConfiguration configuration)
    {
        var value = configuration[EnabledKey];
        if (value is null)
        {
            return true;
        }

        return bool.TryParse(value, out var enabled)
            ? enabled
            : throw new InvalidOperationException($"'{EnabledKey}' is '{value}'. Expected true or false.");
    }

    private static ConfigurationOptions RedisConfiguration(IConfiguration configuration)
    {
        var connectionString = configuration.GetConnectionString("Redis");
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            throw new InvalidOperationException(
                "The health check of the SignalR backplane needs the connection string 'ConnectionStrings:Redis', and it is missing or blank. "
                + "Set the environment variable ConnectionStrings__Redis, or on a development machine run: "
                + "dotnet user-secrets set \"ConnectionStrings:Redis\" \"<connection string>\". "
                + $"A server that runs alone needs none: set {EnabledKey} to false.");
        }

        var redis = ConfigurationOptions.Parse(connectionString);

        // A connection that SignalR gets before it works leaves this server deaf until a restart. So an attempt that fails says so, and
        // ends soon: the next client tries again. A connection that was made once comes back by itself.
        redis.AbortOnConnectFail = true;
        redis.ConnectRetry = 1;

        // Applications on the same Redis receive each other's messages unless their channels differ.
        // A channelPrefix in the connection string comes first, so that environments can differ too.
        if (redis.ChannelPrefix.IsNullOrEmpty)
        {
            redis.ChannelPrefix = RedisChannel.Literal(ApplicationName + ":");
        }

        return redis;
    }
}

/// <summary>Registers the health check.</summary>
public static class BackplaneHealthCheckExtensions
{
    /// <summary>
    /// Adds the check <c>backplane</c> with the tag <c>backplane</c>. Map it by its tag to an address of its own, for people and monitoring:
    /// <c>app.MapHealthChecks("/health/backplane", new() { Predicate = check => check.Tags.Contains("backplane") })</c>
    /// </summary>
    public static IHealthChecksBuilder AddBackplane(this IHealthChecksBuilder checks)
    {
        checks.Services.AddSingleton<BackplaneHealthCheck>();
        return checks.AddCheck<BackplaneHealthCheck>("backplane", HealthStatus.Degraded, ["backplane"]);
    }
}
